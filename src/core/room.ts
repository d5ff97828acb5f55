/** How much room is left on the data folder's disk, and what may still be written there. Pure. */

export interface Room {
  /** Bytes that this process may still write, and bytes of the disk that it could ever have. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** 'low': somebody should look; 'last': only what must not be lost is still written. */
export type RoomLevel = 'enough' | 'low' | 'last';

const LOW = 0.15;
const LAST = 0.05;

export const roomLevel = ({ freeBytes, totalBytes }: Room): RoomLevel => {
  const share = totalBytes === 0 ? 0 : freeBytes / totalBytes;
  if (share < LAST) return 'last';
  return share < LOW ? 'low' : 'enough';
};
