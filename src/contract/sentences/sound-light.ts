/** The reasons of a sound's traffic light in sentences: what was found, what it does to listeners, what to do. */
import type { LightCode, LightFacts, LightReason } from '../../core/sound/judge.ts';
import { formatNumber, type Lang } from './format.ts';

type Sentences = { readonly [C in LightCode]: (facts: LightFacts[C]) => string };

const vi = (value: number): string => formatNumber(value, 'vi');
const en = (value: number): string => formatNumber(value, 'en');

const VI: Sentences = {
  'nothing-heard': () => 'Không nghe thấy gì từ đầu đến cuối. Hãy thu hoặc xuất lại.',
  'head-silence': ({ seconds }) =>
    `Im lặng ${vi(seconds)} giây ở đầu. Nên cắt bớt, nếu không loa sẽ im khi đến lượt phát.`,
  'tail-silence': ({ seconds }) => `Im lặng ${vi(seconds)} giây ở cuối. Nên cắt bớt để bài sau vào kịp.`,
  'inside-silence': ({ seconds, from, count }) =>
    `Im lặng ${vi(seconds)} giây ở giữa, bắt đầu từ giây thứ ${vi(from)}${count > 1 ? ` (tất cả ${vi(count)} đoạn như vậy)` : ''}. Người nghe dễ tưởng loa hỏng. Hãy nghe lại và dựng lại nếu cần.`,
  clipped: ({ runs, first }) =>
    `Tiếng bị vỡ ${vi(runs)} chỗ do thu quá to, chỗ đầu ở giây thứ ${vi(first)}. Không chữa được ở đây: hãy giảm mức thu và thu lại.`,
  'too-quiet': ({ integrated, gain }) =>
    `Tiếng quá nhỏ (${vi(integrated)} LUFS), phải tăng ${vi(gain)} dB nên tiếng ồn cũng to lên theo. Nên thu lại gần micrô hơn.`,
  peaks: ({ over }) =>
    `Có chỗ to vọt lên, vượt mức cho phép ${vi(over)} dB khi tăng đến âm lượng chuẩn, nên sẽ bị nén mạnh. Có thể giảm âm lượng một chút.`,
  uneven: ({ range }) => `Chỗ to chỗ nhỏ chênh nhau ${vi(range)} LU, qua loa sẽ khó nghe đoạn nhỏ. Hãy nghe lại.`,
  'direct-current': ({ percent }) =>
    `Tín hiệu bị lệch khỏi điểm không ${vi(percent)} %, thường do thiết bị thu. Hãy kiểm tra bộ thu và dây nối.`,
  'mono-loss': ({ lost }) =>
    `Hai kênh ngược nhau: phát qua loa một kênh sẽ mất ${vi(lost)} LU. Hãy xuất lại thành một kênh, hoặc đảo lại dây của một kênh.`,
  'one-sided': () => 'Chỉ một kênh có tiếng. Hãy xuất lại thành một kênh.',
  'cut-off': ({ level }) =>
    `Âm thanh dừng đột ngột khi còn to (${vi(level)} dBFS), có thể bị cụt. Nghe lại đoạn cuối; nếu đúng là hết thì vuốt nhỏ dần.`,
};

const EN: Sentences = {
  'nothing-heard': () => 'Nothing is heard from beginning to end. Record or export it again.',
  'head-silence': ({ seconds }) =>
    `${en(seconds)} s of silence at the beginning. Trim it, or the speakers stay silent when its turn comes.`,
  'tail-silence': ({ seconds }) =>
    `${en(seconds)} s of silence at the end. Trim it, so that the next can begin in time.`,
  'inside-silence': ({ seconds, from, count }) =>
    `${en(seconds)} s of silence inside, from second ${en(from)} on${count > 1 ? ` (${en(count)} such stretches in all)` : ''}. Listeners may think the speaker is broken. Listen, and edit it if need be.`,
  clipped: ({ runs, first }) =>
    `Distorted in ${en(runs)} places because it was recorded too loud, first at second ${en(first)}. It cannot be repaired here: turn the recorder down and record again.`,
  'too-quiet': ({ integrated, gain }) =>
    `Too quiet (${en(integrated)} LUFS): it has to be raised by ${en(gain)} dB, and the noise with it. Better record again nearer to the microphone.`,
  peaks: ({ over }) =>
    `Some places stand out: at the standard loudness they are ${en(over)} dB over what is allowed and will be pressed down hard. Playing it a little quieter helps.`,
  uneven: ({ range }) =>
    `Loud and quiet parts are ${en(range)} LU apart; through a horn the quiet ones are hard to hear. Listen to it.`,
  'direct-current': ({ percent }) =>
    `The signal is ${en(percent)} % off its zero, mostly because of the recording device. Check the recorder and its cables.`,
  'mono-loss': ({ lost }) =>
    `The two channels work against each other: through a speaker with one channel ${en(lost)} LU are lost. Export it as one channel, or turn the wires of one channel round.`,
  'one-sided': () => 'Only one channel has sound. Export it as one channel.',
  'cut-off': ({ level }) =>
    `It stops while still loud (${en(level)} dBFS) and may be cut short. Listen to the end; if that is all, fade it out.`,
};

export const lightText = ({ code, facts }: Pick<LightReason, 'code' | 'facts'>, lang: Lang): string =>
  // Each code has the facts of its own sentence.
  (lang === 'vi' ? VI : EN)[code](facts as never);
