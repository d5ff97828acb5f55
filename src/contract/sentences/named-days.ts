/** How the named days of Viet Nam are called, and lunar dates, in both languages. Which days they are is the core's. */
import type { NamedDayId } from '../../core/time/holidays.ts';
import type { LunarDate } from '../../core/time/lunar.ts';
import { type Lang, lunarMonthName } from './format.ts';

const NAMES: Readonly<Record<NamedDayId, Readonly<Record<Lang, string>>>> = {
  'tet-duong-lich': { vi: 'Tết Dương lịch', en: 'New Year’s Day' },
  'tet-nguyen-dan': { vi: 'Tết Nguyên đán', en: 'Lunar New Year' },
  'gio-to-hung-vuong': { vi: 'Giỗ Tổ Hùng Vương', en: 'Hung Kings’ Commemoration Day' },
  'ngay-chien-thang': { vi: 'Ngày Chiến thắng', en: 'Victory Day' },
  'quoc-te-lao-dong': { vi: 'Ngày Quốc tế Lao động', en: 'International Labour Day' },
  'quoc-khanh': { vi: 'Quốc khánh', en: 'National Day' },
  'thanh-lap-dang': { vi: 'Ngày thành lập Đảng', en: 'Founding of the Communist Party' },
  'quoc-te-phu-nu': { vi: 'Ngày Quốc tế Phụ nữ', en: 'International Women’s Day' },
  'thanh-lap-doan': { vi: 'Ngày thành lập Đoàn', en: 'Founding of the Youth Union' },
  'sinh-nhat-bac': { vi: 'Ngày sinh Chủ tịch Hồ Chí Minh', en: 'Birthday of President Ho Chi Minh' },
  'bao-chi': { vi: 'Ngày Báo chí cách mạng Việt Nam', en: 'Revolutionary Press Day' },
  'thuong-binh-liet-si': { vi: 'Ngày Thương binh – Liệt sĩ', en: 'War Invalids and Martyrs Day' },
  'cach-mang-thang-tam': { vi: 'Ngày Cách mạng Tháng Tám', en: 'August Revolution' },
  'chuyen-doi-so': { vi: 'Ngày Chuyển đổi số quốc gia', en: 'National Digital Transformation Day' },
  'phu-nu-viet-nam': { vi: 'Ngày Phụ nữ Việt Nam', en: 'Vietnamese Women’s Day' },
  'nha-giao': { vi: 'Ngày Nhà giáo Việt Nam', en: 'Teachers’ Day' },
  'van-hoa-viet-nam': { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
  'quan-doi': { vi: 'Ngày thành lập Quân đội', en: 'Founding of the People’s Army' },
  'ong-cong-ong-tao': { vi: 'Tết ông Công, ông Táo', en: 'Kitchen Gods’ Day' },
  'ram-thang-gieng': { vi: 'Rằm tháng Giêng', en: 'First full moon of the lunar year' },
  'vu-lan': { vi: 'Rằm tháng Bảy, lễ Vu Lan', en: 'Vu Lan' },
  'trung-thu': { vi: 'Tết Trung thu', en: 'Mid-Autumn Festival' },
};

export const namedDayText = (id: NamedDayId, lang: Lang): string => NAMES[id][lang];

const STEMS = ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ'];
const BRANCHES = ['Thân', 'Dậu', 'Tuất', 'Hợi', 'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi'];

/** 'mùng 10 tháng Ba năm Ất Tỵ' · 'day 10 of lunar month 3, year 2025'. */
export const lunarDateText = ({ year, month, leap, day }: LunarDate, lang: Lang): string => {
  const name = lunarMonthName(month, leap, lang);
  if (lang === 'en') return `day ${day} of ${name}, year ${year}`;
  const said = day === 15 ? 'rằm' : `${day <= 10 ? 'mùng' : 'ngày'} ${day}`;
  return `${said} ${name} năm ${STEMS[year % 10]} ${BRANCHES[year % 12]}`;
};
