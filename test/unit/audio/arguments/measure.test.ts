import { describe, expect, test } from 'vitest';
import { readEnds, readMeasure } from '../../../../src/audio/arguments/measure.ts';

const said = (integrated: string, peak: string, samples = '480000') => `
[Parsed_ebur128_2 @ 0x6] Summary:

  Integrated loudness:
    I:         ${integrated} LUFS
    Threshold: -29.0 LUFS

  Loudness range:
    LRA:         1.7 LU
    Threshold: -39.0 LUFS
    LRA low:   -20.0 LUFS
    LRA high:  -18.3 LUFS

  True peak:
    Peak:       ${peak} dBFS
[Parsed_volumedetect_2 @ 0x5] n_samples: ${samples}
`;

describe('readMeasure', () => {
  test('reads the last summary: filters that were tried and dropped report too', () => {
    const text = said('-70.0', '-inf', '0') + said('-19.0', '-0.4');
    expect(readMeasure(text, 1)).toEqual({ integrated: -19, range: 1.7, truePeak: -0.4, samples: 480_000 });
    expect(readMeasure(text, 2)?.samples).toBe(240_000);
  });
  test('digital silence has floors instead of infinities, and −0.0 is 0', () => {
    expect(readMeasure(said('-70.0', '-inf'), 1)).toMatchObject({ integrated: -70, truePeak: -120 });
    expect(readMeasure(said('nan', 'nan'), 1)).toMatchObject({ integrated: -70, truePeak: -120 });
    expect(Object.is(readMeasure(said('-19.0', '-0.0'), 1)?.truePeak, 0)).toBe(true);
  });
  test('nothing was decoded: no figures', () => {
    expect(readMeasure('Conversion failed!', 1)).toBeNull();
  });
});

describe('readEnds', () => {
  const span = (start: number, end?: number) =>
    `[silencedetect @ 0x1] silence_start: ${start}\n${end === undefined ? '' : `[silencedetect @ 0x1] silence_end: ${end} | silence_duration: 1\n`}`;
  test.each<[string, string, number, number]>([
    ['no silence', '', 0, 0],
    ['at the head only', span(0, 1.25), 1.25, 0],
    ['in the middle only', span(4, 5), 0, 0],
    ['head, middle, tail', span(-0.001, 0.5) + span(4, 5) + span(9, 10), 0.5, 1],
    ['a tail that never ended', span(8.5), 0, 1.5],
    ['all of it', span(0, 10), 10, 10],
  ])('%s', (_, text, head, tail) => {
    expect(readEnds(text, 10)).toEqual({ head, tail });
  });
});
