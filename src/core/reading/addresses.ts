/**
 * Addresses of the net and of letters as people say them: 'ubnd@mytu.gov.vn' → 'ubnd a còng mytu chấm gov chấm vê nờ'.
 *
 * Only what ends in a known ending is an address; 'Điều 3.Quy định' is not. It opens nothing.
 */

const LABEL = '[a-z0-9_-]{1,63}';
const ENDING = '(?:vn|com|org|net|edu|gov|info|asia|io)';
const ADDRESS = new RegExp(
  `(?<![\\p{L}\\p{N}@._-])(?:https?://)?((?:[a-z0-9._+-]{1,64}@)?(?:${LABEL}\\.){1,6}${ENDING})((?:[/?#][a-z0-9/?#&=%._~+:-]{0,300})?)(?![\\p{L}\\p{N}@_])`,
  'giu',
);

const SAID: Readonly<Record<string, string>> = {
  '.': 'chấm',
  '@': 'a còng',
  '/': 'gạch chéo',
  '-': 'gạch ngang',
  _: 'gạch dưới',
  '?': 'chấm hỏi',
  '=': 'bằng',
  '&': 'và',
  '#': 'thăng',
  '%': 'phần trăm',
  '+': 'cộng',
  ':': 'hai chấm',
};

const WORDS: Readonly<Record<string, string>> = { www: 'vê kép vê kép vê kép', vn: 'vê nờ' };

const spoken = (address: string): string =>
  address
    .split(/([^a-z0-9]|\d+)/iu)
    .flatMap((part) => {
      if (part === '') return [];
      return [SAID[part] ?? WORDS[part.toLowerCase()] ?? (/^\p{Lu}{2,}$/u.test(part) ? part.toLowerCase() : part)];
    })
    .join(' ');

/** Every address in `text` with its signs as words. A full stop or stroke at its end belongs to the sentence. */
export const expandAddresses = (text: string): string =>
  text.replace(ADDRESS, (_, host: string, path: string) => {
    const [, kept = '', end = ''] = /^(.*?)([/.?:]*)$/su.exec(path) ?? [];
    return `${spoken(`${host}${kept}`)}${end.replace(/[/:]/g, '')}`;
  });
