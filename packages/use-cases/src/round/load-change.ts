import {
  type Ending,
  type Fullness,
  fullnessOf,
  type JudgingContext,
  placeLoads,
  type Resident,
} from '@boligtrapp/domain';
import type { Solution } from '@boligtrapp/matching';

/** Load of one place before and after a proposal, in load points, against its cap. */
export interface LoadChange {
  readonly placeId: string;
  readonly name: string;
  readonly kind: 'building' | 'neighbourhood' | 'district';
  readonly before: number;
  readonly after: number;
  /** Null when nothing limits the place. */
  readonly cap: number | null;
  readonly fullnessBefore: Fullness;
  readonly fullnessAfter: Fullness;
}

const NOTEWORTHY: ReadonlySet<Fullness> = new Set(['near', 'full', 'over']);

/** Places whose load changes, or that are near, at or over their cap already; districts first, then by name. */
export function compareLoads(
  context: JudgingContext,
  residentsAfter: readonly Resident[],
): readonly LoadChange[] {
  const { policy, places, facts } = context;
  const before = placeLoads(policy, places, facts.residents);
  const after = placeLoads(policy, places, residentsAfter);
  const changes = [...before.values()].flatMap(({ place, load, cap }): readonly LoadChange[] => {
    const loadAfter = after.get(place.id)?.load ?? 0;
    const fullnessBefore = fullnessOf(policy, { load, cap });
    if (load === loadAfter && !NOTEWORTHY.has(fullnessBefore)) return [];
    return [
      {
        placeId: place.id,
        name: place.name,
        kind: place.kind,
        before: load,
        after: loadAfter,
        cap,
        fullnessBefore,
        fullnessAfter: fullnessOf(policy, { load: loadAfter, cap }),
      },
    ];
  });
  const order = ['district', 'neighbourhood', 'building'];
  return changes.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name, 'nb'),
  );
}

/** Who ends where by a solution. A tenant who stays is in it, too, with the own home. */
export function endingOfSolution({ assignments }: Pick<Solution, 'assignments'>): Ending {
  return new Map(assignments.map(({ household, dwelling }) => [household, dwelling]));
}
