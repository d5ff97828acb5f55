/** One broadcast WAV's words, for the tests that read them back. */
import type { Bext } from '../../src/core/container/bext.ts';
import { type Cart, sessionTimers } from '../../src/core/container/cart.ts';
import type { LocalDateTime } from '../../src/core/time/local.ts';

export const BEXT: Bext = {
  description: 'Buổi phát sáng 23/11/2026 – Đài Mỹ Tú',
  originator: 'Đài Truyền thanh Mỹ Tú',
  originatorReference: 'LOA0123456789abcdef',
  madeAt: '2026-11-22T23:59:58' as LocalDateTime,
  timeReference: 5 * 3600 * 48_000,
  loudness: { integrated: -18.04, range: 3.2, truePeak: -2.5, momentaryMax: null, shortTermMax: -15.5 },
  codingHistory: ['A=PCM,F=48000,W=16,M=mono,T=Loa'],
};

export const CART: Cart = {
  title: 'Buổi phát sáng',
  artist: 'Đài Truyền thanh Mỹ Tú',
  cutId: '20261123-0500',
  clientId: 'dai-my-tu',
  category: 'LOA',
  classification: 'buoi-sang',
  outCue: 'Hết chương trình',
  start: '2026-11-23T05:00:00' as LocalDateTime,
  end: '2026-11-23T05:10:00' as LocalDateTime,
  producerApp: { id: 'Loa', version: '0.1.0' },
  userDefined: '',
  timers: sessionTimers(
    [
      { offset: 4800, length: 240_000 },
      { offset: 244_800, length: 235_200 },
    ],
    528_000,
  ),
  url: 'https://loa.example.vn/',
  tagText: 'Bản tin',
};
