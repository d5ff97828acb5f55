/** `loa token`: machines' tokens and sites' secret links. Each is printed once, when it is made. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { SCOPES, type Scope } from '../core/access/model.ts';
import { ok } from '../core/result.ts';
import {
  addToken as addMachineToken,
  addSiteLink,
  type ListedToken,
  listTokens,
  renewSiteLink,
  revokeToken,
} from '../operations/accounts/tokens.ts';
import type { Ctx } from '../operations/context.ts';
import { type AccountMessages, accountMessages } from './account-messages.ts';
import {
  answer,
  aside,
  clockIn,
  type Form,
  notNumber,
  numberOption,
  PLACE,
  type PlaceForm,
  placeAsked,
} from './answers.ts';
import type { Shell } from './shell.ts';
import { type Exit, sayRefusals } from './terminal.ts';

interface NewToken extends Form, PlaceForm {
  readonly scope: Scope[];
  readonly days: string;
}

export const addToken = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const say = accountMessages(shell.terminal.lang);
  const token = program
    .command('token')
    .description('khóa truy cập và liên kết điểm loa · tokens of programs and links of sites');
  token
    .command('list')
    .description('danh sách · all there are')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await list(shell, form)));
  token
    .command('add')
    .description('khóa truy cập cho một chương trình · a token for a program')
    .argument('<name>')
    .addOption(
      new Option('--scope <scope...>', 'được làm gì · what it may do').choices([...SCOPES]).makeOptionMandatory(),
    )
    .option(...PLACE.unit)
    .option(...PLACE.centre)
    .requiredOption('--days <n>', 'số ngày dùng được · days until it expires')
    .option('--json', 'JSON')
    .action(async (name: string, form: NewToken) => done(await add(shell, name, form)));
  token
    .command('site')
    .description('liên kết bí mật cho điện thoại của một điểm loa · a secret link for the telephone of a site')
    .argument('<name>')
    .requiredOption('--channel <id>')
    .option('--json', 'JSON')
    .action(async (name: string, form: Form & { channel: string }) =>
      done(
        await shell.withCtx((ctx) => {
          const made = addSiteLink(ctx, { name, channel: form.channel });
          const link = made.ok
            ? ok({ id: made.value.id, link: `${shell.reached.base}/tram/${made.value.token}` })
            : made;
          return answer(shell, form, link, ({ id, link }) => ({
            err: [say.siteMade(placeText(ctx, say, id)), ...aside(shell)],
            out: [link],
          }));
        }),
      ),
    );
  token
    .command('renew')
    .description(
      'đổi liên kết của điểm loa: thu hồi liên kết cũ, tạo liên kết mới · another link for a site, the old one ends',
    )
    .argument('<id>')
    .option('--json', 'JSON')
    .action(async (id: string, form: Form) =>
      done(
        await shell.withCtx((ctx) => {
          const made = renewSiteLink(ctx, { id });
          const link = made.ok
            ? ok({ id: made.value.id, link: `${shell.reached.base}/tram/${made.value.token}` })
            : made;
          return answer(shell, form, link, ({ link }) => ({
            err: [say.tokenRevoked(id), ...aside(shell)],
            out: [link],
          }));
        }),
      ),
    );
  token
    .command('revoke')
    .description('thu hồi · revoke')
    .argument('<id>')
    .option('--json', 'JSON')
    .action(async (id: string, form: Form) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, revokeToken(ctx, { id }), () => ({ err: [say.tokenRevoked(id)] })),
        ),
      ),
    );
};

const add = async (shell: Shell, name: string, form: NewToken): Promise<Exit> => {
  const days = numberOption(form.days);
  if (days === null) return notNumber(shell, 'days', form.days);
  const place = placeAsked(shell, form);
  if (!place.ok) return sayRefusals(shell.terminal, place.refusals);
  return shell.withCtx((ctx) => {
    const made = addMachineToken(ctx, { name, scopes: form.scope, unit: place.value, days });
    const say = accountMessages(shell.terminal.lang);
    return answer(shell, form, made, ({ id, token }) => ({
      err: [say.tokenMade(placeText(ctx, say, id))],
      out: [token],
    }));
  });
};

const placeText = (ctx: Ctx, say: AccountMessages, id: string): string => {
  const found = listTokens(ctx).find((token) => token.id === id);
  return found === undefined ? '' : placeOf(found, say);
};

/** A channel with its id: the one before and the one after a merger may have the same name. */
const placeOf = ({ channel, unit }: ListedToken, say: AccountMessages): string =>
  channel === null ? (unit?.name ?? say.centre) : `${channel.name} (${channel.id})`;

const list = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { lang } = shell.terminal;
    const say = accountMessages(lang);
    const clock = clockIn(ctx, lang);
    const lineOf = (token: ListedToken): string => {
      const { id, kind, name, scopes, expiresAt, usedAt, revokedAt } = token;
      const used = usedAt === null ? say.neverUsed : say.used(clock(usedAt));
      const ends = expiresAt === null ? [] : [say.expires(clock(expiresAt))];
      return [
        `${id}  ${name}`,
        say.tokenKinds[kind],
        placeOf(token, say),
        ...(scopes.length === 0 ? [] : [scopes.join(', ')]),
        ...(revokedAt === null ? [used, ...ends] : [say.tokenEnded(clock(revokedAt))]),
      ].join(' · ');
    };
    return answer(shell, form, ok(listTokens(ctx)), (tokens) =>
      tokens.length === 0 ? { err: [say.noTokens] } : { out: tokens.map(lineOf) },
    );
  });
