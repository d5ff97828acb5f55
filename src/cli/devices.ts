/** `loa site invite`, `devices`, `revoke`: the machines at sites, as the centre knows them. */
import type { Command } from 'commander';
import { ok } from '../core/result.ts';
import { inviteDevice, listDevices, revokeDevice } from '../operations/fleet/devices.ts';
import { answer, aside, type Form } from './answers.ts';
import type { Shell } from './shell.ts';
import { siteMessages } from './site-messages.ts';
import type { Exit } from './terminal.ts';

interface Invite extends Form {
  readonly channel: string;
  readonly name?: string;
}

/** `site`: the group that they stand in. */
export const addDevices = (site: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const say = siteMessages(shell.terminal.lang);
  site
    .command('invite')
    .description('mã nối cho một máy ở điểm loa, dùng một lần trong 24 giờ · a code by which one machine joins')
    .requiredOption('--channel <id>')
    .option('--name <name>', 'tên gọi của máy, như “Máy xã A” · what people call it')
    .option('--json', 'JSON')
    .action(async (form: Invite) =>
      done(
        await shell.withCtx((ctx) =>
          answer(
            shell,
            form,
            inviteDevice(ctx, { channel: form.channel, name: form.name ?? form.channel }),
            ({ code, expiresAt }) => ({
              err: [say.invited(expiresAt), say.joinBy(shell.reached.base, code), ...aside(shell)],
              out: [code],
            }),
          ),
        ),
      ),
    );
  site
    .command('devices')
    .description('các máy đã nối bằng mã · the machines that joined by a code')
    .option('--json', 'JSON')
    .action(async (form: Form) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, ok(listDevices(ctx)), (devices) => ({
            out: devices.length === 0 ? [say.noDevices] : devices.map(say.device),
          })),
        ),
      ),
    );
  site
    .command('revoke')
    .description('thu hồi một máy ngay lập tức · revoke a machine at once')
    .argument('<id>')
    .option('--json', 'JSON')
    .action(async (id: string, form: Form) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, revokeDevice(ctx, { id }), () => ({ err: [say.deviceRevoked(id)] })),
        ),
      ),
    );
};
