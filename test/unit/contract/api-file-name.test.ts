import { describe, expect, test } from 'vitest';
import { contentDisposition, fileName } from '../../../src/contract/api-file-name.ts';

describe('fileName', () => {
  test.each([
    ['Buổi sáng', 'Buổi sáng.mp3'],
    ['Buổi sáng 05:00', 'Buổi sáng 05-00.mp3'],
    ['ban-tin.mp3', 'ban-tin.mp3'],
    ['ban-tin.MP3', 'ban-tin.mp3'],
    ['ban-tin.exe', 'ban-tin.exe.mp3'],
    ['../../etc/passwd', 'etc-passwd.mp3'],
    ['..\\..\\windows', 'windows.mp3'],
    ['.hidden', 'hidden.mp3'],
    ['', 'khong-ten.mp3'],
    ['...', 'khong-ten.mp3'],
    ['a\r\nSet-Cookie: x', 'a Set-Cookie- x.mp3'],
    ['a\u0000b', 'a b.mp3'],
    // A direction override that would show 'gpm.exe' as 'exe.mpg'.
    ['tin\u202eexe', 'tin-exe.mp3'],
    ['a"b', 'a-b.mp3'],
    ['\ud800', '\ufffd.mp3'],
  ])('%j → %s', (asked, name) => {
    expect(fileName(asked, 'mp3')).toBe(name);
  });

  test('decomposed letters come out composed, and a long name is cut between letters', () => {
    expect(fileName('Mỹ Tú'.normalize('NFD'), 'mp3')).toBe('Mỹ Tú.mp3');
    expect([...fileName('ử'.repeat(500), 'mp3')]).toHaveLength(124);
  });
});

describe('contentDisposition', () => {
  test('a plain name needs one form, a Vietnamese one has two', () => {
    expect(contentDisposition('inline', 'ban-tin', 'mp3')).toBe('inline; filename="ban-tin.mp3"');
    expect(contentDisposition('attachment', 'Buổi sáng', 'mp3')).toBe(
      `attachment; filename="buoi-sang.mp3"; filename*=UTF-8''Bu%E1%BB%95i%20s%C3%A1ng.mp3`,
    );
  });

  test.each(['a"; filename="b.exe', "it's (1)!*", 'đ\r\nX: y', '\u{1f4fb}', '%2e%2e%2f'])(
    '%j stays one header',
    (asked) => {
      const header = contentDisposition('attachment', asked, 'mp3');
      expect(header).toMatch(/^attachment; filename="[a-z0-9-]+\.mp3"; filename\*=UTF-8''[A-Za-z0-9%._~-]+\.mp3$/);
      expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(fileName(asked, 'mp3'));
    },
  );
});
