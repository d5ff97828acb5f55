/** How we know what an entry says, in words: a site's own page is no machine with a token of its own, although both are L2. */
import type { ReportEntry, StatementEntry } from '../../core/evidence/entry.ts';
import { isPageDevice } from '../../core/evidence/report.ts';
import type { Lang } from './format.ts';
import { words } from './words.ts';

export const howWeKnow = (entry: StatementEntry | ReportEntry, lang: Lang): string =>
  'source' in entry && isPageDevice(entry.source.device)
    ? words(lang).pageReports
    : words(lang).evidence[entry.evidence];
