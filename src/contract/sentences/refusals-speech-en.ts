/** Refusals of text to speech, in English: what is wrong, then the way out. */
import { formatNumber } from './format.ts';
import { quote } from './phrases.ts';
import type { RefusalSentences, SpeechCode } from './refusals.ts';

export const speechEn: RefusalSentences<SpeechCode> = {
  'speech.no-voice': ({ language }) =>
    language === 'km'
      ? 'There is no Khmer voice: a person must record it. Ask somebody who reads Khmer to record the text and take the file in.'
      : `There is no synthetic voice for the language ${quote(language)}, only for Vietnamese (vi). Ask somebody to record the text and take the file in.`,
  'speech.engine-missing': ({ engine }) =>
    `The speech program ${quote(engine)} cannot be run on this machine, so no text can be spoken. Install espeak-ng (on Debian or Ubuntu: sudo apt-get install espeak-ng), or correct LOA_SPEECH_COMMAND, and try again.`,
  'speech.engine-failed': ({ engine, detail }) =>
    `The speech program ${quote(engine)} made no sound: ${detail === '' ? '(no reason given)' : quote(detail)}. Look at the text or at the program’s settings and try again.`,
  'speech.empty': () => 'There is no word in the text to be spoken. Type something and try again.',
  'speech.too-long': ({ limit }) =>
    `The text is longer than ${formatNumber(limit, 'en')} characters as it is read, which is too much at once. Divide it.`,
  'speech.unknown': ({ id }) =>
    `There is no spoken text with the id ${quote(id)}. It may have been removed from the disk: make it again from the text.`,
  'speech.not-heard': () =>
    'This synthetic sound cannot become the sound of an item yet, because nobody has said that they listened to it. Listen to all of it, say so, and do it again.',
  'speech.version-unknown': ({ item, language }) =>
    `There is no version ${quote(language)} of the item ${quote(item)} among those that may be changed here. Check the id and the language.`,
  'pronunciation.unknown': ({ written }) =>
    `The pronunciations have no word ${quote(written)} in force. Look at the list and choose again.`,
};
