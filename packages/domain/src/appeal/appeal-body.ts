import { type AppealBody, decisionBasisOf } from '../housing-application/decision-track.ts';
import type { Track } from '../ladder/ladder.ts';

/**
 * Who hears an appeal against the decision of a dwelling of `track`. A decision on entitlement names its own.
 *
 * @law LOV-1967-02-10 § 28 (2)
 */
export function appealBodyOfTrack(track: Track): AppealBody {
  return decisionBasisOf(track === 'care' ? 'care-dwelling' : 'municipal-dwelling').appealBody;
}

/** How somebody had to do with the case that is appealed. */
export type Involvement =
  | 'assessed'
  | 'decided-entitlement'
  | 'requested-round'
  | 'prepared'
  | 'ruled'
  | 'attended'
  | 'decided'
  | 'countersigned'
  | 'recused'
  | 'superior-recused';

/** A person and how they were involved. */
export interface InvolvedPerson {
  readonly member: string;
  readonly involvement: Involvement;
}

/**
 * The first of `persons` who must not hear or prepare the appeal, because they prepared or made the decision, or are
 * recused from the case, as is whoever has a recused superior; undefined when all may.
 *
 * @law LOV-2018-06-22-83 § 11-10
 * @law LOV-2018-06-22-83 § 13-3
 */
export function findBarredFromAppeal(
  persons: readonly string[],
  involved: readonly InvolvedPerson[],
): InvolvedPerson | undefined {
  const [barred] = persons.flatMap((person) => involved.find(({ member }) => member === person) ?? []);
  return barred;
}
