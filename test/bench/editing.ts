/** One edit in a province of sixty communes with fourteen planned days: what is planned again, against planning everything. */
import { must } from '../../src/core/result.ts';
import { editSchedule } from '../../src/operations/alterations/edit-schedule.ts';
import { planAhead } from '../../src/operations/plan-ahead.ts';
import { ofSession, TOMORROW } from '../support/edits-world.ts';
import { makeWorld } from '../support/world.ts';
import type { Row, Subject } from './measure.ts';

const COMMUNES = Array.from({ length: 60 }, (_, n) => `xa-${n}`);
const DAYS_AHEAD = 13;

const SCHEDULE = `
units:
  - { id: tinh, name: "Tỉnh", kind: "tỉnh" }
stations:
  - { id: dai, name: "Đài", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: tinh }] }
channels:
${COMMUNES.map((id) => `  - { id: ${id}, name: "${id}", station: dai, carrier: loudspeaker, units: [{ unit: tinh }] }`).join('\n')}
items:
${['a', 'b', 'c'].map((id) => `  - { id: ${id}, title: "${id}", genre: article, sound: ${id}.wav }`).join('\n')}
strands:
  - { id: bai-hay, name: "Bài hay", items: [a, b, c] }
sessions:
  - { id: chung, name: "Chung", channels: [${COMMUNES.join(', ')}], start: "05:00", maxMinutes: 60, from: 2026-01-01, segments: [{ id: chung-1, title: "Tiếp âm", relay: VOV1, minutes: 30 }] }
  - { id: chuyen-muc, name: "Chuyên mục", channels: [${COMMUNES.join(', ')}], start: "17:00", maxMinutes: 30, from: 2026-01-01, segments: [{ id: muc-1, title: "Bài hay", strand: bai-hay }] }
${COMMUNES.map((id) => `  - { id: rieng-${id}, name: "Riêng", channels: [${id}], start: "18:00", maxMinutes: 30, from: 2026-01-01, segments: [{ id: rieng-${id}-1, title: "Tin xã", item: a }] }`).join('\n')}
`;

export const editing: Subject = async () => {
  const { ctx, close } = await makeWorld({ schedule: SCHEDULE, sounds: { 'a.wav': 1, 'b.wav': 2, 'c.wav': 3 } });
  try {
    must(planAhead(ctx, DAYS_AHEAD));
    const timed = (work: () => unknown): number => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    const everything = timed(() => must(planAhead(ctx, DAYS_AHEAD)));
    const rows: Row[] = [];
    const measured = (what: string, session: string): void => {
      let again: { readonly planned: number; readonly left: number; readonly all: number } | null = null;
      const took = timed(() => {
        again = must(editSchedule(ctx, ofSession(session, TOMORROW, { kind: 'cancel' }))).replanned;
      });
      if (again === null) throw new Error('nothing was planned again');
      const { planned, left, all }: { planned: number; left: number; all: number } = again;
      rows.push(
        {
          what: `${what}: days planned again`,
          ours: planned + left,
          theirs: all,
          unit: 'days',
          baseline: 'all planned days',
        },
        {
          what: `${what}: time, with its preview`,
          ours: took,
          theirs: everything,
          unit: 'ms',
          baseline: 'planning all days again',
        },
      );
    };
    measured('one occurrence of one commune cancelled', 'rieng-xa-7');
    measured('one occurrence of sixty communes cancelled', 'chung');
    measured('one turn of a strand of sixty communes cancelled', 'chuyen-muc');
    return rows;
  } finally {
    await close();
  }
};
