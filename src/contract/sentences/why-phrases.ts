/** The sentences of an explanation that both languages have: a missing one does not compile. */
import type { OffRule, WhyAlteration, WhyAnswer, WhySaid } from '../../core/schedule/explain-model.ts';
import type { Authorisation } from '../../core/schedule/model.ts';

/** What the two languages say; `when` is a day with its weekday. */
export interface WhySentences {
  readonly question: (answer: WhyAnswer, what: string, when: string) => string;
  readonly unsaid: string;
  readonly logClosed: string;
  readonly workedOut: string;
  readonly notInPlan: string;
  readonly said: (said: WhySaid, what: string | null) => string;
  readonly offChannel: (off: OffRule) => string;
  readonly offDays: (off: OffRule, rule: string, ofSession: boolean) => string;
  readonly next: (when: string) => string;
  readonly noNext: string;
  readonly festivalDays: (name: string) => string;
  /** Announced days that nobody has confirmed. */
  readonly waits: (festival: OffRule['festivals'][number]) => string;
  readonly onlyDays: (days: string) => string;
  readonly alsoDays: (days: string) => string;
  readonly authorised: (authorised: Authorisation) => string;
  readonly altered: (alteration: WhyAlteration) => string;
  readonly ordered: (order: WhyAnswer['orders'][number]) => string;
}
