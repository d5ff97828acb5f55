/** Refusals of items, their scripts and their approval, in English: what is wrong, then the way out. */
import { quote } from './phrases.ts';
import type { LibraryCode, RefusalSentences } from './refusals.ts';
import { languageWord } from './words.ts';

const language = (tag: string): string => languageWord(tag, 'en');

export const libraryEn: RefusalSentences<LibraryCode> = {
  'item.unknown': ({ id, near }) =>
    `The library has no item with the id ${quote(id)}. ${near === null ? '' : `Did you mean ${quote(near)}? `}Look for it by its title on the library page.`,
  'item.by-hand': ({ id, title }) =>
    `The id ${quote(id)} belongs to the item ${quote(title)}, which was made in the library, so no schedule file may write over it. Leave the item out of the file and only refer to its id, or choose another id in the file.`,
  'item.from-file': ({ title, file }) =>
    `The item ${quote(title)} is given by the schedule file ${quote(file)}, which would write over what is changed here. Change it in the file and apply that again, or choose to let the library keep the item from now on.`,
  'item.no-sound': ({ title, language: tag }) =>
    `The version of ${quote(title)} in ${language(tag)} has no recording, so there is nothing to listen to and approve. Take in the recording under its file name, then approve.`,
  'item.changed': ({ title, language: tag }) =>
    `Somebody has just changed the script or the sound of ${quote(title)} in ${language(tag)}. Reload the page, read and listen again, then go on.`,
  'item.not-public': ({ title, why }) =>
    `The item ${quote(title)} ${{ draft: 'is still a draft', embargoed: 'may not be published yet', expired: 'may not air any more' }[why]}, so no clip of it is made to be posted. Look at its state and its dates on the item’s page.`,
  'item.approved': ({ title, language: tag }) =>
    `The version of ${quote(title)} in ${language(tag)} is approved already with just this script and this sound. Nothing more is needed; open the item to see who approved it.`,
};
