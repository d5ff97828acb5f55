/**
 * Work that people wait for in an emergency: its programs run as the machine runs anything, and it waits for no place that other work holds.
 *
 * Told by the call it is part of and not by an argument, since everything that is done for it, however deep, is as urgent.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const urgent = new AsyncLocalStorage<true>();

/** Whatever `work` begins is urgent. */
export const urgently = <T>(work: () => Promise<T>): Promise<T> => urgent.run(true, work);

export const isUrgent = (): boolean => urgent.getStore() === true;

/** Below the service, and below whatever else people wait for. */
const NICENESS = 10;

/** For `nice -n`: how far a program stands back that is started now. */
export const niceness = (): number => (isUrgent() ? 0 : NICENESS);
