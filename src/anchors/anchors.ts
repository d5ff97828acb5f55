/** The ways out to those who anchor the log: what an operation is handed in its Ctx. */
import { askTimeStamp } from './ask-time-stamp.ts';
import { askWitness } from './ask-witness.ts';
import { verifyTimeStamp } from './verify-time-stamp.ts';

export interface Anchors {
  readonly askWitness: typeof askWitness;
  readonly askTimeStamp: typeof askTimeStamp;
  readonly verifyTimeStamp: typeof verifyTimeStamp;
}

export const anchors: Anchors = { askWitness, askTimeStamp, verifyTimeStamp };
