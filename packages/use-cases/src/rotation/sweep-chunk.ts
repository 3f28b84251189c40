import { createHash } from 'node:crypto';
import {
  addFlags,
  clearFlags,
  type FoundFlag,
  type OpenFlag,
  type RotationProgress,
  readLeasePage,
  readOpenFlags,
  type Tx,
} from '@boligtrapp/database';
import {
  evaluateLease,
  LEASE_STATES,
  type LeaseFacts,
  type LeaseOptions,
  type LeaseState,
  type PlainDateString,
  type RotationFlag,
  rotationFlags,
} from '@boligtrapp/domain';
import type { IdSource } from '../ports/ports.ts';

/** Leases of one transaction. Another number gives another hash of the same facts. */
const LEASES_PER_CHUNK = 500;

/** What every part of a sweep is judged by. */
export interface Sweep {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  readonly options: LeaseOptions;
  /** The latest finished run where it is later than this one; flags are then judged by that date, too. */
  readonly laterRunOn: PlainDateString | null;
}

/** The progress of a run that has not looked at anything yet. */
export function noProgress(basis: string, newFlagCount: number): RotationProgress {
  const stateCounts = Object.fromEntries(LEASE_STATES.map((state) => [state, 0]));
  return {
    basis,
    afterId: null,
    leaseCount: 0,
    flagCount: 0,
    newFlagCount,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entries are made from all states
    stateCounts: stateCounts as Record<LeaseState, number>,
    kindCounts: {},
    hash: createHash('sha256').digest('hex'),
    doneSteps: [],
  };
}

/**
 * Looks at the next 500 leases: reads them, judges each, adds what is new and clears what no longer holds. Done again
 * it changes nothing.
 *
 * @returns the progress with these leases in it; null when there are none left.
 */
export async function sweepChunk(
  tx: Tx,
  ids: IdSource,
  sweep: Sweep,
  before: RotationProgress,
): Promise<RotationProgress | null> {
  const { runOn, laterRunOn, municipalityId } = sweep;
  const { afterId } = before;
  const leases = await readLeasePage(tx, { on: runOn, afterId, limit: LEASES_PER_CHUNK });
  const last = leases.at(-1);
  if (last === undefined) return null;
  const open = await readOpenFlags(tx, { afterId, throughId: last.id });
  const judged = judge(leases, sweep);
  const { missing, settled } = compareFlags(judged.found, open, runOn);
  const adding = { municipalityId, runOn, reopens: laterRunOn === null };
  const added = await addFlags(
    tx,
    adding,
    missing.map((flag) => ({ ...flag, id: ids.next() })),
  );
  if (laterRunOn === null) await clearFlags(tx, runOn, settled);
  return {
    ...before,
    afterId: last.id,
    leaseCount: before.leaseCount + leases.length,
    flagCount: before.flagCount + judged.found.length,
    newFlagCount: before.newFlagCount + added,
    stateCounts: sumOf(before.stateCounts, judged.stateCounts),
    kindCounts: sumOf(before.kindCounts, judged.kindCounts),
    hash: chainHash(before.hash, leases),
  };
}

type FlagToAdd = Omit<FoundFlag, 'id'> & { readonly clearedRunOn: PlainDateString | null };

interface Judged {
  readonly found: readonly FlagToAdd[];
  readonly stateCounts: Record<string, number>;
  readonly kindCounts: Record<string, number>;
}

function judge(leases: readonly LeaseFacts[], { runOn, options, laterRunOn }: Sweep): Judged {
  const found: FlagToAdd[] = [];
  const stateCounts: Record<string, number> = {};
  const kindCounts: Record<string, number> = {};
  for (const lease of leases) {
    const status = evaluateLease(lease, runOn, options);
    stateCounts[status.state] = (stateCounts[status.state] ?? 0) + 1;
    for (const flag of rotationFlags(lease, status)) {
      kindCounts[flag.kind] = (kindCounts[flag.kind] ?? 0) + 1;
      const stillHolds = laterRunOn === null || holdsOn(lease, flag, laterRunOn, options);
      found.push({ ...flag, leaseId: lease.id, clearedRunOn: stillHolds ? null : laterRunOn });
    }
  }
  return { found, stateCounts, kindCounts };
}

function holdsOn(lease: LeaseFacts, flag: RotationFlag, on: PlainDateString, options: LeaseOptions): boolean {
  return rotationFlags(lease, evaluateLease(lease, on, options)).some(
    (other) => other.kind === flag.kind && other.dueOn === flag.dueOn,
  );
}

/** What was found and does not stand open, and the ids of what stands open from an earlier night and was not found. */
function compareFlags(
  found: readonly FlagToAdd[],
  open: readonly OpenFlag[],
  runOn: PlainDateString,
): { readonly missing: readonly FlagToAdd[]; readonly settled: readonly string[] } {
  const standing = new Set(open.map(keyOf));
  const holding = new Set(found.map(keyOf));
  return {
    missing: found.filter((flag) => !standing.has(keyOf(flag))),
    settled: open
      .filter((flag) => flag.firstSeenRunOn < runOn && !holding.has(keyOf(flag)))
      .map(({ id }) => id),
  };
}

function keyOf({ leaseId, kind, dueOn }: Pick<FoundFlag, 'leaseId' | 'kind' | 'dueOn'>): string {
  return `${leaseId} ${kind} ${dueOn}`;
}

/** Both counts in one; `more` has no names but those that `Counts` may have. */
function sumOf<Counts extends object>(counts: Counts, more: Readonly<Record<string, number>>): Counts {
  const sum = new Map<string, number>(Object.entries(counts));
  for (const [name, count] of Object.entries(more)) sum.set(name, (sum.get(name) ?? 0) + count);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- states and kinds are counted under their names
  return Object.fromEntries(sum) as Counts;
}

function chainHash(before: string, leases: readonly LeaseFacts[]): string {
  // The mapping builds every lease with its fields in one order, so that the text is one for the same facts.
  return createHash('sha256').update(before).update(JSON.stringify(leases)).digest('hex');
}
