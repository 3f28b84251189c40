/** Whether the tenant was met on a visit. */
export const VISIT_OUTCOMES = ['met', 'not-met', 'refused'] as const;
/** One of {@link VISIT_OUTCOMES}. */
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** A living environment as somebody finds it: 1 good, 2 fair, 3 strained, 4 bad. */
export type EnvironmentLevel = 1 | 2 | 3 | 4;

/** Whether outcome and level go together: who met the tenant says how it is there, and nobody else can. */
export function isSoundOutcome(outcome: VisitOutcome, level: EnvironmentLevel | null): boolean {
  return (outcome === 'met') === (level !== null);
}
