/** The library with real SQLite: items by hand beside schedule files, scripts, and a second person's yes to one script and one sound. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import type { ItemId, Sha256 } from '../../../../src/core/ids.ts';
import type { Result } from '../../../../src/core/result.ts';
import { must } from '../../../../src/core/result.ts';
import { setException } from '../../../../src/operations/accounts/exceptions.ts';
import { applySchedule } from '../../../../src/operations/apply-schedule.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { addItem, type NewItem } from '../../../../src/operations/library/add-item.ts';
import { approveVersion } from '../../../../src/operations/library/approve-version.ts';
import { changeItem } from '../../../../src/operations/library/change-item.ts';
import { type ItemSearch, listItems } from '../../../../src/operations/library/list-items.ts';
import { showItem } from '../../../../src/operations/library/show-item.ts';
import { writeScript } from '../../../../src/operations/library/write-script.ts';
import { listAudit } from '../../../../src/operations/list-audit.ts';
import { recordAiring } from '../../../../src/operations/record-airing.ts';
import { takeIn } from '../../../../src/operations/take-in.ts';
import { approvalStates } from '../../../../src/operations/within/approval-state.ts';
import { itemApproval, script } from '../../../../src/store/schema.ts';
import { saveSound } from '../../../../src/store/sounds.ts';
import { asking } from '../../../support/accounts-world.ts';
import { role } from '../../../support/credentials.ts';
import { planDay } from '../../../support/planned.ts';
import { makeWorld, type World } from '../../../support/world.ts';

const SCHEDULE = `
units:
  - { id: thanh-pho, name: "Thành phố", kind: "thành phố" }
  - { id: xa-a, name: "Xã A", kind: "xã", parent: thanh-pho }
  - { id: xa-b, name: "Xã B", kind: "xã", parent: thanh-pho }
stations:
  - { id: dai-a, name: "Đài A", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }
  - { id: dai-b, name: "Đài B", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-b }] }
channels:
  - { id: loa-a, name: "Loa xã A", station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }
  - { id: loa-b, name: "Loa xã B", station: dai-b, carrier: loudspeaker, units: [{ unit: xa-b }] }
campaigns:
  - { id: nq57, name: "Nghị quyết 57", owner: xa-a, contentGroups: [{ id: chu-truong, name: "Chủ trương" }] }
items:
  - { id: tin-a, title: "Tin Ủy ban xã A", genre: newsItem, campaign: nq57, contentGroup: chu-truong, script: "Kính thưa bà con xã A.", sound: tin-a.wav }
  - { id: tin-b, title: "Tin xã B", genre: newsItem, sound: tin-b.wav }
  - { id: nhac, title: "Nhạc hiệu", genre: music, sound: nhac.wav }
  - { id: cho-thu, title: "Chờ thu", genre: notice, versions: [{ language: vi }, { language: km, sound: cho-thu-km.wav }] }
strands:
  - { id: ban-tin, name: "Bản tin", items: [tin-a] }
sessions:
  - { id: buoi-a, name: "Buổi A", channels: [loa-a], start: "17:00", maxMinutes: 30, from: 2026-11-01, segments: [{ id: muc-a, title: "Mục A", strand: ban-tin }] }
  - { id: buoi-b, name: "Buổi B", channels: [loa-b], start: "17:00", maxMinutes: 30, from: 2026-11-01, segments: [{ id: muc-b, title: "Mục B", item: tin-b }] }
`;

let world: World;
let ctx: Ctx;
beforeEach(async () => {
  world = await makeWorld({ schedule: SCHEDULE, sounds: {} });
  ctx = world.ctx;
  for (const [n, name] of ['nhac.wav', 'tin-a.wav', 'tin-b.wav'].entries()) know(name, n + 1);
});
afterEach(() => world.close());

const code = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.refusals.map((one) => one.code).join(' '));
const who = (name: string, ...roles: readonly ('editor' | 'approver')[]) =>
  asking(ctx, { name, grants: roles.map((each) => role(each, 'xa-a')) });
const minutesOn = (minutes: number): void =>
  world.setNow(Temporal.Instant.from('2026-11-23T01:00:00Z').add({ minutes }).toString());
const apply = (text: string, file = 'world.yaml') =>
  applySchedule(ctx, must(readSchedules([{ name: file, bytes: new TextEncoder().encode(text) }])), { dryRun: false });
const versionOf = (item: string, language = 'vi') => {
  const found = must(showItem(ctx, item)).versions.find((one) => one.language === language);
  if (found === undefined) throw new Error(`no version of ${item} in ${language}`);
  return found;
};
const formOf = (item: string, language = 'vi') => {
  const { script: words, sound } = versionOf(item, language);
  return { item, language, script: words?.hash ?? null, sound: sound?.known?.hash ?? ('0'.repeat(64) as Sha256) };
};
const stateOf = (item: string, language = 'vi') =>
  approvalStates(ctx.store.rows, [{ item: item as ItemId, language }]).get(`${item} ${language}`)?.state;
/** A sound of so many seconds under a name, as taking it in leaves it: the library looks at rows only. */
const know = (name: string, seconds: number): void => {
  const hash = `${seconds}`.padStart(64, '0') as Sha256;
  const measured = {
    integrated: -18,
    range: 3,
    truePeak: -3,
    silenceHead: 0,
    silenceTail: 0,
    measures: null,
    waveform: null,
  };
  const at = ctx.clock.instant();
  const row = {
    original: hash,
    master: hash,
    originalBytes: 1,
    originalFormat: 'wav',
    samples: seconds * 48_000,
    channels: 1,
    ...measured,
    takenInAt: at,
  };
  saveSound(ctx.store.rows, row, name, at);
};
const NEW: NewItem = {
  id: null,
  title: 'Uỷ ban thông báo tiêm phòng',
  genre: 'notice',
  campaign: null,
  contentGroup: null,
  audiences: [],
  from: null,
  to: null,
  notBefore: null,
  notFrom: null,
  draft: false,
  versions: [{ language: 'vi', sound: 'tiem-phong.wav', synthetic: false }],
};

describe('approval', () => {
  test('a second person approves just this script and this sound, and it is told everywhere', () => {
    const writer = who('Nguyễn Thị Lan', 'editor');
    const approver = who('Trần Văn Sáu', 'approver');
    must(writeScript(writer, { item: 'tin-a', language: 'vi', text: 'Kính thưa bà con.' }));
    expect(stateOf('tin-a')).toBe('waits-for-approval');
    const asked = formOf('tin-a');
    const approved = must(approveVersion(approver, asked));
    expect(approved).toMatchObject({ script: asked.script, sound: asked.sound, ownReason: null });
    expect(stateOf('tin-a')).toBe('approved');
    expect(versionOf('tin-a')).toMatchObject({
      state: 'approved',
      script: { from: 'library', written: { by: { name: 'Nguyễn Thị Lan' } }, reading: { count: 4 } },
      sound: { name: 'tin-a.wav', known: { seconds: 2, recorded: null } },
      approval: { holds: true, by: { name: 'Trần Văn Sáu' } },
    });
    expect(must(listAudit(ctx, { limit: 1 })).rows).toMatchObject(
      [
        {
          actor: { id: approver.self },
          unit: { id: 'xa-a' },
          operation: 'item.approve',
          subject: 'item/tin-a',
          detail: { after: { ...approved, at: undefined, ownReason: undefined, authors: [writer.self], own: false } },
        },
      ].map((row) => ({ ...row, detail: { after: JSON.parse(JSON.stringify(row.detail.after)) } })),
    );
    // The same once more says so and writes nothing.
    expect(code(approveVersion(who('Người khác', 'approver'), asked))).toBe('item.approved');
    expect(ctx.store.rows.select().from(itemApproval).all()).toHaveLength(1);
  });

  test('a new script, a new sound under the name and a new name each void it; going back to what was approved does not', () => {
    const writer = who('Lan', 'editor');
    const approver = who('Sáu', 'approver');
    must(approveVersion(approver, formOf('tin-a')));
    const first = formOf('tin-a');
    must(writeScript(writer, { item: 'tin-a', language: 'vi', text: 'Kính thưa bà con xã A!' }));
    expect(stateOf('tin-a')).toBe('waits-for-approval');
    expect(versionOf('tin-a').approval).toMatchObject({ holds: false });
    expect(code(approveVersion(approver, first))).toBe('item.changed');
    must(writeScript(writer, { item: 'tin-a', language: 'vi', text: 'Kính thưa bà con xã A.' }));
    expect(stateOf('tin-a')).toBe('approved');
    know('tin-a.wav', 4);
    expect(stateOf('tin-a')).toBe('waits-for-approval');
    expect(code(approveVersion(approver, first))).toBe('item.changed');
    must(approveVersion(approver, formOf('tin-a')));
    expect(stateOf('tin-a')).toBe('approved');
    must(apply(SCHEDULE.replace('sound: tin-a.wav', 'sound: tin-b.wav')));
    expect(stateOf('tin-a')).toBe('waits-for-approval');
    must(apply(SCHEDULE.replace('sound: tin-a.wav', 'sound: chua-co.wav')));
    expect(stateOf('tin-a')).toBe('waits-for-recording');
    expect(code(approveVersion(approver, formOf('tin-a')))).toBe('item.no-sound');
  });

  test('nobody approves what they wrote, also with a small change by another in between; an exception allows it with its reason', () => {
    const both = who('Một người', 'editor', 'approver');
    const other = who('Người sửa', 'editor');
    must(writeScript(both, { item: 'tin-a', language: 'vi', text: 'Bài do một người viết.' }));
    expect(code(approveVersion(both, formOf('tin-a')))).toBe('approval.own-work');
    minutesOn(1);
    must(writeScript(other, { item: 'tin-a', language: 'vi', text: 'Bài do một người viết, sửa dấu phẩy.' }));
    expect(code(approveVersion(both, formOf('tin-a')))).toBe('approval.own-work');
    const approver = who('Sáu', 'approver');
    must(approveVersion(approver, formOf('tin-a')));
    // What was approved once is not theirs any more: only what is new since counts.
    minutesOn(2);
    must(writeScript(other, { item: 'tin-a', language: 'vi', text: 'Bài viết lại.' }));
    must(approveVersion({ ...both, caller: who('Một người nữa', 'approver').caller }, formOf('tin-a')));
    minutesOn(3);
    must(writeScript(both, { item: 'tin-a', language: 'vi', text: 'Lại một người.' }));
    const refused = approveVersion(again(both), formOf('tin-a'));
    expect(code(refused)).toBe('approval.own-work');
    must(setException(ctx, { unit: 'xa-a', reason: 'Xã chỉ có một cán bộ' }));
    const approved = must(approveVersion(again(both), formOf('tin-a')));
    expect(approved.ownReason).toBe('Xã chỉ có một cán bộ');
    expect(must(showItem(ctx, 'tin-a')).history[0]).toMatchObject({
      what: 'approved',
      ownReason: 'Xã chỉ có một cán bộ',
    });
  });

  test('whoever recorded or applied the file is an author too; elsewhere, no person and no second factor are refused', async () => {
    const technician = asking(ctx, {
      name: 'Thu thanh',
      grants: [role('technician', 'xa-a'), role('approver', 'xa-a')],
    });
    const path = join(world.folder, 'cho-thu-km.wav');
    await copyFile(new URL('../../../../media/dai-hieu.opus', import.meta.url), path);
    must(await takeIn(technician, path, {}));
    expect(code(approveVersion(technician, formOf('cho-thu', 'km')))).toBe('approval.own-work');
    expect(code(approveVersion(who('Sáu', 'approver'), formOf('cho-thu', 'km')))).toBe('ok');
    const applying = asking(ctx, { name: 'Áp dụng', grants: [role('editor', null), role('approver', null)] });
    const more = `items: [{ id: tin-moi, title: "Tin mới", genre: newsItem, script: "Lời của tệp.", sound: nhac.wav }]\n`;
    must(
      applySchedule(applying, must(readSchedules([{ name: 'moi.yaml', bytes: new TextEncoder().encode(more) }])), {
        dryRun: false,
      }),
    );
    expect(code(approveVersion(applying, formOf('tin-moi')))).toBe('approval.own-work');
    expect(code(approveVersion(who('Sáu', 'approver'), formOf('tin-b')))).toBe('right.elsewhere');
    expect(code(approveVersion(ctx, formOf('tin-a')))).toBe('right.not-yours');
    expect(code(approveVersion(who('Biên tập', 'editor'), formOf('tin-a')))).toBe('right.missing');
    const stale = asking(ctx, { grants: [role('approver', 'xa-a')], secondFactor: false });
    expect(code(approveVersion(stale, formOf('tin-a')))).toBe('second-factor.missing');
    expect(code(approveVersion(who('Sáu', 'approver'), { ...formOf('tin-a'), item: 'tin-aa' }))).toBe('item.unknown');
  });
});

/** The same person, whose sign-in proves its second factor at the new time. */
const again = <C extends Ctx>(one: C): C => {
  const { caller } = one;
  return caller.kind === 'person' ? { ...one, caller: { ...caller, secondFactorAt: ctx.clock.instant() } } : one;
};

describe('scripts', () => {
  test('are kept in NFC with plain line breaks; the same again writes nothing; each is kept', () => {
    const writer = who('Lan', 'editor');
    const first = must(
      writeScript(writer, { item: 'tin-a', language: 'vi', text: '\r\nMỹ Tú  \r\nsáng nay\r\n\r\n'.normalize('NFD') }),
    );
    expect(first.isNew).toBe(true);
    expect(versionOf('tin-a').script?.text).toBe('Mỹ Tú\nsáng nay');
    expect(must(writeScript(writer, { item: 'tin-a', language: 'vi', text: 'Mỹ Tú\nsáng nay' }))).toEqual({
      ...first,
      isNew: false,
    });
    must(writeScript(writer, { item: 'tin-a', language: 'vi', text: '' }));
    expect(versionOf('tin-a').script).toBeNull();
    expect(
      ctx.store.rows
        .select()
        .from(script)
        .all()
        .map(({ text }) => text),
    ).toEqual(['Mỹ Tú\nsáng nay', '']);
    expect(must(showItem(ctx, 'tin-a')).history.map(({ what, script: hash }) => [what, hash])).toEqual([
      ['written', null],
      ['written', first.hash],
    ]);
  });
  test('the text of the file counts until somebody writes; a file that says otherwise later is told', () => {
    expect(versionOf('tin-a').script).toMatchObject({
      text: 'Kính thưa bà con xã A.',
      from: 'file',
      written: { by: { id: 'cli' } },
    });
    const was = versionOf('tin-a').script?.hash ?? null;
    must(writeScript(ctx, { item: 'tin-a', language: 'vi', text: 'Viết ở đây.', was }));
    expect(code(writeScript(ctx, { item: 'tin-a', language: 'vi', text: 'Viết chồng.', was }))).toBe('item.changed');
    must(apply(SCHEDULE.replace('Kính thưa bà con xã A.', 'Lời mới trong tệp.')));
    expect(versionOf('tin-a')).toMatchObject({ script: { text: 'Viết ở đây.', from: 'library' }, fileDiffers: true });
  });
  test('a language that the item has no version of yet becomes one that waits for its recording', () => {
    must(writeScript(ctx, { item: 'tin-a', language: 'km', text: 'ការផ្សាយ' }));
    expect(must(showItem(ctx, 'tin-a')).versions.map(({ language, state }) => [language, state])).toEqual([
      ['vi', 'waits-for-approval'],
      ['km', 'waits-for-recording'],
    ]);
  });
  test('are written by who writes where the item airs', () => {
    const lan = who('Lan', 'editor');
    expect(code(writeScript(lan, { item: 'tin-b', language: 'vi', text: 'x' }))).toBe('right.elsewhere');
    expect(code(writeScript(lan, { item: 'tin-c', language: 'vi', text: 'x' }))).toBe('item.unknown');
    expect(code(writeScript(lan, { item: 'tin-a', language: 'tiếng', text: 'x' }))).toBe('request.wrong');
    expect(code(writeScript(lan, { item: 'tin-a', language: 'vi', text: 'x'.repeat(40_001) }))).toBe('request.wrong');
    expect(code(writeScript(who('Sáu', 'approver'), { item: 'tin-a', language: 'vi', text: 'x' }))).toBe(
      'right.missing',
    );
  });
});

describe('items by hand and schedule files', () => {
  test('an item made here gets an id, is planned by reference, and applying files leaves it alone', () => {
    const { id } = must(addItem(who('Lan', 'editor'), NEW));
    expect(id).toBe('uy-ban-thong-bao-tiem-phong');
    expect(must(addItem(ctx, NEW)).id).toBe(`${id}-2`);
    must(apply(SCHEDULE.replace('item: tin-b', `item: ${id}`)));
    must(
      changeItem(ctx, {
        item: id,
        fields: { versions: [{ language: 'vi', sound: 'nhac.wav', synthetic: true }] },
        takeOver: false,
      }),
    );
    const planned = must(planDay(ctx, 'loa-b' as never, '2026-11-24' as never));
    expect(planned.playlists[0]?.entries.map(({ item }) => item)).toEqual([id]);
    must(apply(SCHEDULE));
    expect(must(showItem(ctx, id))).toMatchObject({ file: null, states: ['waits-for-approval', 'unused'] });
  });
  test('a file that gives the same id is refused whole, at its line', () => {
    const { id } = must(addItem(ctx, NEW));
    const clash = `items:\n  - { id: ${id}, title: "Của tệp", genre: newsItem, sound: nhac.wav }\n  - { id: khac, title: "Khác", genre: newsItem, sound: nhac.wav }\n`;
    const refused = apply(clash, 'khac.yaml');
    expect(refused).toMatchObject({
      refusals: [{ code: 'item.by-hand', params: { id, title: NEW.title }, place: { file: 'khac.yaml', line: 2 } }],
    });
    expect(must(showItem(ctx, id)).item.title).toBe(NEW.title);
    expect(code(showItem(ctx, 'khac'))).toBe('item.unknown');
  });
  test('an item of a file is changed in the file, unless the library takes it over; then the file may not give it', () => {
    const change = (takeOver: boolean) => changeItem(ctx, { item: 'tin-a', fields: { title: 'Tên mới' }, takeOver });
    expect(change(false)).toMatchObject({ refusals: [{ code: 'item.from-file', params: { file: 'world.yaml' } }] });
    expect(must(change(true)).changed).toEqual(['title', 'file']);
    expect(must(change(true)).changed).toEqual([]);
    expect(code(apply(SCHEDULE))).toBe('item.by-hand');
    const without = SCHEDULE.split('\n')
      .filter((line) => !line.includes('id: tin-a,'))
      .join('\n');
    must(apply(without));
    expect(must(showItem(ctx, 'tin-a')).item).toMatchObject({
      title: 'Tên mới',
      versions: [{ script: 'Kính thưa bà con xã A.' }],
    });
  });
  test('what cannot be is refused at its field', () => {
    const add = (more: Partial<NewItem>) => addItem(ctx, { ...NEW, ...more });
    const pointers = (answer: Result<unknown>) =>
      answer.ok ? [] : answer.refusals.map(({ code: what, place }) => `${what} ${place?.pointer}`);
    expect(pointers(add({ title: ' \n ' }))).toEqual(['request.wrong /title']);
    expect(pointers(add({ id: 'tin-a' as ItemId }))).toEqual(['schedule.id-double /id']);
    expect(pointers(add({ campaign: 'nq58' as never }))).toEqual(['schedule.reference /campaign']);
    expect(pointers(add({ from: '2026-12-02' as never, to: '2026-12-01' as never }))).toEqual(['time.range /to']);
    expect(pointers(add({ genre: '' }))).toEqual(['request.wrong /genre']);
    const version = { language: 'vi', sound: null, synthetic: false };
    expect(pointers(add({ versions: [version, version] }))).toEqual(['request.wrong /versions']);
    expect(pointers(add({ versions: [{ ...version, language: 'Kinh' }] }))).toEqual(['request.wrong /language']);
    expect(pointers(add({ versions: [{ ...version, sound: '../a.wav' }] }))).toEqual(['request.wrong /sound']);
    expect(
      code(addItem(asking(ctx, { grants: [role('editor', 'xa-b')] }), { ...NEW, campaign: 'nq57' as never })),
    ).toBe('right.elsewhere');
  });
});

describe('the list', () => {
  const ids = (search: Partial<ItemSearch>): string[] =>
    must(listItems(ctx, { limit: 100, ...search })).items.map(({ id }) => id);
  test('search sees titles and scripts, of files and written here, and no accents', () => {
    const { id } = must(addItem(ctx, NEW));
    expect(ids({ text: 'uy' })).toEqual(['tin-a', id]);
    expect(ids({ text: 'KINH THUA' })).toEqual(['tin-a']);
    must(writeScript(ctx, { item: 'tin-b', language: 'vi', text: 'Hoà giải ở cơ sở theo Nghị quyết 57' }));
    expect(ids({ text: 'nghi quyet 57' })).toEqual(['tin-b']);
    expect(ids({ text: 'hòa giai tin' })).toEqual(['tin-b']);
    // What the file says counts no more where somebody has written.
    must(writeScript(ctx, { item: 'tin-a', language: 'vi', text: 'Lời khác' }));
    expect(ids({ text: 'kinh thua' })).toEqual([]);
  });
  test('filters', () => {
    expect(ids({ strand: 'ban-tin' })).toEqual(['tin-a']);
    expect(ids({ campaign: 'nq57', contentGroup: 'chu-truong' })).toEqual(['tin-a']);
    expect(ids({ genre: 'music' })).toEqual(['nhac']);
    expect(ids({ language: 'km' })).toEqual(['cho-thu']);
    expect(ids({ unit: 'xa-b' })).toEqual(['tin-b']);
    expect(ids({ state: 'waits-for-recording' })).toEqual(['cho-thu']);
    expect(ids({ state: 'unused' })).toEqual(['cho-thu', 'nhac']);
    expect(ids({ state: 'approved' })).toEqual([]);
    must(approveVersion(who('Sáu', 'approver'), formOf('tin-a')));
    expect(ids({ state: 'approved' })).toEqual(['tin-a']);
    must(addItem(ctx, { ...NEW, id: 'cam' as ItemId, notBefore: '2026-11-23T08:00:01' as never }));
    must(addItem(ctx, { ...NEW, id: 'het' as ItemId, to: '2026-11-22' as never }));
    expect([ids({ state: 'embargoed' }), ids({ state: 'expired' })]).toEqual([['cam'], ['het']]);
  });
  test('pages by title, each item once, also when one is added between', () => {
    const all = ids({});
    const first = must(listItems(ctx, { limit: 2 }));
    expect(first).toMatchObject({ found: 4, items: [{ id: all[0] }, { id: all[1] }] });
    must(addItem(ctx, { ...NEW, title: 'Aaa', id: 'aaa' as ItemId }));
    const second = must(listItems(ctx, { limit: 2, after: first.next ?? '' }));
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
    expect(second.next).toBeNull();
    expect(code(listItems(ctx, { limit: 0 }))).toBe('request.wrong');
  });
});

test('where it is used: strand and segments, coming airings as planned, the last day it was heard', () => {
  must(planDay(ctx, 'loa-a' as never, '2026-11-23' as never));
  world.setNow('2026-11-23T11:00:00Z');
  const day = {
    channel: 'loa-a',
    day: '2026-11-23',
    session: 'buoi-a',
    entry: null,
    reason: null,
    note: null,
    startedAt: null,
    secondsHeard: null,
  };
  must(
    recordAiring(ctx, {
      ...day,
      outcome: 'aired',
      role: 'technician',
      by: 'Kỹ thuật',
      corrects: null,
      statement: null,
    } as never),
  );
  const { uses } = must(showItem(ctx, 'tin-a'));
  expect(uses).toMatchObject({
    strands: [{ id: 'ban-tin' }],
    segments: [{ id: 'muc-a', session: { name: 'Buổi A' }, channels: [{ name: 'Loa xã A' }] }],
    coming: [{ day: '2026-11-23', session: 'Buổi A', at: '2026-11-23T17:00:00' }],
    lastAired: { channel: { id: 'loa-a' }, day: '2026-11-23' },
  });
  expect(must(showItem(ctx, 'nhac')).uses).toMatchObject({ strands: [], segments: [], coming: [], lastAired: null });
  // What another commune is about to air is nobody's here to read, nor to know of.
  const editor = who('Lan', 'editor');
  expect(showItem(editor, 'tin-b')).toMatchObject({ refusals: [{ code: 'item.unknown', params: { near: 'tin-a' } }] });
  expect(must(listItems(editor, { limit: 50 })).items.map(({ id }) => id)).not.toContain('tin-b');
  expect(must(showItem(editor, 'nhac')).item.id).toBe('nhac');
});
