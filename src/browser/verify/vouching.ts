/** Who vouches for what was checked besides the log's own key, as elements of the page: what `loa verify` says line by line. */
import { EVIDENCE } from '../../contract/sentences/evidence.ts';
import { formatNumber, type Lang } from '../../contract/sentences/format.ts';
import { element } from './element.ts';
import type { Holds } from './judge.ts';
import { momentIn, pageWords } from './say.ts';

/** good: checked against what the reader brought; fair: only against what came along, or not at all. */
type Mark = 'good' | 'fair' | 'none';

const SIGNS: Readonly<Record<Mark, string>> = { good: '✓', fair: '!', none: '–' };

const line = (mark: Mark, said: string, about: string | null = null, key: string | null = null): HTMLElement => {
  const sign = element('span', `mark ${mark}`, SIGNS[mark]);
  sign.setAttribute('aria-hidden', 'true');
  return element(
    'li',
    '',
    sign,
    element(
      'div',
      '',
      said,
      ...(about === null ? [] : [element('small', mark, about)]),
      ...(key === null ? [] : [element('code', '', key)]),
    ),
  );
};

/** Instant of UTC as the place has it, with the instant itself. */
const moment = (at: string, zone: string, lang: Lang): string => {
  const local = momentIn(at, zone, lang);
  return local === null ? at : `${local} (${at})`;
};

export const vouchingOf = (holds: Holds, lang: Lang): readonly HTMLElement[] => {
  const say = pageWords(lang).vouching;
  const { witnesses, asked, bundle } = holds;
  const number = (value: number): string => formatNumber(value, lang);
  const zone = holds.rows[0]?.zone ?? 'UTC';
  const typed = witnesses.filter(({ ownKey }) => !ownKey).length;
  const stamp = bundle?.stamp ?? null;
  const counts = [number(asked.witnesses.length), number(typed)] as const;
  return [
    element('h3', '', say.title),
    element(
      'ul',
      'vouching',
      ...witnesses.map(({ name, vkey, time, ownKey }) => {
        const at = new Date(time * 1000).toISOString().replace('.000Z', 'Z');
        const about = ownKey ? say.witnessOwn : say.witnessTyped;
        return line(ownKey ? 'fair' : 'good', say.witness(name, moment(at, zone, lang)), about, vkey);
      }),
      ...(asked.witnesses.length === 0
        ? []
        : [
            asked.quorum === 0
              ? line('none', say.noQuorum(...counts))
              : line('good', say.quorum(number(asked.quorum), ...counts)),
          ]),
      ...(stamp === null
        ? []
        : [
            line(
              stamp.by === 'reader' ? 'good' : 'fair',
              say.stamp(moment(stamp.time, zone, lang), stamp.authority),
              say.stampBy[stamp.by],
            ),
          ]),
      ...(witnesses.length === 0 && stamp === null ? [line('fair', EVIDENCE[lang].logAlone)] : []),
      ...(bundle === null ? [] : ofBundle(bundle, lang)),
    ),
  ];
};

const ofBundle = (
  { grewFrom, keysFollowed, keysLostAt, sounds }: NonNullable<Holds['bundle']>,
  lang: Lang,
): readonly HTMLElement[] => {
  const say = EVIDENCE[lang];
  return [
    ...(grewFrom === null ? [] : [line('good', say.grew(grewFrom))]),
    ...(keysFollowed === 0 ? [] : [line('good', say.followed(keysFollowed))]),
    ...(keysLostAt.length === 0 ? [] : [line('fair', say.lostAt(keysLostAt))]),
    ...(sounds === 0 ? [] : [line('good', say.sounds(sounds))]),
  ];
};
