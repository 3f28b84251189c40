/** Why a person is disqualified (inhabil) in a case. */
export type RecusalGround =
  | 'party'
  | 'family'
  | 'guardian'
  | 'organisation'
  | 'special-circumstances'
  | 'superior-recused';

/** All grounds. */
export const RECUSAL_GROUNDS = [
  'party',
  'family',
  'guardian',
  'organisation',
  'special-circumstances',
  'superior-recused',
] as const satisfies readonly RecusalGround[];

/** A person who is disqualified in the case of a household. */
export interface Recusal {
  readonly householdId: string;
  readonly member: string;
  readonly ground: RecusalGround;
}

/** Whether `member` may not decide the case of `householdId`. */
export type IsBarred = (member: string, householdId: string) => boolean;

/**
 * Who may not decide which case: whoever is recused from it, and the direct subordinates of whoever is recused for an
 * own reason. A superior who is barred as someone's subordinate only does not bar others: the rule is of a superior's
 * own disqualification.
 *
 * @param superiors the direct superior of a member, where there is one.
 * @law LOV-1967-02-10 § 6
 */
export function barredFrom(recusals: readonly Recusal[], superiors: ReadonlyMap<string, string>): IsBarred {
  const recused = new Set(recusals.map(({ member, householdId }) => keyOf(member, householdId)));
  const own = new Set(
    recusals.flatMap(({ member, householdId, ground }) =>
      ground === 'superior-recused' ? [] : [keyOf(member, householdId)],
    ),
  );
  return (member, householdId) => {
    const superior = superiors.get(member);
    return (
      recused.has(keyOf(member, householdId)) ||
      (superior !== undefined && own.has(keyOf(superior, householdId)))
    );
  };
}

function keyOf(member: string, householdId: string): string {
  return JSON.stringify([member, householdId]);
}
