/** Passphrases that are tried first because many people use them: the list that zxcvbn ships, 49,000 of them. */
import { dictionary } from '@zxcvbn-ts/language-common';

/** Lower case. */
export const OFTEN_USED: ReadonlySet<string> = new Set(dictionary['passwords-common'].map((one) => one.toLowerCase()));
