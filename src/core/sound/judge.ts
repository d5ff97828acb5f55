/**
 * The traffic light of a sound: its measures, how it is used, and the profile that it has to meet → green, amber or red, with reasons
 * as codes and facts, and for some of them what would put it right.
 *
 * Red: it would miss the render's gate, or people would not understand it. Amber: somebody should listen. It changes nothing.
 */
import type { Profile } from '../playlist/profile.ts';
import type { Adjustment } from './adjustment.ts';
import type { SoundMeasures, Stretch } from './measures.ts';

const RATE = 48_000;

/** Every reason, and the facts that its sentence is made of: seconds, dB, LU, counts. */
export interface LightFacts {
  readonly 'nothing-heard': Record<never, never>;
  readonly 'head-silence': { readonly seconds: number };
  readonly 'tail-silence': { readonly seconds: number };
  /** The longest of `count`, and where it begins in the master. */
  readonly 'inside-silence': { readonly seconds: number; readonly from: number; readonly count: number };
  readonly clipped: { readonly runs: number; readonly first: number };
  /** By how much it has to be raised for the profile. */
  readonly 'too-quiet': { readonly integrated: number; readonly gain: number };
  /** By how much peaks would go over the profile's ceiling. */
  readonly peaks: { readonly over: number; readonly ceiling: number };
  readonly uneven: { readonly range: number };
  readonly 'direct-current': { readonly percent: number };
  readonly 'mono-loss': { readonly lost: number };
  readonly 'one-sided': Record<never, never>;
  readonly 'cut-off': { readonly level: number };
}

export type LightCode = keyof LightFacts;

export type LightReason = {
  readonly [C in LightCode]: {
    readonly code: C;
    readonly level: 'amber' | 'red';
    readonly facts: LightFacts[C];
    /** What would put it right; null: nothing that can be done here. */
    readonly fix: Partial<Adjustment> | null;
  };
}[LightCode];

export interface Light {
  readonly colour: 'green' | 'amber' | 'red';
  readonly reasons: readonly LightReason[];
}

/** Silence longer than this misses the render's gate, seconds. */
const GATE_SILENCE = 3;
const HEAD_SILENCE = 0.5;
const TAIL_SILENCE = 1.5;
const INSIDE_SILENCE = 2;
/** What trimming leaves of silence, seconds: breath before the first word, room after the last. */
const KEPT_HEAD = 0.1;
const KEPT_TAIL = 0.4;
/** Clipped runs a minute from which it is heard as distortion. */
const CLIPS_HEARD = 10;
const QUIET_GAIN = 15;
const NOISY_GAIN = 25;
/** What a limiter takes off without being heard, dB. */
const LIMITED = 6;
const UNEVEN = 15;
const DC = 0.01;
/** Ends louder than this are cut off, dBFS; the fade that puts it right, samples. */
const LOUD_EDGE = -30;
const SHORT_FADE = 14_400;

/** Reasons in the order in which a person should look at them: red first. */
export const judgeSound = (measures: SoundMeasures, used: Adjustment, profile: Profile): Light => {
  if (measures.integrated <= -70 && measures.integratedOwn <= -70)
    return { colour: 'red', reasons: [{ code: 'nothing-heard', level: 'red', facts: {}, fix: null }] };
  const found = [
    ...ends(measures, used),
    ...inside(measures, used),
    ...clipped(measures, used),
    ...levels(measures, used, profile),
    ...channelsOf(measures, profile),
  ];
  const reasons = [...found.filter(({ level }) => level === 'red'), ...found.filter(({ level }) => level === 'amber')];
  return { colour: reasons[0]?.level ?? 'green', reasons };
};

const over = (value: number, red: number): 'amber' | 'red' => (value > red ? 'red' : 'amber');
const tenth = (value: number) => Math.round(value * 10) / 10;
const hundredth = (value: number) => Math.round(value * 100) / 100;

const ends = ({ samples, silence, edges }: SoundMeasures, used: Adjustment): LightReason[] => {
  const head = silence.head - used.cueIn / RATE;
  const begins = samples / RATE - silence.tail;
  const tail = used.cueOut / RATE - begins;
  const reasons: LightReason[] = [];
  if (head > HEAD_SILENCE) {
    const cueIn = Math.max(0, Math.round((silence.head - KEPT_HEAD) * RATE));
    reasons.push({
      code: 'head-silence',
      level: over(head, GATE_SILENCE),
      facts: { seconds: tenth(head) },
      fix: { cueIn },
    });
  }
  if (tail > TAIL_SILENCE) {
    const cueOut = Math.min(samples, Math.round((begins + KEPT_TAIL) * RATE));
    const fix = used.segue !== null && used.segue > cueOut ? { cueOut, segue: null } : { cueOut };
    reasons.push({ code: 'tail-silence', level: over(tail, GATE_SILENCE), facts: { seconds: tenth(tail) }, fix });
  }
  if (edges.tail > LOUD_EDGE && used.cueOut === samples && used.fadeOut === 0) {
    const fadeOut = Math.min(SHORT_FADE, used.cueOut - used.cueIn - used.fadeIn);
    reasons.push({ code: 'cut-off', level: 'amber', facts: { level: tenth(edges.tail) }, fix: { fadeOut } });
  }
  return reasons;
};

const inside = ({ silence }: SoundMeasures, used: Adjustment): LightReason[] => {
  const heard = silence.inside
    .map(({ from, to }): Stretch => ({ from: Math.max(from, used.cueIn / RATE), to: Math.min(to, used.cueOut / RATE) }))
    .filter(({ from, to }) => to - from > INSIDE_SILENCE)
    .toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const [longest] = heard;
  if (longest === undefined) return [];
  const seconds = longest.to - longest.from;
  const facts = { seconds: tenth(seconds), from: tenth(longest.from), count: heard.length };
  return [{ code: 'inside-silence', level: over(seconds, GATE_SILENCE), facts, fix: null }];
};

const clipped = ({ clips, samples }: SoundMeasures, used: Adjustment): LightReason[] => {
  if (clips.runs === 0 || clips.first === null || clips.first >= used.cueOut / RATE) return [];
  const minutes = Math.max(samples / RATE / 60, 0.1);
  const facts = { runs: clips.runs, first: tenth(clips.first) };
  return [{ code: 'clipped', level: over(clips.runs / minutes, CLIPS_HEARD), facts, fix: null }];
};

const levels = (measures: SoundMeasures, used: Adjustment, profile: Profile): LightReason[] => {
  const integrated = profile.channels === 1 ? measures.integrated : measures.integratedOwn;
  const gain = profile.loudness - integrated;
  const reasons: LightReason[] = [];
  if (gain > QUIET_GAIN) {
    const facts = { integrated: tenth(integrated), gain: tenth(gain) };
    reasons.push({ code: 'too-quiet', level: over(gain, NOISY_GAIN), facts, fix: null });
  }
  const above = measures.truePeak + gain + used.gainDb - profile.truePeak;
  if (above > LIMITED) {
    const facts = { over: tenth(above), ceiling: profile.truePeak };
    // Rounded down, or what is put right would still be a hair too high.
    const gainDb = Math.floor((used.gainDb - (above - LIMITED)) * 10) / 10;
    reasons.push({ code: 'peaks', level: 'amber', facts, fix: { gainDb } });
  }
  if (measures.range > UNEVEN) {
    reasons.push({ code: 'uneven', level: 'amber', facts: { range: tenth(measures.range) }, fix: null });
  }
  if (Math.abs(measures.dc) > DC) {
    const facts = { percent: hundredth(Math.abs(measures.dc) * 100) };
    reasons.push({ code: 'direct-current', level: 'amber', facts, fix: null });
  }
  return reasons;
};

const MONO_LOSS = 3;
const MONO_RUINED = 8;

const channelsOf = ({ mono }: SoundMeasures, profile: Profile): LightReason[] => {
  if (mono.oneSided) return profile.channels === 2 ? [{ code: 'one-sided', level: 'amber', facts: {}, fix: null }] : [];
  if (mono.lost === null || mono.lost <= MONO_LOSS) return [];
  const level = profile.channels === 1 ? over(mono.lost, MONO_RUINED) : 'amber';
  return [{ code: 'mono-loss', level, facts: { lost: tenth(mono.lost) }, fix: null }];
};
