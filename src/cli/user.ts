/** `loa user`: every step with people, without the web. Whoever may run it holds the files anyway; it is recorded. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { words } from '../contract/sentences/index.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../core/access/model.ts';
import type { Result } from '../core/result.ts';
import { addPerson } from '../operations/accounts/add-person.ts';
import { erasePerson } from '../operations/accounts/erase-person.ts';
import { grantRole } from '../operations/accounts/grant-role.ts';
import { type ListedPerson, listPeople } from '../operations/accounts/list-people.ts';
import { disablePerson, enablePerson, endSignInsOf, renamePerson } from '../operations/accounts/person-standing.ts';
import { renewLink } from '../operations/accounts/renew-link.ts';
import { revokeRole } from '../operations/accounts/revoke-role.ts';
import type { Ctx } from '../operations/context.ts';
import { type AccountMessages, accountMessages } from './account-messages.ts';
import {
  answer,
  aside,
  type Form,
  misused,
  notNumber,
  numberOption,
  PLACE,
  type PlaceForm,
  personNamed,
  placeAsked,
  type Said,
} from './answers.ts';
import type { Shell } from './shell.ts';
import { type Exit, sayRefusals } from './terminal.ts';
import { addUserExceptions } from './user-exceptions.ts';
import { addUserSecrets } from './user-secrets.ts';

type Done = (exit: Exit) => void;

interface Why extends Form {
  readonly why: string;
}
interface RoleAt extends Form, PlaceForm {
  readonly role: AccountRole;
}

const role = (): Option =>
  new Option('--role <role>', 'vai trò · role').choices([...ACCOUNT_ROLES]).makeOptionMandatory();
const WHY = ['--why <text>', 'lý do · reason'] as const;

export const addUser = (program: Command, shell: Shell, done: Done): void => {
  const user = program.command('user').description('người dùng và vai trò · people and roles');
  const say = accountMessages(shell.terminal.lang);

  user
    .command('list')
    .description('danh sách người dùng · who there is')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await list(shell, form)));
  user
    .command('add')
    .description('thêm người dùng · add a person')
    .argument('<login>')
    .requiredOption('--name <name>', 'họ và tên · full name')
    .addOption(role())
    .option(...PLACE.unit)
    .option(...PLACE.centre)
    .option('--json', 'JSON')
    .action(async (login: string, form: RoleAt & { name: string }) => done(await add(shell, login, form)));
  user
    .command('link')
    .description('liên kết dùng một lần để đặt mật khẩu · a link for choosing a passphrase')
    .argument('<login>')
    .option('--json', 'JSON')
    .action(async (login: string, form: Form) => {
      const made = (ctx: Ctx, person: ListedPerson) => linked(shell, renewLink(ctx, { person: person.id }));
      done(
        await about(shell, login, form, made, ({ link }) => ({ err: [say.link(login), ...aside(shell)], out: [link] })),
      );
    });
  user
    .command('grant')
    .description('giao vai trò · grant a role')
    .argument('<login>')
    .addOption(role())
    .option(...PLACE.unit)
    .option(...PLACE.centre)
    .option(...WHY)
    .option('--json', 'JSON')
    .action(async (login: string, form: RoleAt & { why?: string }) => {
      const place = placeAsked(shell, form);
      if (!place.ok) return done(sayRefusals(shell.terminal, place.refusals));
      const asked = { role: form.role, unit: place.value, why: form.why ?? null };
      const grant = (ctx: Ctx, { id }: ListedPerson) => grantRole(ctx, { person: id, ...asked });
      const told = ({ id }: { readonly id: number }, ctx: Ctx) => ({
        err: [say.granted(id, grantText(shell, ctx, id))],
      });
      done(await about(shell, login, form, grant, told));
    });
  user
    .command('revoke')
    .description('thu hồi vai trò theo số · revoke a role by its number')
    .argument('<grant>')
    .requiredOption(...WHY)
    .option('--json', 'JSON')
    .action(async (grant: string, form: Why) => {
      const id = numberOption(grant);
      if (id === null) return done(notNumber(shell, 'grant', grant));
      const revoke = (ctx: Ctx) => {
        const what = grantText(shell, ctx, id);
        return answer(shell, form, revokeRole(ctx, { grant: id, why: form.why }), () => ({ err: [say.revoked(what)] }));
      };
      done(await shell.withCtx(revoke));
    });
  addStanding(user, shell, done, say);
  addUserSecrets(user, shell, done);
  addUserExceptions(user, shell, done);
};

const addStanding = (user: Command, shell: Shell, done: Done, say: AccountMessages): void => {
  for (const [name, description, change, told] of [
    ['disable', 'ngừng tài khoản · disable', disablePerson, say.disabled],
    ['enable', 'cho hoạt động lại · enable', enablePerson, say.enabled],
  ] as const)
    user
      .command(name)
      .description(description)
      .argument('<login>')
      .requiredOption(...WHY)
      .option('--json', 'JSON')
      .action(async (login: string, form: Why) => {
        const work = (ctx: Ctx, { id }: ListedPerson) => change(ctx, { person: id, why: form.why });
        done(await about(shell, login, form, work, () => ({ err: [told(login)] })));
      });
  user
    .command('rename')
    .description('sửa họ tên hoặc tên đăng nhập · change the name or the login')
    .argument('<login>')
    .option('--name <name>', 'họ và tên · full name')
    .option('--login <login>', 'tên đăng nhập mới · new login')
    .option('--json', 'JSON')
    .action(async (login: string, form: Form & { name?: string; login?: string }) => {
      if (form.name === undefined && form.login === undefined) return done(misused(shell, say.renameWhat));
      const rename = (ctx: Ctx, { id, ...now }: ListedPerson) =>
        renamePerson(ctx, { person: id, name: form.name ?? now.name, login: form.login ?? now.login });
      done(await about(shell, login, form, rename, () => ({ err: [say.renamed(form.login ?? login)] })));
    });
  user
    .command('sign-out')
    .description('kết thúc mọi phiên đăng nhập · end all sign-ins')
    .argument('<login>')
    .option('--json', 'JSON')
    .action(async (login: string, form: Form) => {
      const end = (ctx: Ctx, { id }: ListedPerson) => endSignInsOf(ctx, { person: id });
      done(await about(shell, login, form, end, () => ({ err: [say.signedOut(login)] })));
    });
  user
    .command('erase')
    .description('xóa thông tin cá nhân, không khôi phục được · erase what is personal, for good')
    .argument('<login>')
    .requiredOption(...WHY)
    .option('--yes', 'chắc chắn · sure')
    .option('--json', 'JSON')
    .action(async (login: string, form: Why & { yes?: true }) => {
      if (!form.yes) return done(misused(shell, say.eraseSure));
      const erase = (ctx: Ctx, { id }: ListedPerson) => erasePerson(ctx, { person: id, why: form.why });
      done(await about(shell, login, form, erase, () => ({ err: [say.erased] })));
    });
};

/** One operation on one person, named by login or id. */
const about = <T>(
  shell: Shell,
  login: string,
  form: Form,
  work: (ctx: Ctx, person: ListedPerson) => Result<T>,
  say: (value: T, ctx: Ctx) => Said,
): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const person = personNamed(ctx, login);
    return answer(shell, form, person.ok ? work(ctx, person.value) : person, (value) => say(value, ctx));
  });

const linked = <T extends { readonly link: string }>({ reached }: Shell, made: Result<T>): Result<T> =>
  made.ok ? { ok: true, value: { ...made.value, link: `${reached.base}/welcome/${made.value.link}` } } : made;

const add = async (shell: Shell, login: string, form: RoleAt & { name: string }): Promise<Exit> => {
  const place = placeAsked(shell, form);
  if (!place.ok) return sayRefusals(shell.terminal, place.refusals);
  return shell.withCtx((ctx) => {
    const wanted = { login, name: form.name, role: form.role, unit: place.value };
    const say = accountMessages(shell.terminal.lang);
    return answer(shell, form, linked(shell, addPerson(ctx, wanted)), ({ id, link }) => {
      const [grant] = listPeople(ctx).find((person) => person.id === id)?.grants ?? [];
      return { err: [say.added(login, grantText(shell, ctx, grant?.id)), ...aside(shell)], out: [link] };
    });
  });
};

/** 'người duyệt, Xã A'; '' when there is no such grant. */
const grantText = ({ terminal: { lang } }: Shell, ctx: Ctx, id: number | undefined): string => {
  const found = listPeople(ctx)
    .flatMap(({ grants }) => grants)
    .find((grant) => grant.id === id);
  if (found === undefined) return '';
  return `${words(lang).accountRoles[found.role]}, ${found.unit?.name ?? accountMessages(lang).centre}`;
};

const list = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { lang } = shell.terminal;
    const say = accountMessages(lang);
    return answer(shell, form, { ok: true, value: listPeople(ctx) }, (people) =>
      people.length === 0 ? { err: [say.noPeople] } : { out: people.flatMap((person) => linesOf(person, say, lang)) },
    );
  });

const linesOf = (person: ListedPerson, say: AccountMessages, lang: Shell['terminal']['lang']): string[] => {
  const { accountRoles } = words(lang);
  const { id, login, name, disabledAt, erasedAt, hasPassphrase, secondFactorSince, grants } = person;
  const standing = hasPassphrase ? 'active' : 'invited';
  const state = erasedAt !== null ? 'erased' : disabledAt !== null ? 'disabled' : standing;
  const factor = secondFactorSince === null ? [] : [say.withFactor];
  const called = erasedAt === null ? [login, name] : [id, say.erasedName];
  return [
    [...called, say.states[state], ...factor].join(' · '),
    ...(grants.length === 0 ? [`    ${say.noGrants}`] : []),
    ...grants.map((grant) => `    ${grant.id}  ${accountRoles[grant.role]} · ${grant.unit?.name ?? say.centre}`),
  ];
};
