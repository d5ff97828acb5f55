/**
 * Refusals of who asks and what they may do, in English: what is wrong, then the way out.
 *
 * What is said about signing in is the same whether the account exists or not.
 */
import { formatDuration, formatNumber } from './format.ts';
import { dayText, quote, shown } from './phrases.ts';
import type { AccessCode, RefusalSentences } from './refusals.ts';
import { words } from './words.ts';

const { rights } = words('en');
const number = (value: number): string => formatNumber(value, 'en');

export const accessEn: RefusalSentences<AccessCode> = {
  'sign-in.needed': () =>
    'This can only be seen or done after signing in. Sign in and try again; a program sends its token along.',
  'sign-in.wrong': () =>
    'The sign-in name or the passphrase is not right. Check Caps Lock and the input method and try again; if the passphrase is forgotten, ask an administrator for a new link.',
  'sign-in.wait': ({ seconds }) =>
    `There were several wrong attempts to sign in, so ${formatDuration(seconds, 'en')} more must pass. Wait that long and try again.`,
  'sign-in.code-wrong': () =>
    'The code is not right, has run out or was used before. Wait for the app to show a new one and try again; if that does not help, set the clock of the telephone right or use a recovery code.',
  'sign-in.busy': () => 'Many people are signing in at this moment. Wait a few seconds and try again.',
  'credential.wrong': () =>
    'This token or site link cannot be used: it is wrong, has expired or was revoked. Ask an administrator for a new one.',
  'link.spent': () =>
    'This link can no longer be used: it was used before, has expired, was replaced by a newer one or was copied in part. Ask an administrator for another.',
  'passphrase.short': ({ least }) =>
    `The passphrase is too short: it needs at least ${number(least)} characters. Put four or five unrelated words together; spaces are welcome.`,
  'passphrase.long': ({ most }) => `The passphrase is longer than ${number(most)} characters. Choose a shorter one.`,
  'passphrase.common': () =>
    'The passphrase is easy to guess: many people use it, or it is only a person, a commune, an office, a row of keys or a repetition. Put four or five unrelated words together.',
  'second-factor.missing': () =>
    'This needs a second factor, which the account does not have yet. Set it up on your own account page and do it again.',
  'second-factor.stale': ({ minutes }) =>
    `This needs a code that was given within the last ${number(minutes)} minutes. Enter the code that the authenticator app shows now and do it again.`,
  'second-factor.already': () =>
    'The account has a second factor already. To move to another telephone, turn it off on the account page and set it up again.',
  'right.missing': ({ right }) =>
    `Whoever asks does not have the right ${quote(rights[right])}. Ask an administrator for a role with this right, or let somebody who has it do this.`,
  'right.elsewhere': ({ right }) =>
    `The right ${quote(rights[right])} was granted for another place, not for this one. Choose your own unit, or ask an administrator for a role here.`,
  'right.not-yours': () =>
    'This is not for whoever asks: what concerns an account is done by its owner, signed in; what concerns the machine is done with the loa command on the machine that runs Loa. Do it that way.',
  'approval.own-work': () =>
    'Whoever wrote, recorded or changed this cannot approve it. Ask another approver; if the unit has only one officer, ask an administrator to set an exception with a reason.',
  'approval.changed': ({ version }) =>
    `This day has changed and is now version ${number(version)}. Look at this version, then approve it.`,
  'approval.already': ({ version }) =>
    `Version ${number(version)} of this day is approved already. Nothing more is needed; look at the day again to see who approved it.`,
  'reason.missing': () => 'This needs a reason, which is kept in the audit. Write the reason and do it again.',
  'person.unknown': ({ id }) =>
    `There is no person ${quote(id)} among those that may be seen here. Look at the list of people and choose again.`,
  'person.login-taken': ({ login }) =>
    `The sign-in name ${quote(login)} belongs to somebody else. Choose another, for example with the commune or a number added.`,
  'person.last-administrator': () =>
    'This is the last administrator of the whole centre, who cannot be disabled, erased or deprived of that role. Grant the role to somebody else first.',
  'person.erased': () =>
    'What was known of this person has been erased and can no longer be changed. Should they come back, add them as somebody new.',
  'hold.unknown': ({ id }) =>
    `There is no legal hold ${quote(id)} that is in force. Look at the list again and choose.`,
  'hold.in-force': ({ name, id }) =>
    `The legal hold ${quote(name)} (${shown(id)}) is in force, so nothing may be erased. Ask whoever ordered it, and do it again once the hold is lifted.`,
  'grant.unknown': ({ id }) =>
    `There is no grant ${quote(id)} in force among those that may be seen here. Look at the roles of the person and choose again.`,
  'grant.already': () =>
    'The person has just this role for just this place. Nothing is needed; if another was meant, check the role and the unit.',
  'unit.unknown': ({ id }) =>
    `There is no unit with the id ${quote(id)}. Check the id in the schedule files that were applied.`,
  'unit.ended': ({ unit, on }) =>
    `The chosen place, ${quote(unit)}, ended on ${dayText(on, 'en')} and takes nothing new. Choose its successor or one that exists today.`,
  'token.unknown': ({ id }) =>
    `There is no token or site link ${quote(id)} among those that may be seen here. Look at the list and choose again.`,
  'token.expiry': ({ mostDays }) =>
    `A token lasts from 1 to ${number(mostDays)} days. Choose the number of days again; make a new token when it has run out.`,
};
