/** The dictionary in force for one voice: the built-in one, the South's numbers for a southern voice, the centre's own words. */
import { READING_DICTIONARY, type ReadingDictionary } from '../../core/reading/dictionary.ts';
import { withOwnWords } from '../../core/reading/own-words.ts';
import type { Voice } from '../../core/speech/voices.ts';
import type { Rows } from '../../store/database.ts';
import { loadPronunciations } from '../../store/pronunciations.ts';

interface SpokenDictionary {
  readonly dictionary: ReadingDictionary;
  /** The centre's own words, as one text: which they were is kept with each sound by its hash. */
  readonly own: string;
}

const SOUTHERN = { ...READING_DICTIONARY, numbers: { zeroTens: 'lẻ', thousand: 'ngàn' } } as const;

export const spokenDictionary = (rows: Rows, voice: Voice): SpokenDictionary => {
  const words = loadPronunciations(rows).map(({ written, spoken }) => ({ written, spoken }));
  return {
    dictionary: withOwnWords(voice === 'south' ? SOUTHERN : READING_DICTIONARY, words),
    own: JSON.stringify(words.map(({ written, spoken }) => [written, spoken])),
  };
};
