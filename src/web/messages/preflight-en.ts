/** The page of a look at a coming day, in English. */
import type { preflightVi } from './preflight-vi.ts';

export const preflightEn: typeof preflightVi = {
  preflight: {
    title: 'Before it airs',
    lead: 'What is still to be done so that the sessions air as planned, by whom, and where.',
    choose: 'Choose a day and a channel',
    none: 'There are no sessions on this day.',
    good: 'Everything is there.',
    red: 'To be done',
    amber: 'To look at',
    owner: (role) => `Up to the ${role}`,
  },
};
