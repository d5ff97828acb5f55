/** More written forms of announcements, as people there say them: one row each, by kind. */
import { describe, expect, test } from 'vitest';
import { READING_DICTIONARY } from '../../../../src/core/reading/dictionary.ts';
import { expandForReading } from '../../../../src/core/reading/expand.ts';
import { isSpoken, withOwnWords } from '../../../../src/core/reading/own-words.ts';

const YEAR = 'năm hai nghìn không trăm hai mươi lăm';

const TABLE: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'days and spans of days': [
    ['ngày 03/4/2025', `ngày ba tháng tư ${YEAR}`],
    ['01.07.2025', `ngày một tháng bảy ${YEAR}`],
    ['1-7-2025', `ngày một tháng bảy ${YEAR}`],
    ['tháng 4-2025', `tháng tư ${YEAR}`],
    ['T4/2025', `tháng tư ${YEAR}`],
    ['30/4-1/5', 'ngày ba mươi tháng tư đến ngày một tháng năm'],
    ['dịp lễ 30/4 – 01/5', 'dịp lễ ngày ba mươi tháng tư đến ngày một tháng năm'],
    ['từ 15/4 đến 20/5/2025', `từ ngày mười lăm tháng tư đến ngày hai mươi tháng năm ${YEAR}`],
    ['từ ngày 1-5/7', 'từ ngày một đến ngày năm tháng bảy'],
    ['đường 30/4', 'đường ba mươi tháng tư'],
    ['ngày 30-4', 'ngày ba mươi tháng tư'],
    ['lễ 2-9', 'lễ ngày hai tháng chín'],
    ['mùng 2/9', 'mùng hai tháng chín'],
    ['ngày 10/3 âm lịch', 'ngày mười tháng ba âm lịch'],
    ['15/8 ÂL', 'ngày mười lăm tháng tám âm lịch'],
    ['rằm tháng 7', 'rằm tháng bảy'],
    ['0h ngày 1/7', 'không giờ ngày một tháng bảy'],
    ['sáng T7, CN', 'sáng thứ bảy, Chủ nhật'],
    ['T2 đến T6', 'thứ hai đến thứ sáu'],
    ['ngày thứ 3', 'ngày thứ ba'],
    ['các ngày 3-5 tháng 8', 'các ngày ba đến năm tháng tám'],
  ],
  'the clock': [
    ['17h30', 'mười bảy giờ ba mươi phút'],
    ["17g30'", 'mười bảy giờ ba mươi phút'],
    ['17h30p', 'mười bảy giờ ba mươi phút'],
    ['lúc 7h-11h', 'lúc bảy giờ đến mười một giờ'],
    ['13h30–17h00', 'mười ba giờ ba mươi phút đến mười bảy giờ'],
    ['24h', 'hai mươi tư giờ'],
    ['8 giờ 00 phút', 'tám giờ'],
    ["7 giờ 5'", 'bảy giờ năm phút'],
    ['7g sáng', 'bảy giờ sáng'],
    ['lúc 19g', 'lúc mười chín giờ'],
    ["90'", 'chín mươi phút'],
    ['30s', 'ba mươi giây'],
    ['7 giờ kém 15', 'bảy giờ kém mười lăm'],
  ],
  money: [
    ['20.000 đồng', 'hai mươi nghìn đồng'],
    ['12.500đ/kg', 'mười hai nghìn năm trăm đồng một ki-lô-gam'],
    ['1,5 triệu đồng/người/tháng', 'một phẩy năm triệu đồng một người một tháng'],
    ['3.500.000 VNĐ', 'ba triệu năm trăm nghìn đồng'],
    ['50k', 'năm mươi nghìn'],
    ['50 tr', 'năm mươi triệu'],
    ['1.000-2.000 đồng', 'một nghìn đến hai nghìn đồng'],
    ['1.234,56 USD', 'một nghìn hai trăm ba mươi tư phẩy năm mươi sáu đô-la Mỹ'],
    ['$100', 'một trăm đô-la Mỹ'],
    ['$5 triệu', 'năm triệu đô-la Mỹ'],
    ['€50', 'năm mươi ơ-rô'],
  ],
  'units and prices by the unit': [
    ['60 km/h', 'sáu mươi ki-lô-mét một giờ'],
    ['60-80km/h', 'sáu mươi đến tám mươi ki-lô-mét một giờ'],
    ['120 m²', 'một trăm hai mươi mét vuông'],
    ['3m3', 'ba mét khối'],
    ['25 m3/s', 'hai mươi lăm mét khối một giây'],
    ['37,5°C', 'ba mươi bảy phẩy năm độ xê'],
    ['20oC', 'hai mươi độ xê'],
    ['35-37 độ C', 'ba mươi lăm đến ba mươi bảy độ xê'],
    ['200g', 'hai trăm gam'],
    ['500 ml', 'năm trăm mi-li-lít'],
    ['3 l', 'ba lít'],
    ['5 kg/ha', 'năm ki-lô-gam một héc-ta'],
    ['20 tấn/ha', 'hai mươi tấn một héc-ta'],
    ['100 người/km2', 'một trăm người một ki-lô-mét vuông'],
    ['gió cấp 6-7, giật cấp 8', 'gió cấp sáu đến bảy, giật cấp tám'],
    ['mưa 50-100 mm', 'mưa năm mươi đến một trăm mi-li-mét'],
    ['220 V', 'hai trăm hai mươi vôn'],
    ['110 kV', 'một trăm mười ki-lô-vôn'],
  ],
  'numbers, shares, ranges': [
    ['100%', 'một trăm phần trăm'],
    ['12,35%', 'mười hai phẩy ba mươi lăm phần trăm'],
    ['từ 5% đến 10%', 'từ năm phần trăm đến mười phần trăm'],
    ['±5%', 'cộng trừ năm phần trăm'],
    ['+3%', 'cộng ba phần trăm'],
    ['2/3 số hộ', 'hai trên ba số hộ'],
    ['15/15 xã', 'mười lăm trên mười lăm xã'],
    ['giai đoạn 2025–2030', `giai đoạn ${YEAR.slice(4)} đến hai nghìn không trăm ba mươi`],
    ['20-25 hộ', 'hai mươi đến hai mươi lăm hộ'],
    ['số 12A', 'số mười hai A'],
    ['lô B2', 'lô B hai'],
    ['lớp 10A1', 'lớp mười A một'],
    ['3x4', 'ba nhân bốn'],
    ['5 + 3 = 8', 'năm cộng ba bằng tám'],
    ['tỷ lệ 1:2', 'tỷ lệ một hai'],
    ['lần 1', 'lần một'],
    ['thứ 1', 'thứ nhất'],
    ['H5N1', 'H năm N một'],
    ['PM2.5', 'pê mờ hai chấm năm'],
  ],
  'telephones and plates': [
    ['0912 345 678', 'không chín một hai ba bốn năm sáu bảy tám'],
    ['0912345678', 'không chín một hai ba bốn năm sáu bảy tám'],
    ['0299.3612.345', 'không hai chín chín ba sáu một hai ba bốn năm'],
    ['(0299) 3.612.345', 'không hai chín chín ba sáu một hai ba bốn năm'],
    ['+84 912 345 678', 'cộng tám bốn chín một hai ba bốn năm sáu bảy tám'],
    ['1900 1234', 'một chín không không một hai ba bốn'],
    ['1800-599-920', 'một tám không không năm chín chín chín hai không'],
    ['tổng đài 111', 'tổng đài một một một'],
    ['cấp cứu 115', 'cấp cứu một một năm'],
    ['gọi 113', 'gọi một một ba'],
    ['ĐT: 0912 345 678', 'điện thoại không chín một hai ba bốn năm sáu bảy tám'],
    ['ĐT 939', 'đường tỉnh chín trăm ba mươi chín'],
    ['QL1A', 'quốc lộ một A'],
    ['số 115 đường Trần Phú', 'số một trăm mười lăm đường Trần Phú'],
    ['xe 83A-123.45', 'xe tám ba A một hai ba bốn năm'],
    ['năm 1900-1954', 'năm một nghìn chín trăm đến một nghìn chín trăm năm mươi tư'],
  ],
  documents: [
    ['Kế hoạch số 12/KH-UBND', 'Kế hoạch số mười hai của Ủy ban nhân dân'],
    ['Công văn số 345/UBND-VX', 'Công văn số ba trăm bốn mươi lăm của Ủy ban nhân dân'],
    ['Quyết định số 12/2025/QĐ-UBND', `Quyết định số mười hai ${YEAR} của Ủy ban nhân dân`],
    ['Chỉ thị 05-CT/TW', 'Chỉ thị số năm của Trung ương'],
    ['Quy định số 144-QĐ/TW', 'Quy định số một trăm bốn mươi tư của Trung ương'],
    ['Thông báo số 20-TB/ĐU', 'Thông báo số hai mươi của Đảng ủy'],
    ['Số: 15/TB-UBND', 'Thông báo số mười lăm của Ủy ban nhân dân'],
    ['Nghị quyết 18/NQ-HĐND', 'Nghị quyết số mười tám của Hội đồng nhân dân'],
    ['NQ 57', 'Nghị quyết số năm mươi bảy'],
    ['NQ57', 'Nghị quyết số năm mươi bảy'],
    ['Luật số 45/2019/QH14', 'Luật số bốn mươi lăm năm hai nghìn không trăm mười chín của Quốc hội khóa mười bốn'],
    ['điểm a khoản 1 Điều 5', 'điểm a khoản một Điều năm'],
    ['mục III.2', 'mục ba chấm hai'],
    ['II. Nội dung', 'hai. Nội dung'],
    ['cấp VI–VII', 'cấp sáu đến bảy'],
    ['Phụ lục IV', 'Phụ lục bốn'],
    ['thế kỷ XXI', 'thế kỷ hai mươi mốt'],
    ['Quý I/2025', `Quý một ${YEAR}`],
  ],
  'places and people': [
    ['TP. Cần Thơ', 'thành phố Cần Thơ'],
    ['TP.HCM', 'Thành phố Hồ Chí Minh'],
    ['Q.5', 'quận năm'],
    ['P. 3', 'phường ba'],
    ['TX. Ngã Năm', 'thị xã Ngã Năm'],
    ['TT. Huỳnh Hữu Nghĩa', 'thị trấn Huỳnh Hữu Nghĩa'],
    ['tại H. Mỹ Tú', 'tại huyện Mỹ Tú'],
    ['anh Nguyễn H. Nam', 'anh Nguyễn H. Nam'],
    ['BS. Lê', 'Bác sĩ Lê'],
    ['PGS.TS. Trần', 'Phó Giáo sư, Tiến sĩ Trần'],
    ['Đ/c Nguyễn Văn A', 'Đồng chí Nguyễn Văn A'],
    ['V/v nghỉ lễ', 'Về việc nghỉ lễ'],
  ],
  abbreviations: [
    ['GD&ĐT', 'Giáo dục và Đào tạo'],
    ['NN&MT', 'Nông nghiệp và Môi trường'],
    ['UBMTTQVN', 'Ủy ban Mặt trận Tổ quốc Việt Nam'],
    ['T.Ư', 'Trung ương'],
    ['ATGT, ATTP', 'an toàn giao thông, an toàn thực phẩm'],
    ['phòng, chống SXH', 'phòng, chống sốt xuất huyết'],
    ['HIV/AIDS', 'hát i vê ết'],
    ['ASEAN', 'A-xê-an'],
    ['ChatGPT', 'chát gi-pi-ti'],
    ['sản phẩm OCOP', 'sản phẩm ô-cốp'],
    ['smartphone, app', 'smartphone, app'],
  ],
  'addresses of the net': [
    ['ubnd@mytu.gov.vn', 'ubnd a còng mytu chấm gov chấm vê nờ'],
    [
      'https://www.mytu.gov.vn/tin-tuc.',
      'vê kép vê kép vê kép chấm mytu chấm gov chấm vê nờ gạch chéo tin gạch ngang tuc.',
    ],
    ['dichvucong.gov.vn, mục 2', 'dichvucong chấm gov chấm vê nờ, mục hai'],
  ],
  'what nobody reads': [
    ['chào 😀 bà con 🎉! 👍🏽', 'chào bà con!'],
    ['★ ✓ → Tin mới', 'Tin mới'],
    ['- Gạch đầu dòng\n+ Dấu cộng', 'Gạch đầu dòng\nDấu cộng'],
    ['<speak>Xin chào</speak>', 'speak Xin chào speak'],
    ['[[h@l@U]] bà con', 'h a còng l a còng U bà con'],
    ['chào\u0000\u001b[31m bà\u200b con', 'chào ba mươi mốt mét bà con'],
    ['một\u00a0\u00a0\u00a0hai', 'một hai'],
  ],
};

for (const [kind, rows] of Object.entries(TABLE))
  describe(kind, () => {
    test.each(rows)('%s → %s', (written, spoken) => {
      expect(expandForReading(written)).toBe(spoken);
      expect(expandForReading(spoken)).toBe(spoken);
    });
  });

describe("a centre's own words", () => {
  const own = withOwnWords(READING_DICTIONARY, [
    { written: 'Chôl Chnăm Thmây', spoken: 'Chôn Chơ-năm Thơ-mây' },
    { written: 'phum', spoken: 'phum sróc' },
    { written: 'TW', spoken: 'Trung ương Đảng' },
    { written: 'Q.5', spoken: 'quận thứ năm' },
  ]);
  test.each([
    ['lễ Chôl Chnăm Thmây', 'lễ Chôn Chơ-năm Thơ-mây'],
    ['Phum của ta', 'Phum sróc của ta'],
    ['phumX', 'phumX'],
    ['TW', 'Trung ương Đảng'],
    // Inside a code it stays a code.
    ['Nghị quyết số 57-NQ/TW', 'Nghị quyết số năm mươi bảy của Trung ương'],
    ['Q.5', 'quận thứ năm'],
  ])('%s → %s', (written, spoken) => {
    expect(expandForReading(written, own)).toBe(spoken);
  });

  test('only words that are read as they stand may be given as a pronunciation', () => {
    expect(isSpoken('Chôn Chơ-năm Thơ-mây', READING_DICTIONARY)).toBe(true);
    for (const not of ['', 'số 5', 'UBND', '[[x]]', 'a  b']) expect(isSpoken(not, READING_DICTIONARY)).toBe(false);
  });
});
