/** What `loa jobs` says. Vietnamese is the source; a message missing in English does not compile. */
import type { Lang } from '../contract/sentences/index.ts';

const vi = {
  states: {
    waiting: 'đang chờ',
    running: 'đang làm',
    resting: 'chờ thử lại',
    done: 'đã xong',
    failed: 'bị lỗi',
    cancelled: 'đã hủy',
  },
  stopping: 'đang dừng',
  nextTry: (at: string) => `Tự thử lại lúc ${at}.`,
  count: (open: number) =>
    open === 0 ? 'Không còn việc nào đang làm hay đang chờ.' : `${open} việc đang làm hoặc đang chờ.`,
  cancel: (id: number) => `Đã yêu cầu hủy việc số ${id}.`,
  retry: (id: number) => `Việc số ${id} đã vào hàng chờ lại.`,
  notNumber: (text: string) => `“${text}” không phải số của một việc`,
};

const en: typeof vi = {
  states: {
    waiting: 'waiting',
    running: 'running',
    resting: 'to be tried again',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  stopping: 'stopping',
  nextTry: (at) => `Tried again by itself at ${at}.`,
  count: (open) => (open === 0 ? 'Nothing is being done or waits.' : `${open} running or waiting.`),
  cancel: (id) => `Asked to cancel job ${id}.`,
  retry: (id) => `Job ${id} waits again.`,
  notNumber: (text) => `“${text}” is no number of a job`,
};

export const jobMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
