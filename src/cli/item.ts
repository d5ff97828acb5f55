/**
 * `loa item list`, `show` and `approve`: what the library has, one item as a whole, and a yes to a version.
 *
 * A yes is a person's, and a shell is nobody's account: whoever approves signs in for this one command.
 */
import type { Command } from 'commander';
import { ITEM_STATES } from '../contract/api-library.ts';
import { formatDuration } from '../contract/sentences/format.ts';
import { languageWord } from '../contract/sentences/index.ts';
import type { ItemState } from '../core/library/item-state.ts';
import type { Result } from '../core/result.ts';
import { refuse } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { type ApprovedVersion, approveVersion } from '../operations/library/approve-version.ts';
import { listItems } from '../operations/library/list-items.ts';
import { type ShownItem, type ShownVersion, showItem } from '../operations/library/show-item.ts';
import { accountMessages } from './account-messages.ts';
import { answer, clockIn, type Form, misused, notNumber, numberOption, sayTyped } from './answers.ts';
import { asPerson } from './as-person.ts';
import { itemMessages } from './item-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit } from './terminal.ts';

interface ListForm extends Form {
  readonly text?: string;
  readonly state?: string;
  readonly strand?: string;
  readonly campaign?: string;
  readonly contentGroup?: string;
  readonly language?: string;
  readonly genre?: string;
  readonly unit?: string;
  readonly after?: string;
  readonly limit: string;
}

interface ApproveForm extends Form {
  readonly language: string;
  readonly as: string;
}

export const addItemCommands = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const item = program.command('item').description('tin bài trong thư viện · items of the library');
  item
    .command('list')
    .description('tìm và lọc, theo tên · search and filter, by title')
    .option('--text <words>', 'trong tên và văn bản, không cần dấu · in titles and scripts, accent-blind')
    .option('--state <state>', ITEM_STATES.join(', '))
    .option('--strand <id>')
    .option('--campaign <id>')
    .option('--content-group <id>')
    .option('--language <tag>', 'vi, km')
    .option('--genre <genre>', 'newsItem, article…')
    .option('--unit <id>')
    .option('--after <cursor>', 'trang sau · the next page')
    .option('--limit <n>', '1–500', '50')
    .option('--json', 'JSON')
    .action(async (form: ListForm) => done(await list(shell, form)));
  item
    .command('show')
    .description('văn bản, bản thu, duyệt, lịch sử · script, sound, approval, history')
    .argument('<id>', 'guong-sang-ao-tom')
    .option('--json', 'JSON')
    .action(async (id: string, form: Form) => done(await show(shell, id, form)));
  item
    .command('approve')
    .description('duyệt một bản như hiện có · approve a version as it is now')
    .argument('<id>', 'guong-sang-ao-tom')
    .requiredOption('--language <tag>', 'vi, km')
    .requiredOption('--as <login>', 'tên đăng nhập của người duyệt · sign-in name of who approves')
    .option('--json', 'JSON')
    .action(async (id: string, form: ApproveForm) => done(await approve(shell, id, form)));
};

const list = (shell: Shell, form: ListForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { lang } = shell.terminal;
    const say = itemMessages(lang);
    const { json: _json, state: typed, limit: many, ...search } = form;
    const limit = numberOption(many);
    if (limit === null) return notNumber(shell, 'limit', many);
    const state = ITEM_STATES.find((one) => one === typed);
    if (typed !== undefined && state === undefined) return misused(shell, say.noState(typed, ITEM_STATES.join(', ')));
    return answer(shell, form, listItems(ctx, { ...search, state, limit }), ({ items, found, next }) => ({
      out: items.map(({ id, title, versions, states }) => {
        const languages = versions.map(({ language }) => language).join(', ');
        return `${title} (${id}) · ${languages === '' ? '–' : languages} · ${told(shell, states)}`;
      }),
      err: [say.found(found), ...(next === null ? [] : [say.next(JSON.stringify(next))])],
    }));
  });

const told = ({ terminal }: Shell, states: readonly ItemState[]): string =>
  states.map((state) => itemMessages(terminal.lang).states[state]).join(', ');

const show = (shell: Shell, id: string, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => answer(shell, form, showItem(ctx, id), (shown) => ({ out: linesOf(shell, ctx, shown) })));

const linesOf = (shell: Shell, ctx: Ctx, { item, states, versions }: ShownItem): string[] => [
  `${item.title} (${item.id}) · ${told(shell, states)}`,
  ...versions.flatMap((version) => versionLines(shell, ctx, version)),
];

const versionLines = ({ terminal: { lang } }: Shell, ctx: Ctx, version: ShownVersion): string[] => {
  const say = itemMessages(lang);
  const clock = clockIn(ctx, lang);
  const { script, sound, approval } = version;
  const length = (seconds: number): string => formatDuration(seconds, lang);
  return [
    `  ${languageWord(version.language, lang)}: ${say.states[version.state]}`,
    `    ${script === null ? say.noScript : say.script(length(script.reading.seconds), script.hash)}`,
    `    ${sound?.known == null ? say.noSound : say.sound(sound.name, length(sound.known.seconds), sound.known.hash)}`,
    ...(approval === null
      ? []
      : [`    ${say[approval.holds ? 'approved' : 'void'](approval.by.name ?? say.nobody, clock(approval.at))}`]),
  ];
};

const approve = (shell: Shell, id: string, form: ApproveForm): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const shown = showItem(ctx, id);
    if (!shown.ok) return sayTyped(shell, shown.refusals);
    const { title } = shown.value.item;
    const { lang, err } = shell.terminal;
    for (const line of linesOf(shell, ctx, shown.value)) err(`${line}\n`);
    const approved = await asPerson(shell, ctx, form.as, (as) => asItIs(as, shown.value, form.language));
    if (approved === null) {
      err(`${accountMessages(lang).stopped}\n`);
      return EXIT.refused;
    }
    return answer(shell, form, approved, () => ({ out: [itemMessages(lang).done(title)] }));
  });

/** Refuses with item.no-sound what has no recording, and with whatever approving refuses. */
const asItIs = (ctx: Ctx, { item, versions }: ShownItem, language: string): Result<ApprovedVersion> => {
  const version = versions.find((one) => one.language === language);
  const known = version?.sound?.known ?? null;
  return known === null
    ? refuse('item.no-sound', { title: item.title, language })
    : approveVersion(ctx, { item: item.id, language, script: version?.script?.hash ?? null, sound: known.hash });
};
