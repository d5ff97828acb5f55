/** What an announcer says for what an office writes. Each row is one written form met in scripts. */
import { describe, expect, test } from 'vitest';
import { READING_DICTIONARY } from '../../../../src/core/reading/dictionary.ts';
import { expandForReading } from '../../../../src/core/reading/expand.ts';

const YEAR_2024 = 'năm hai nghìn không trăm hai mươi tư';
const YEAR_2025 = 'năm hai nghìn không trăm hai mươi lăm';

const read = (rows: readonly (readonly [string, string])[]): void => {
  test.each(rows)('%s → %s', (written, spoken) => {
    expect(expandForReading(written)).toBe(spoken);
  });
};

describe('dates', () => {
  read([
    ['22/12/2024', `ngày hai mươi hai tháng mười hai ${YEAR_2024}`],
    ['ngày 22/12/2024', `ngày hai mươi hai tháng mười hai ${YEAR_2024}`],
    ['Ngày 03/4/2025,', `Ngày ba tháng tư ${YEAR_2025},`],
    ['ngày 03 tháng 4 năm 2025', `ngày ba tháng tư ${YEAR_2025}`],
    ['2025-04-03', `ngày ba tháng tư ${YEAR_2025}`],
    ['15-5-2025', `ngày mười lăm tháng năm ${YEAR_2025}`],
    ['từ ngày 24 đến 25/5/2025', `từ ngày hai mươi tư đến ngày hai mươi lăm tháng năm ${YEAR_2025}`],
    ['24-25/5/2025', `ngày hai mươi tư đến ngày hai mươi lăm tháng năm ${YEAR_2025}`],
    ['sáng 30/4', 'sáng ngày ba mươi tháng tư'],
    ['tháng 6/2025', `tháng sáu ${YEAR_2025}`],
    ['tháng 4', 'tháng tư'],
    ['4 tháng', 'bốn tháng'],
    ['thứ 2 và Thứ 4', 'thứ hai và Thứ tư'],
    ['9/10 hộ', 'chín trên mười hộ'],
    ['31/13/2025', 'ba mươi mốt trên mười ba trên hai nghìn không trăm hai mươi lăm'],
  ]);
});

describe('clock times', () => {
  read([
    ['17h30', 'mười bảy giờ ba mươi phút'],
    ['17h00', 'mười bảy giờ'],
    ['17h', 'mười bảy giờ'],
    ['5g30', 'năm giờ ba mươi phút'],
    ['05:00', 'năm giờ'],
    ['05:05', 'năm giờ năm phút'],
    ['05:00:30', 'năm giờ không phút ba mươi giây'],
    ['5 giờ 30', 'năm giờ ba mươi phút'],
    ['5 giờ 30 phút', 'năm giờ ba mươi phút'],
    ['từ 5h00 - 6h30', 'từ năm giờ đến sáu giờ ba mươi phút'],
  ]);
});

describe('numbers, units, signs', () => {
  read([
    ['1.234.567,5 đồng', 'một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy phẩy năm đồng'],
    ['1.000.000đ', 'một triệu đồng'],
    ['3,5%', 'ba phẩy năm phần trăm'],
    ['10–15%', 'mười đến mười lăm phần trăm'],
    ['30.000 ha', 'ba mươi nghìn héc-ta'],
    ['5.000 m2', 'năm nghìn mét vuông'],
    ['-5°C', 'âm năm độ xê'],
    ['05 xã', 'năm xã'],
    ['giai đoạn 2021-2025', 'giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm'],
    ['công nghiệp 4.0', 'công nghiệp bốn chấm không'],
    ['gọi ngay 114', 'gọi ngay một một bốn'],
    ['gọi 150 người', 'gọi một trăm năm mươi người'],
    ['điện thoại: 0299 123 4567', 'điện thoại: không hai chín chín một hai ba bốn năm sáu bảy'],
    ['giấy A4', 'giấy A bốn'],
    ['đúng & đủ', 'đúng và đủ'],
  ]);
});

describe('Roman numerals only where they can be nothing else', () => {
  read([
    ['Đại hội XIV', 'Đại hội mười bốn'],
    ['khóa XIII', 'khóa mười ba'],
    ['lần thứ XIII', 'lần thứ mười ba'],
    ['lần thứ I', 'lần thứ nhất'],
    ['lần thứ IV', 'lần thứ tư'],
    ['quý II', 'quý hai'],
    ['Quý IV/2025', 'Quý bốn năm hai nghìn không trăm hai mươi lăm'],
    ['thế kỷ XXI', 'thế kỷ hai mươi mốt'],
    ['Kính thưa quý vị', 'Kính thưa quý vị'],
    ['khóa VIIII', 'khóa vê i i i i'],
  ]);
});

describe('document codes', () => {
  read([
    ['Nghị quyết số 57-NQ/TW', 'Nghị quyết số năm mươi bảy của Trung ương'],
    ['Nghị quyết 57-NQ/TW', 'Nghị quyết số năm mươi bảy của Trung ương'],
    ['theo 57-NQ/TW', 'theo Nghị quyết số năm mươi bảy của Trung ương'],
    ['Nghị quyết số 57-NQ/TW của Bộ Chính trị', 'Nghị quyết số năm mươi bảy của Bộ Chính trị'],
    [
      'Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị',
      `Nghị quyết số năm mươi bảy, ngày hai mươi hai tháng mười hai ${YEAR_2024} của Bộ Chính trị`,
    ],
    ['Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW.', 'Bộ Chính trị ban hành Nghị quyết số năm mươi bảy.'],
    ['Chương trình số 67-CTr/TU', 'Chương trình số sáu mươi bảy của Tỉnh ủy'],
    ['Chương trình số 50-CTr/HU', 'Chương trình số năm mươi của Huyện ủy'],
    ['Kế hoạch 114-KH/HU', 'Kế hoạch số một trăm mười bốn của Huyện ủy'],
    ['Hướng dẫn 02-HD/BTGDVTU', 'Hướng dẫn số hai của Ban Tuyên giáo và Dân vận Tỉnh ủy'],
    ['Quyết định số 135/QĐ-TTg', 'Quyết định số một trăm ba mươi lăm của Thủ tướng Chính phủ'],
    ['Nghị định số 49/2024/NĐ-CP', `Nghị định số bốn mươi chín ${YEAR_2024} của Chính phủ`],
    ['Luật số 91/2025/QH15', `Luật số chín mươi mốt ${YEAR_2025} của Quốc hội khóa mười lăm`],
  ]);
});

describe('abbreviations', () => {
  read([
    ['UBND và HĐND xã', 'Ủy ban nhân dân và Hội đồng nhân dân xã'],
    ['MTTQ', 'Mặt trận Tổ quốc'],
    ['KH&CN, ĐMST và CĐS', 'khoa học và công nghệ, đổi mới sáng tạo và chuyển đổi số'],
    ['CNTT', 'công nghệ thông tin'],
    ['tin của VOV', 'tin của Đài Tiếng nói Việt Nam'],
    ['trí tuệ nhân tạo (AI)', 'trí tuệ nhân tạo'],
    ['mạng 4G', 'mạng bốn gờ'],
    ['THÔNG BÁO', 'thông báo'],
    ['câu lạc bộ BXĐ', 'câu lạc bộ bê ích đê'],
  ]);

  test('Mac spelling (NFD) is read like any other', () => {
    expect(expandForReading('HĐND Mỹ Tú'.normalize('NFD'))).toBe('Hội đồng nhân dân Mỹ Tú');
  });
});

test("a centre's own dictionary replaces the built-in one", () => {
  const southern = {
    ...READING_DICTIONARY,
    numbers: { zeroTens: 'lẻ', thousand: 'ngàn' } as const,
    issuers: { ...READING_DICTIONARY.issuers, TU: 'Thành ủy' },
  };
  expect(expandForReading('1.105', southern)).toBe('một ngàn một trăm lẻ năm');
  expect(expandForReading('Chương trình số 67-CTr/TU', southern)).toBe('Chương trình số sáu mươi bảy của Thành ủy');
});

test('no entry of the dictionary needs reading itself', () => {
  const { words, documentTypes, issuers, units, letters } = READING_DICTIONARY;
  for (const spoken of [words, documentTypes, issuers, units, letters].flatMap((part) => Object.values(part))) {
    expect(expandForReading(spoken)).toBe(spoken);
    expect(spoken).toBe(spoken.normalize('NFC'));
  }
});
