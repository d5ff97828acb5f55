import { describe, expect, test } from 'vitest';
import { asciiSlug, isNfc, nfc, oneLine, searchKey } from '../../../src/core/text.ts';

describe('nfc', () => {
  test('a Mac’s letters and a PC’s are one', () => {
    const mac = 'Mỹ Tú'.normalize('NFD');
    expect(mac).toHaveLength(7);
    expect(nfc(mac)).toBe('Mỹ Tú'.normalize('NFC'));
    expect([isNfc(mac), isNfc(nfc(mac))]).toEqual([false, true]);
  });
});

describe('searchKey', () => {
  test.each([
    ['Nghị quyết 57', 'nghi quyet 57'],
    ['ỦY BAN', 'uy ban'],
    ['Uỷ ban', 'uy ban'],
    ['Đường  Đồng\tKhởi ', 'duong dong khoi'],
    ['Huỳnh Hữu Nghĩa'.normalize('NFD'), 'huynh huu nghia'],
    ['Ẩn Ậm Ữ Ợ', 'an am u o'],
  ])('%s', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  test('Khmer vowels are letters and stay', () => {
    expect(searchKey('ភាសាខ្មែរ')).toBe('ភាសាខ្មែរ');
    expect(searchKey('ភាសា')).not.toBe(searchKey('ភស'));
  });
});

describe('asciiSlug', () => {
  test.each([
    ['Buổi sáng', 'buoi-sang'],
    ['  Kế hoạch 114-KH/HU… ', 'ke-hoach-114-kh-hu'],
    ['ភាសា', 'khong-ten'],
    ['', 'khong-ten'],
    ['../../etc', 'etc'],
  ])('%j → %s', (text, slug) => {
    expect(asciiSlug(text)).toBe(slug);
  });

  test('is cut to its limit without a hyphen at the end', () => {
    expect(asciiSlug('một hai ba', 7)).toBe('mot-hai');
    expect(asciiSlug('một hai ba', 8)).toBe('mot-hai');
  });
});

test('oneLine has no line breaks or control characters', () => {
  expect(oneLine(' a\r\nb\u2028c\u0000\u0085d\u001b[31m\t')).toBe('a b c d [31m');
});
