import { addDays } from '@boligtrapp/domain';
import type { DemoContext } from './demo-context.ts';
import type { ApplicationRow, EntitlementRow } from './need-rows.ts';
import type { Random } from './random.ts';

/** Days from the application to the decision on it. */
const DECISION_DAYS = { min: 8, max: 30 } as const;
/** An application of a household. */
export function apply(
  context: DemoContext,
  random: Random,
  householdId: string,
  details: Pick<ApplicationRow, 'received_on' | 'status'>,
): ApplicationRow {
  return {
    municipality_id: context.municipalityId,
    id: context.nextId(),
    household_id: householdId,
    source: random.pickWeighted([
      ['digital', 46],
      ['paper', 10],
      ['in-person', 12],
      ['referral', 20],
      ['kobo', 12],
    ]),
    receipt_sent_at: `${details.received_on}T10:00:00Z`,
    ...details,
  };
}

/** What a decision on entitlement rests on, and who hears an appeal. */
export type Ground = Pick<EntitlementRow, 'decision_track' | 'legal_basis' | 'appeal_body'>;

/** Help with housing as such. */
export const ASSISTANCE: Ground = {
  decision_track: 'assistance',
  legal_basis: 'boligsosialloven § 7',
  appeal_body: 'statsforvalter',
};
/** A municipal dwelling, by the local rules of the demo. */
export const DWELLING: Ground = {
  decision_track: 'municipal-dwelling',
  legal_basis: 'local:fjordvik/allocation-rules#3',
  appeal_body: 'municipal-appeals-board',
};
/** A dwelling with care round the clock or much of the day. */
export const CARE: Ground = {
  decision_track: 'care-dwelling',
  legal_basis: 'helse- og omsorgstjenesteloven § 3-2 a',
  appeal_body: 'statsforvalter',
};

/** The decision on an application. */
export function decide(
  context: DemoContext,
  random: Random,
  application: ApplicationRow,
  decision: Ground & Pick<EntitlementRow, 'outcome'>,
): EntitlementRow {
  return {
    municipality_id: context.municipalityId,
    id: context.nextId(),
    application_id: application.id,
    ...decision,
    decided_on: addDays(application.received_on, random.int(DECISION_DAYS.min, DECISION_DAYS.max)),
    decided_by: `demo-case-officer-${random.int(1, 6)}`,
  };
}
