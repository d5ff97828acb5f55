/** Why a centre's chain of keys is not followed, as one sentence with the way out. */
import type { KeyChainFault } from '../../core/evidence/faults.ts';
import { formatNumber, type Lang } from './format.ts';
import { quote } from './phrases.ts';

interface Wrong {
  readonly fault: KeyChainFault;
  readonly number: number;
  readonly pinned: string;
}

const VI: Readonly<Record<KeyChainFault, string>> = {
  unreadable: 'không đọc được',
  signature: 'không có chữ ký của khóa trước nó',
  gap: 'không nối với khóa trước nó, thiếu một lần đổi',
  back: 'dẫn ngược về một khóa đã thay',
  unknown: 'không bắt đầu từ khóa máy này đã ghim',
};

const EN: typeof VI = {
  unreadable: 'cannot be read',
  signature: 'is not signed by the key before it',
  gap: 'does not follow on the key before it: a change is left out',
  back: 'leads back to a key that was replaced',
  unknown: 'does not begin with the key that this machine has pinned',
};

/** `name`: what the key is called in that language. A key that was lost, and not one that was changed, is joined anew. */
export const keyChainText = ({ fault, number, pinned }: Wrong, name: string, lang: Lang): string => {
  const key = quote(pinned.split('+').slice(0, 2).join('+'));
  const [link, why] = [number === 0 ? '' : ` ${formatNumber(number, lang)}`, (lang === 'vi' ? VI : EN)[fault]];
  return lang === 'vi'
    ? `Không theo khóa mới của trung tâm: chuỗi ${name}${link === '' ? '' : `, khóa số${link},`} ${why}. Vẫn tin khóa ${key} và giữ bản đang có. Hãy gọi trung tâm: nếu khóa cũ đã mất thì xuất các dòng bằng “loa site return”, rồi nối lại máy vào thư mục mới bằng “loa site join”.`
    : `The centre’s new key is not followed: the chain of the ${name}${link === '' ? '' : `, at key${link},`} ${why}. The key ${key} stays believed and what is held stays. Call the centre: if the old key was lost, write the rows out with “loa site return” and join again in a new folder with “loa site join”.`;
};
