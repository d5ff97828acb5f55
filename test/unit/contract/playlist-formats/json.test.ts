import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DayListJson, dayListJson, json } from '../../../../src/contract/playlist-formats/json.ts';
import type { DayList } from '../../../../src/contract/playlist-formats/model.ts';
import type { CampaignId, ContentGroupId, SegmentId } from '../../../../src/core/ids.ts';
import type { Reason } from '../../../../src/core/playlist/model.ts';
import { dayOf, entry, hash, session } from '../../../support/day-list.ts';

const REASONS: readonly Reason[] = [
  { code: 'by-rule', rule: 'FREQ=DAILY' },
  { code: 'rotation', strand: 's', turn: 1, of: 3 },
  { code: 'repeat-of', segment: 's' },
  { code: 'waits-for-recording', language: 'km' },
  { code: 'sound-missing', sound: 'a.wav' },
  { code: 'no-version', language: 'km' },
  { code: 'not-valid', day: '2025-04-07' },
  { code: 'strand-empty', strand: 's' },
  { code: 'nothing-to-repeat', segment: 's' },
  { code: 'no-room', needed: 100, left: 50 },
  { code: 'session-clash', with: 'buoi-trua' },
  { code: 'fixed-start-passed', at: '06:00:00' },
  { code: 'fills-until', at: '06:00:00' },
  { code: 'hour-moved', asked: '02:30:00', placed: '03:30:00' },
  { code: 'hour-doubled', asked: '02:30:00' },
];

const full = (): DayList => {
  const morning = session('Buổi sáng', '05:00:00', ['Nhạc hiệu'], 'sounds/a.mp3');
  const entries = [
    ...morning.playlist.entries,
    { ...entry('Tiếp âm', 3_000_001, 1_000), kind: 'relay' as const, cut: null, item: null, run: null, language: null },
    {
      ...entry('Tin', 3_100_000, 2_000),
      campaign: 'ke-hoach-114' as CampaignId,
      contentGroup: 'nhom-1' as ContentGroupId,
      run: 'repeat' as const,
    },
  ];
  const absences = REASONS.map((reason) => ({
    id: `tin@${reason.code}`,
    segment: 'tin' as SegmentId,
    title: 'Tin',
    item: null,
    language: 'km',
    reason,
  }));
  return dayOf([
    { ...morning, playlist: { ...morning.playlist, entries, absences } },
    session('Trưa', '11:00:00', [], null),
  ]);
};

describe('the machine form', () => {
  test('parses by its own schema, and the schema knows every field', () => {
    const written: unknown = JSON.parse(json(full(), { base: 'http://h/' }));
    expect(DayListJson.parse(written)).toEqual(written);
    expect(written).toEqual(dayListJson(full(), { base: 'http://h/' }));
  });

  test('carries identities, samples, hashes and reasons', () => {
    const day = dayListJson(full(), { base: 'http://h/' });
    expect(day).toMatchObject({
      format: 'loa-day-playlist/1',
      channel: { id: 'dai-my-tu', name: 'Đài Truyền thanh Mỹ Tú' },
      day: '2025-04-07',
      zone: 'Asia/Ho_Chi_Minh',
      generatedFrom: 'v12',
    });
    const [morning] = day.sessions;
    expect(morning?.start).toEqual({
      local: '2025-04-07T05:00:00',
      zone: 'Asia/Ho_Chi_Minh',
      instant: '2025-04-06T22:00:00Z',
    });
    expect(morning?.sound).toEqual({
      url: 'http://h/sounds/a.mp3',
      sha256: hash('a'),
      bytes: 984_000,
      seconds: 61.5,
      mime: 'audio/mpeg',
    });
    expect(morning?.entries[1]).toMatchObject({
      kind: 'relay',
      master: null,
      item: null,
      offsetSamples: 3_000_001,
      offsetSeconds: 62.500021,
      lengthSamples: 1_000,
      durationSeconds: 0.020833,
    });
    expect(morning?.entries[2]).toMatchObject({
      campaign: 'ke-hoach-114',
      contentGroup: 'nhom-1',
      run: 'repeat',
      language: 'vi',
      master: hash('c'),
      reasons: [{ code: 'by-rule', rule: 'FREQ=DAILY' }],
    });
    expect(morning?.absences.map((absence) => absence.reason)).toEqual(REASONS);
  });

  test('a reason code that does not exist is refused by the schema', () => {
    const day = dayListJson(full(), { base: null });
    const wrong = JSON.parse(JSON.stringify(day).replace('"no-room"', '"no-luck"')) as unknown;
    expect(DayListJson.safeParse(wrong).success).toBe(false);
  });

  test('becomes a JSON Schema for OpenAPI', () => {
    const schema = z.toJSONSchema(DayListJson, { io: 'input' });
    expect(schema.required).toContain('sessions');
  });
});
