/** The same in English. */
import type { logFilterVi } from './log-filter-vi.ts';

export const logFilterEn: typeof logFilterVi = {
  logFilter: {
    unit: 'Unit',
    allUnits: 'All units',
    ended: (name, day) => `${name} (until ${day})`,
    history: 'With the units before and after the reorganisation',
    contentGroup: 'Content group',
    allGroups: 'All groups',
    language: 'Language',
    allLanguages: 'All',
    verdict: 'Verdict',
    allVerdicts: 'Any verdict',
    evidence: 'Evidence',
    allEvidence: 'Any evidence',
    kind: 'Kind of entry',
    allKinds: 'All kinds',
    more: 'More filters',
    clear: 'Clear filters',
    rows: (count) => `This page has ${count} entries, in order of broadcast day.`,
    first: 'First page',
    wholeLog: 'A downloaded file has all entries that fit the filter, not just this page.',
    disputes: (seq) => `about entry ${seq}`,
    details: 'Details',
  },
};
