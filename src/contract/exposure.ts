/**
 * The warning that others can reach Loa without https: one text for the pages and for the page of the API, told to
 * those who can do something about it.
 */
import type { Caller } from '../core/access/model.ts';
import type { Lang } from './sentences/index.ts';

/** `exposed`: as the border has found it (AskEnv). */
export const isWarned = (caller: Caller, exposed: boolean): boolean =>
  exposed && caller.kind === 'person' && caller.grants.some(({ role }) => role === 'administrator');

export const EXPOSURE: Readonly<Record<Lang, { readonly what: string; readonly hint: string }>> = {
  vi: {
    what: 'Máy khác trong mạng vào được Loa mà không qua https.',
    hint: 'Ai nghe lén đường mạng có thể đọc được mật khẩu, mã và khóa truy cập. Hãy đặt Loa sau một máy chủ trung gian có https rồi khai báo LOA_ORIGIN và LOA_PROXY, hoặc chỉ cho Loa nghe ở 127.0.0.1.',
  },
  en: {
    what: 'Other machines can reach Loa without https.',
    hint: 'Whoever listens on the network can read passphrases, codes and tokens. Put Loa behind a proxy that speaks https and set LOA_ORIGIN and LOA_PROXY, or let Loa listen on 127.0.0.1 only.',
  },
};
