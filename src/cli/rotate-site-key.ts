/** `loa publish rotate-key`, `loa urgent rotate-key`: another key for what sites check by a key that they have pinned. */
import type { Lang } from '../contract/sentences/format.ts';
import type { Result } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { answer, type Form } from './answers.ts';
import type { Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

interface Changed {
  readonly newKey: string;
  readonly number: number;
  readonly retired: string;
}

const vi = {
  rotated: (number: number, retired: string) =>
    `Đã thay khóa, khóa này là khóa số ${number}: khóa cũ đã ký chuyển và được giữ ở keys/${retired}. Điểm loa tự theo khóa mới; điểm nhận bằng USB cần gói mới.`,
  printIt: 'Hãy in khóa trên ra giấy thay tờ cũ, chép tệp khóa mới vào nơi cất giữ, và sao lưu ngay.',
};

const en: typeof vi = {
  rotated: (number, retired) =>
    `The key was changed, this is number ${number}: the old one signed for it and is kept in keys/${retired}. Sites follow by themselves; those that live by sticks need a new package.`,
  printIt: 'Print the key above in place of the old sheet, put a copy of the new key file away, and make a backup now.',
};

const messages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);

export interface LostForm extends Form {
  readonly lost?: true;
}

type Ask = (ctx: Ctx, asked: { readonly lost: boolean }) => Result<Changed>;

export const rotated = (shell: Shell, form: LostForm, ask: Ask): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, ask(ctx, { lost: form.lost ?? false }), ({ newKey, number, retired }) => {
      const say = messages(shell.terminal.lang);
      return { out: [newKey], err: [say.rotated(number, retired), say.printIt] };
    }),
  );
