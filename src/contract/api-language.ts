/** Which of the product's two languages a reader wants, from Accept-Language (RFC 9110 §12.5.4). */
import { LANGS, type Lang } from './sentences/format.ts';

/** Vietnamese unless the header prefers English. '*' and everything unknown is Vietnamese. */
export const preferredLang = (header: string | null | undefined): Lang => {
  const wishes = (header ?? '').split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    const lang = LANGS.find((known) => tag === known || tag.startsWith(`${known}-`));
    const weight = Number(quality);
    return lang === undefined || !(weight > 0 && weight <= 1) ? [] : [{ lang, weight }];
  });
  return wishes.reduce((best, wish) => (wish.weight > best.weight ? wish : best), { lang: 'vi' as Lang, weight: 0 })
    .lang;
};
