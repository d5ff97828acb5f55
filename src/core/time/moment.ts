/** A moment as it crosses a border: local time, zone and instant together, never one alone. */
import type { LocalDateTime } from './local.ts';

export interface Moment {
  readonly local: LocalDateTime;
  /** IANA name as the station wrote it: 'Asia/Ho_Chi_Minh' stays so, whatever the host calls it. */
  readonly zone: string;
  /** RFC 3339 in UTC with second precision: '2025-04-06T22:00:00Z'. */
  readonly instant: string;
}
