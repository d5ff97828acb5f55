/**
 * The commands by the words that call them, in the order of `loa --help`.
 *
 * A command's file and all that it needs is loaded when it is typed: most of the time of a short command is loading.
 */
import type { Command } from 'commander';
import type { Shell } from './shell.ts';
import type { SiteOffice } from './site.ts';
import type { SiteTools } from './site-package.ts';
import type { Exit } from './terminal.ts';
import type { addVerify } from './verify.ts';

export type Add = (program: Command, shell: Shell, done: (exit: Exit) => void) => void;

export interface CommandFile {
  /** The commands that it adds to the program. */
  readonly names: readonly string[];
  readonly load: () => Promise<Add>;
}

interface Tools extends SiteTools {
  readonly site: SiteOffice;
}

export const commandsOf = (tools: Parameters<typeof addVerify>[0] & Tools): readonly CommandFile[] => [
  { names: ['apply'], load: async () => (await import('./apply.ts')).addApply },
  { names: ['expand'], load: async () => (await import('./expand.ts')).addExpand },
  { names: ['import'], load: async () => (await import('./import.ts')).addImport },
  { names: ['export'], load: async () => (await import('./export.ts')).addExport },
  { names: ['plan'], load: async () => (await import('./plan.ts')).addPlan },
  { names: ['edit'], load: async () => (await import('./edit.ts')).addEdit },
  { names: ['history'], load: async () => (await import('./history.ts')).addHistory },
  { names: ['conflicts', 'decide'], load: async () => (await import('./conflicts.ts')).addConflicts },
  { names: ['overlay'], load: async () => (await import('./overlay.ts')).addOverlay },
  { names: ['why'], load: async () => (await import('./why.ts')).addWhy },
  { names: ['ingest'], load: async () => (await import('./ingest.ts')).addIngest },
  { names: ['render', 'playlist'], load: async () => (await import('./render.ts')).addRender },
  { names: ['jobs'], load: async () => (await import('./jobs.ts')).addJobs },
  { names: ['preflight'], load: async () => (await import('./preflight.ts')).addPreflight },
  { names: ['publish'], load: async () => (await import('./publish.ts')).addPublish },
  { names: ['site'], load: () => siteCommands(tools) },
  { names: ['playout'], load: async () => (await import('./playout.ts')).addPlayout(tools.site) },
  { names: ['urgent'], load: async () => (await import('./urgent.ts')).addUrgent },
  { names: ['fleet'], load: async () => (await import('./fleet.ts')).addFleet },
  { names: ['pack'], load: async () => (await import('./pack.ts')).addPack },
  { names: ['clip'], load: async () => (await import('./clip.ts')).addClip },
  { names: ['podcast'], load: async () => (await import('./podcast.ts')).addPodcast },
  { names: ['log'], load: async () => (await import('./log.ts')).addLog },
  { names: ['bundle', 'prove'], load: async () => (await import('./bundle.ts')).addBundle },
  { names: ['seal'], load: async () => (await import('./seal.ts')).addSeal },
  { names: ['anchor'], load: async () => (await import('./anchor.ts')).addAnchor },
  { names: ['verify'], load: async () => (await import('./verify.ts')).addVerify(tools) },
  { names: ['user'], load: async () => (await import('./user.ts')).addUser },
  { names: ['token'], load: async () => (await import('./token.ts')).addToken },
  { names: ['audit'], load: async () => (await import('./audit.ts')).addAudit },
  { names: ['days'], load: async () => (await import('./days.ts')).addDays },
  { names: ['festival'], load: async () => (await import('./festival.ts')).addFestival },
  { names: ['item'], load: async () => (await import('./item.ts')).addItemCommands },
  { names: ['units'], load: async () => (await import('./units.ts')).addUnits },
  { names: ['coverage'], load: async () => (await import('./coverage.ts')).addCoverage },
  { names: ['speak'], load: async () => (await import('./speak.ts')).addSpeak },
  { names: ['pronunciation'], load: async () => (await import('./pronunciation.ts')).addPronunciation },
  { names: ['retention'], load: async () => (await import('./retention.ts')).addRetention },
  { names: ['hold'], load: async () => (await import('./hold.ts')).addHold },
  { names: ['backup'], load: async () => (await import('./backup.ts')).addBackup },
  { names: ['restore'], load: async () => (await import('./restore.ts')).addRestore },
  { names: ['check'], load: async () => (await import('./check.ts')).addCheck(tools.verify) },
];

/**
 * The file of the command that was typed, none for those `others` that need none of these; all of them where the words
 * begin with no command (help, a slip of the pen).
 */
export const asked = (
  files: readonly CommandFile[],
  [word = '']: readonly string[],
  others: readonly string[],
): readonly CommandFile[] => {
  if (others.includes(word)) return [];
  const found = files.filter(({ names }) => names.includes(word));
  return found.length === 0 ? files : found;
};

/** The player at a site, and what goes there and back by stick: one group in two files. */
const siteCommands = async (tools: Tools): Promise<Add> => {
  const [{ addSite }, { addSitePackage }] = await Promise.all([import('./site.ts'), import('./site-package.ts')]);
  const [player, packages] = [addSite(tools.site), addSitePackage(tools)];
  return (program, shell, done) => {
    player(program, shell, done);
    packages(program, shell, done);
  };
};
