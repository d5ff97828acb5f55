/** A shown podcast → what the feed and the player are written from. */
import type { Cue } from '../core/captions/cues.ts';
import { vtt } from '../core/captions/written.ts';
import type { Sha256 } from '../core/ids.ts';
import { oneLine } from '../core/text.ts';
import { soundPath } from './day-list.ts';

interface Shown {
  readonly podcast: {
    readonly slug: string;
    readonly title: string;
    readonly description: string;
    readonly author: string;
    readonly language: string;
  };
  readonly episodes: readonly {
    readonly guid: string;
    readonly title: string;
    readonly language: string;
    readonly script: string | null;
    readonly aired: { readonly instant: string; readonly zone: string };
    readonly rendering: { readonly output: Sha256; readonly bytes: number; readonly seconds: number } | null;
  }[];
}

/** Letters of a script that a feed shows. */
const DESCRIPTION = 500;

/** `base`: the origin with a slash at its end. */
export const podcastFormOf = ({ podcast, episodes }: Shown, base: string) => {
  const { slug, title, description, author, language } = podcast;
  const link = `${base}podcast/${slug}`;
  return {
    title,
    description,
    author,
    language,
    link,
    self: `${link}.xml`,
    episodes: episodes.flatMap(({ guid, rendering, aired, script, ...one }) => {
      if (rendering === null) return [];
      const text = script === null ? one.title : oneLine(script);
      return [
        {
          guid,
          title: one.title,
          language: one.language,
          description: text.length > DESCRIPTION ? `${text.slice(0, DESCRIPTION).toWellFormed().trimEnd()}…` : text,
          instant: aired.instant,
          zone: aired.zone,
          url: `${base}${soundPath(rendering.output).slice(1)}`,
          bytes: rendering.bytes,
          seconds: rendering.seconds,
          chapters: `${link}/${guid}.json`,
          transcript: script === null ? null : `${link}/${guid}.vtt`,
        },
      ];
    }),
  };
};

export type PodcastForm = ReturnType<typeof podcastFormOf>;

/** The words of an episode as WebVTT, and its chapters: where each paragraph of the script begins. */
export const transcriptOf = ({
  episode,
  cues,
}: {
  readonly episode: { readonly title: string; readonly script: string | null };
  readonly cues: readonly Cue[];
}) => {
  const first = { startTime: 0, title: episode.title };
  const bare = (text: string): string => text.replace(/\s+/gu, '');
  const chapters = [first];
  let [seen, due] = ['', ''];
  const [opening = '', ...rest] = (episode.script ?? '')
    .normalize('NFC')
    .split(/[\r\n]+/)
    .filter((part) => part.trim() !== '');
  due = bare(opening);
  for (const { from, lines } of cues) {
    const [next] = rest;
    if (next !== undefined && seen.length >= due.length) {
      chapters.push({ startTime: from / 1000, title: lines.join(' ') });
      due += bare(next);
      rest.shift();
    }
    seen += bare(lines.join(''));
  }
  return { chapters, vtt: vtt(cues) };
};
