/**
 * Gives the memory of bytes back at once, which nobody may touch afterwards.
 *
 * What files and pipes give us lies outside the collector's heap; it comes to that late, and an hour of sound passes
 * through in a minute. Bytes that share their memory with others are left alone.
 */
export const release = (bytes: Uint8Array): void => {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength) buffer.transfer(0);
};
