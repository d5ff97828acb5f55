/** What pages say of packs for USB sticks, in English. */
import type { packVi } from './pack-vi.ts';

export const packEn: typeof packVi = {
  pack: {
    day: 'ZIP for a USB stick: sound, lists, A4 print',
    week: 'ZIP of 7 days from this one',
  },
};
