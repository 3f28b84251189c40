import { addMonthsClamped, dayBefore } from '../time/calendar-arithmetic.ts';
import { type PlainDateString, plainDate } from '../time/plain-date.ts';

/** A rule with a time that the municipality decides. */
export type RetentionRuleCode = 'closed-case' | 'never-applied' | 'unsent-letter' | 'draft-career-plan';

/** What becomes of rows whose time is over: out of sight of all but the archive, or gone. */
export type RetentionEffect = 'block' | 'destroy';

/** One rule of retention. */
export interface RetentionRule {
  readonly effect: RetentionEffect;
  /** What is blocked or destroyed as one. */
  readonly subject: 'household' | 'letter' | 'career-plan';
  /** The event from which the months are counted. */
  readonly countedFrom: string;
  /** Who decides the figure. No act gives one for cases of municipal dwellings, so the product has no default. */
  readonly figure: 'municipality';
  /** Why the effect is this one. */
  readonly source: string;
  /** Civil date on which the source was read. */
  readonly asOf: PlainDateString;
}

const ARCHIVES_ACT = 'arkivlova (LOV-2025-06-20-96) § 13';

const AS_OF = plainDate('2026-11-28');

/**
 * The rules. None has an effect before the municipality has decided its figure: which time is right for a case of a
 * municipal dwelling, no provision says that the product knows of.
 *
 * @law LOV-2025-06-20-96 § 13
 */
export const RETENTION_RULES = {
  'closed-case': {
    effect: 'block',
    subject: 'household',
    countedFrom:
      'the last day of the last lease, or the last application, decision, offer, appeal or assessment of the household, whichever is later; nothing of it may be open',
    figure: 'municipality',
    source: `${ARCHIVES_ACT}: a case is destroyed only by a rule or permission of Nasjonalarkivet; a duty to erase is met by other means, such as blocking`,
    asOf: AS_OF,
  },
  'never-applied': {
    effect: 'destroy',
    subject: 'household',
    countedFrom:
      'the day on which the household was registered or last assessed; it has no application and no other trace of a case',
    figure: 'municipality',
    source:
      'no application was submitted, so there is no case; GDPR art. 5(1)(e). Whether it belongs to the archive is for the municipality to say before it sets the figure',
    asOf: AS_OF,
  },
  'unsent-letter': {
    effect: 'destroy',
    subject: 'letter',
    countedFrom:
      'the day on which its notice was discarded, or on which another text of the same notice was sent',
    figure: 'municipality',
    source:
      'a text that was never sent is a draft; GDPR art. 5(1)(e). That there was a notice, and why it was discarded, stays',
    asOf: AS_OF,
  },
  'draft-career-plan': {
    effect: 'destroy',
    subject: 'career-plan',
    countedFrom: 'the last change of a plan that was never agreed with the tenant, and is a draft or dropped',
    figure: 'municipality',
    source: 'a plan that nobody agreed to is a draft; GDPR art. 5(1)(e)',
    asOf: AS_OF,
  },
} as const satisfies Readonly<Record<RetentionRuleCode, RetentionRule>>;

/** The codes of {@link RETENTION_RULES}. */
export const RETENTION_RULE_CODES: readonly RetentionRuleCode[] = [
  'closed-case',
  'never-applied',
  'unsent-letter',
  'draft-career-plan',
];

/** Those of the rules that destroy, and need the approval of a second person. */
export const DESTROYING_RULES: readonly RetentionRuleCode[] = RETENTION_RULE_CODES.filter(
  (code) => RETENTION_RULES[code].effect === 'destroy',
);

/**
 * The last day of the event (inclusive) with which a rule is due on `today`: all that happened on it or before has been
 * kept `keepMonths` months. Not due on the day itself, but on the next: a time counted in months ends with that day.
 */
export function lastDueEventOn(today: PlainDateString, keepMonths: number): PlainDateString {
  let day = addMonthsClamped(today, -keepMonths);
  // Counting back is not counting forth: the time of 28 February may end after that of 31 May less three months.
  while (addMonthsClamped(day, keepMonths) >= today) day = dayBefore(day);
  return day;
}
