/** `loa urgent`: ordering an emergency, ending one, and how each stands at its sites. */
import { type Command, Option } from 'commander';
import { URGENT_VOICES, urgentListJson, urgentOrderJson } from '../contract/api-urgent.ts';
import { ok } from '../core/result.ts';
import type { Voice } from '../core/speech/voices.ts';
import { listUrgent } from '../operations/urgent/list-urgent.ts';
import { cancelUrgent, orderUrgent } from '../operations/urgent/order-urgent.ts';
import { rotateUrgentKey } from '../operations/urgent/rotate-urgent-key.ts';
import { answer, type Form, notNumber, numberOption } from './answers.ts';
import { type LostForm, rotated } from './rotate-site-key.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson } from './terminal.ts';
import { urgentMessages } from './urgent-messages.ts';

interface Authority extends Form {
  readonly by: string;
  readonly office: string;
  readonly reason: string;
}

interface Order extends Authority {
  readonly channels: string[];
  readonly title: string;
  readonly text?: string;
  readonly sound?: string;
  readonly voice: Voice;
  readonly repeats: string;
  readonly pause: string;
  readonly minutes: string;
}

const authority = (command: Command): Command =>
  command
    .requiredOption('--by <name>', 'người ra lệnh · who orders it')
    .requiredOption('--office <text>', 'chức vụ · in what office')
    .requiredOption('--reason <text>', 'lý do · why')
    .option('--json', 'JSON');

export const addUrgent = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const urgent = program
    .command('urgent')
    .description(
      'thông báo khẩn: ngắt mọi chương trình ở điểm loa · urgent notices that interrupt everything at the sites',
    );
  authority(
    urgent
      .command('order')
      .description('ra lệnh phát ngay · order one, now')
      .requiredOption('--channels <id...>', 'phát ở đâu · where')
      .requiredOption('--title <text>', 'tên thông báo · what it is called')
      .option(
        '--text <text>',
        'lời thông báo; không có --sound thì máy đọc · the words; spoken by a machine without --sound',
      )
      .option('--sound <name>', 'tệp âm thanh trong thư viện · a sound of the library by its file name')
      .addOption(new Option('--voice <voice>').choices([...URGENT_VOICES]).default('south'))
      .option('--repeats <count>', 'số lượt · how often', '3')
      .option('--pause <seconds>', 'nghỉ giữa hai lượt · between two times', '10')
      .option('--minutes <count>', 'hiệu lực · for how long it is valid', '60'),
  ).action(async (form: Order) => done(await order(shell, form)));
  authority(
    urgent.command('cancel').description('hủy, kể cả khi đang phát · end one, also while it sounds').argument('<id>'),
  ).action(async (id: string, form: Authority) => done(await cancel(shell, id, form)));
  urgent
    .command('list')
    .description('các lệnh và tình trạng ở từng điểm loa · orders, and how each stands at its sites')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await list(shell, form)));
  urgent
    .command('rotate-key')
    .description('thay khóa khẩn: khóa cũ ký chuyển · a new urgent key, which the old one signs for')
    .option('--lost', 'khóa cũ đã mất hẳn: mọi máy phải nối lại · the old key is gone: every machine joins again')
    .option('--json', 'JSON')
    .action(async (form: LostForm) => done(await rotated(shell, form, rotateUrgentKey)));
};

const order = (shell: Shell, form: Order): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { channels, title, text = '', sound, voice, by, office, reason, json } = form;
    const counts = { repeats: form.repeats, pause: form.pause, minutes: form.minutes };
    for (const [name, typed] of Object.entries(counts))
      if (numberOption(typed) === null) return notNumber(shell, name, typed);
    const ordered = await orderUrgent(ctx, {
      ...{ channels, title, text, voice, by, office, reason, language: 'vi', volume: null, sound: sound ?? null },
      repeats: Number(form.repeats),
      pauseSeconds: Number(form.pause),
      minutes: Number(form.minutes),
    });
    const shown = ordered.ok ? ok(urgentOrderJson(ordered.value)) : ordered;
    return answer(shell, json === undefined ? {} : { json }, shown, ({ id, sites }) => ({
      out: [urgentMessages(shell.terminal.lang).ordered(id, sites.length)],
    }));
  });

const cancel = (shell: Shell, id: string, { by, office, reason, json }: Authority): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, json === undefined ? {} : { json }, cancelUrgent(ctx, { id, by, office, reason }), ({ cancels }) => ({
      out: [urgentMessages(shell.terminal.lang).cancelled(cancels)],
    })),
  );

const list = (shell: Shell, { json }: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const listed = listUrgent(ctx);
    const say = urgentMessages(terminal.lang);
    if (json) sayJson(terminal, urgentListJson(listed));
    else if (listed.length === 0) terminal.err(`${say.none}\n`);
    else
      for (const { order: one, state, sites } of listed) {
        const { by, office, reason } = one.authority;
        terminal.out(
          `${say.line(one.id, one.title, say.states[state], one.expiresAt, `${by}, ${office}: ${reason}`)}\n`,
        );
        for (const { channel, said } of sites) {
          const last = said.at(-1);
          const stands = last === undefined ? say.silent : `${say.receipts[last.kind]}, ${last.at}`;
          terminal.out(`  ${channel.name}: ${stands}\n`);
        }
      }
    return EXIT.done;
  });
