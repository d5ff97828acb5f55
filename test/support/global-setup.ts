/** Before the first test of a run and after its last. */
import { openRoom } from './ready-sounds.ts';

export const setup = openRoom;
