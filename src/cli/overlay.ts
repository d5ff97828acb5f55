/** `loa overlay`: orders for some days; adding one, lifting one, and how each stands. */
import { type Command, Option } from 'commander';
import { newOverlayOf, OverlayJson } from '../contract/alterations.ts';
import { OVERLAY_KINDS } from '../contract/api-alterations.ts';
import { readTyped } from '../contract/typed-shape.ts';
import { ok } from '../core/result.ts';
import {
  type ListedOverlay,
  addOverlay as layOverlay,
  liftOverlay,
  listOverlays,
} from '../operations/alterations/overlays.ts';
import { answer, type Form, sayTyped } from './answers.ts';
import { editMessages } from './edit-messages.ts';
import { dayOption, type Shell, spanOption } from './shell.ts';
import type { Exit } from './terminal.ts';

interface NewForm extends Form {
  readonly id?: string;
  readonly name: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly units?: string[];
  readonly channels?: string[];
  readonly genres?: string[];
  readonly replacement?: string;
  readonly authority: string;
  readonly document?: string;
  readonly reason?: string;
}

interface LiftForm extends Form {
  readonly from: string;
  readonly reason?: string;
}

export const addOverlay = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const overlay = program
    .command('overlay')
    .description('lệnh tạm ngừng hoặc thay thế: quốc tang, lễ, bầu cử… · orders over the schedule for some days');
  overlay
    .command('list')
    .description('các lệnh tạm ngừng hoặc thay thế và tình trạng · overlays and how they stand')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await list(shell, form)));
  overlay
    .command('add')
    .description('thêm một lệnh tạm ngừng hoặc thay thế · lay one over the schedule')
    .option('--id <id>', 'bỏ trống: lấy từ tên · from the name when left out')
    .requiredOption('--name <text>')
    .addOption(new Option('--kind <kind>').choices([...OVERLAY_KINDS]).makeOptionMandatory())
    .requiredOption('--from <day>')
    .requiredOption('--to <day>', 'kể cả ngày này · included')
    .option('--units <id...>', 'bỏ trống cả hai: mọi nơi · everywhere when both are left out')
    .option('--channels <id...>')
    .option('--genres <genre...>', 'thể loại bị ngừng · what it removes')
    .option('--replacement <item>', 'phát thay · plays instead')
    .requiredOption('--authority <text>', 'cơ quan ra lệnh · who ordered it')
    .option('--document <text>', 'số văn bản · document')
    .option('--reason <text>', 'lý do · why')
    .option('--json', 'JSON')
    .action(async (form: NewForm) => done(await add(shell, form)));
  overlay
    .command('lift')
    .description('dỡ một lệnh tạm ngừng hoặc thay thế từ một ngày · let one hold no more from a day on')
    .argument('<id>')
    .requiredOption('--from <day>', 'ngày đầu không còn hiệu lực · the first day without it')
    .option('--reason <text>', 'lý do · why')
    .option('--json', 'JSON')
    .action(async (id: string, form: LiftForm) => done(await lift(shell, id, form)));
};

const list = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = editMessages(shell.terminal.lang);
    const lineOf = ({ id, name, from, to, state, authority, document, lifted }: ListedOverlay): string =>
      [
        `${id}  ${name}`,
        say.span(from, to),
        say.overlayStates[state],
        ...(lifted === null ? [] : [say.liftedFrom(lifted.from)]),
        document === null ? authority : `${authority}, ${document}`,
      ].join(' · ');
    return answer(shell, form, ok(listOverlays(ctx)), (overlays) =>
      overlays.length === 0 ? { err: [say.noOverlays] } : { out: overlays.map(lineOf) },
    );
  });

const add = (shell: Shell, { json, ...typed }: NewForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const span = spanOption(ctx, typed.from, typed.to);
    if (!span.ok) return sayTyped(shell, span.refusals);
    const read = readTyped(OverlayJson, { ...typed, ...span.value });
    if (!read.ok) return sayTyped(shell, read.refusals);
    const say = editMessages(shell.terminal.lang);
    const form = json === undefined ? {} : { json };
    return answer(shell, form, layOverlay(ctx, newOverlayOf(read.value)), ({ id }) => ({
      err: [say.overlayAdded(id)],
    }));
  });

const lift = (shell: Shell, overlay: string, form: LiftForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const from = dayOption(ctx, form.from);
    if (!from.ok) return sayTyped(shell, from.refusals);
    const lifted = liftOverlay(ctx, { overlay, from: from.value, reason: form.reason ?? '' });
    return answer(shell, form, lifted, ({ id }) => ({
      err: [editMessages(shell.terminal.lang).overlayLifted(id)],
    }));
  });
