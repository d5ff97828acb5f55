/** Which passphrases are taken: length, known ones, the trade's own words, the person's own names. */
import { describe, expect, test } from 'vitest';
import { goodPassphrase } from '../../../../src/core/access/passphrase.ts';

const common = new Set(['password1234', 'qwertyuiop123', 'iloveyouforever', 'correcthorsebatterystaple']);
const judge = (text: string, own: readonly string[] = []) => {
  const judged = goodPassphrase(text, { common, own });
  return judged.ok ? 'good' : judged.refusals[0].code;
};

describe('length', () => {
  test('12 code points are enough and 11 are not, also in Vietnamese and beyond the first plane', () => {
    expect(judge('kiến tha lâu')).toBe('good');
    expect(judge('kiến tha lâ')).toBe('passphrase.short');
    expect(judge('kiến tha lâ'.normalize('NFD'))).toBe('passphrase.short');
    expect(judge('🐘🦆🐓🐖🐃🐕🐈🐇🐿🦔🦇')).toBe('passphrase.short');
  });

  test('256 are the most', () => {
    expect(judge(`con đò nhỏ ${'qua sông lớn '.repeat(30)}`.slice(0, 256))).toBe('good');
    expect(judge(`con đò nhỏ ${'qua sông lớn '.repeat(30)}`.slice(0, 257))).toBe('passphrase.long');
  });

  test('nothing at all is short, not a crash', () => expect(judge('')).toBe('passphrase.short'));
});

test('what is taken comes back in NFC, otherwise as typed', () => {
  const typed = '  Con Đò Nhỏ qua sông ';
  expect(goodPassphrase(typed.normalize('NFD'), { common, own: [] })).toEqual({ ok: true, value: typed });
});

test('no rule asks for capitals, digits or signs', () => {
  for (const text of ['mưa rơi trên mái lá', 'đò ngang chiều muộn', 'lúa chín vàng đồng', 'cái cò lặn lội bờ sông'])
    expect(judge(text), text).toBe('good');
});

describe('known ones', () => {
  test.each([
    'password1234',
    'PassWord1234',
    'password-1234',
    'correct horse battery staple',
    'Correct-Horse-Battery-Staple!',
    '12345678901234',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    '................',
  ])('%s', (text) => expect(judge(text)).toBe('passphrase.common'));
});

/** As the centre's own schedule names them. */
const PLACES = ['Tỉnh Sóc Trăng', 'Huyện Mỹ Tú', 'Xã Long Hưng', 'Đài Truyền thanh Mỹ Tú'];

describe('what would be tried first here', () => {
  test.each([
    'truyenthanh2025',
    'Truyền thanh 2025',
    'daitruyenthanhxa',
    'Đài truyền thanh xã Mỹ Tú',
    'loa phường 123456',
    'UBND Mỹ Tú 2026',
    'MyTu@SocTrang2025',
    'm4tkh4u-qu4ntri',
    'M@tkh@u123456',
    'adminadmin1234',
    'Nghị quyết 57 2025',
    'anhyeuemanhyeuem',
    'Ban Tuyên giáo và Dân vận',
    'ban tuyên giáo huyện ủy',
    'Trung tâm Văn hóa Thể thao Truyền thanh huyện Mỹ Tú',
    'Mặt trận Tổ quốc Việt Nam',
    'Kế hoạch 114-KH/HU',
    'một hai ba bốn năm',
    'Xã Long Hưng 31579',
  ])('%s', (text) => expect(judge(text, PLACES)).toBe('passphrase.common'));

  test('such a word within a longer thought is no harm', () => {
    expect(judge('loa phường gọi gà dậy sớm')).toBe('good');
  });
});

describe("a person's own names", () => {
  const own = ['tran.thi.lan', 'Trần Thị Ngọc Lan'];
  test.each(['TranThiNgocLan', 'Trần Thị Ngọc Lan 1985', 'tran.thi.lan2025'])('%s', (text) => {
    expect(judge(text, own)).toBe('passphrase.common');
  });
  test("somebody else's name is taken", () => expect(judge('Trần Thị Ngọc Lan', ['hoa', 'Lê Hoa'])).toBe('good'));
});
