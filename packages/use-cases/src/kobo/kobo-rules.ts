import {
  type KoboConflictRow,
  listKoboOwnerRows,
  listKoboValuePairRows,
  type Tx,
} from '@boligtrapp/database';
import {
  createValueMap,
  DEFAULT_OWNERSHIP,
  type FactName,
  type FactValue,
  type Ownership,
  type Ruling,
  type ValueMap,
} from '@boligtrapp/kobo';

/** By what the dwellings of a municipality are compared. */
export interface MunicipalRules {
  readonly ownership: Ownership;
  readonly map: ValueMap;
}

/** What the municipality has said of owners and values. */
export async function readMunicipalRules(tx: Tx): Promise<MunicipalRules> {
  const owners = await listKoboOwnerRows(tx);
  return {
    ownership: {
      ...DEFAULT_OWNERSHIP,
      ...Object.fromEntries(owners.map(({ fact, owner }) => [fact, owner] as const)),
    },
    map: createValueMap(await listKoboValuePairRows(tx)),
  };
}

/** What people have said of conflicts that is not carried out yet. */
export function rulingsOf(
  conflicts: readonly KoboConflictRow[],
): Readonly<Partial<Record<FactName, Ruling>>> {
  const rulings: Partial<Record<FactName, Ruling>> = {};
  for (const { field, resolution, ours, theirs } of conflicts) {
    if (resolution === null) continue;
    rulings[field] = { choice: resolution, ours: asFactValue(ours), kobos: asFactValue(theirs) };
  }
  return rulings;
}

/** A value of a fact, as it was stored. */
export function asFactValue(stored: unknown): FactValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stored by the comparison, as the value of a fact
  return stored as FactValue;
}
