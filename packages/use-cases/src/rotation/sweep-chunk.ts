import { createHash } from 'node:crypto';
import {
  addFlags,
  clearFlags,
  type FlagKey,
  type OpenFlag,
  type RotationProgress,
  readFactsPage,
  readOpenFlags,
  readOpenLimitFlags,
  readProtectedLeases,
  readReviewedLimits,
  type Tx,
} from '@boligtrapp/database';
import {
  findFlags,
  findLimitFlags,
  LEASE_STATES,
  type LeaseState,
  type PlainDateString,
  type RotationFacts,
  type RotationFlag,
  type RotationOptions,
} from '@boligtrapp/domain';
import type { IdSource } from '../ports/ports.ts';

/** Leases of one transaction. Another number gives another hash of the same facts. */
const LEASES_PER_CHUNK = 500;

/** What every part of a sweep is judged by. */
export interface Sweep {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  readonly options: RotationOptions;
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

/** What is read for one part of a sweep: the next leases by id, and what stands open on them. */
export interface Chunk {
  readonly facts: readonly RotationFacts[];
  readonly open: readonly OpenFlag[];
  /** Leases that are judged as all others and counted for nobody. */
  readonly protectedIds: ReadonlySet<string>;
  /** The last of these leases. */
  readonly lastId: string;
}

/**
 * Reads the next 500 leases after `afterId` (exclusive; the first ones, if null).
 *
 * @returns null when there are none left.
 */
export async function readChunk(tx: Tx, { runOn }: Sweep, afterId: string | null): Promise<Chunk | null> {
  const facts = await readFactsPage(tx, { on: runOn, afterId, limit: LEASES_PER_CHUNK });
  const lastId = facts.at(-1)?.lease.id;
  if (lastId === undefined) return null;
  const range = { afterId, throughId: lastId };
  const open = await readOpenFlags(tx, range);
  return { facts, open, protectedIds: await readProtectedLeases(tx, range), lastId };
}

/**
 * Judges each lease of a chunk, adds what is new and clears what no longer holds. Done again it changes nothing.
 *
 * @returns the progress with these leases in it.
 */
export async function storeChunk(
  tx: Tx,
  ids: IdSource,
  sweep: Sweep,
  { before, chunk }: { readonly before: RotationProgress; readonly chunk: Chunk },
): Promise<RotationProgress> {
  const { facts, open, protectedIds, lastId } = chunk;
  const judged = judge(facts, sweep, protectedIds);
  const added = await storeFindings(tx, ids, sweep, { ...judged, open });
  return {
    ...withFindings(before, judged.found, added),
    afterId: lastId,
    leaseCount: before.leaseCount + judged.leaseCount,
    stateCounts: sumOf(before.stateCounts, judged.stateCounts),
    hash: chainHash(before.hash, facts),
  };
}

/** Looks at every limit of a place and every pair that is kept apart; these are few, beside the leases. */
export async function sweepLimits(
  tx: Tx,
  ids: IdSource,
  sweep: Sweep,
  before: RotationProgress,
): Promise<RotationProgress> {
  const { runOn, laterRunOn } = sweep;
  const limits = await readReviewedLimits(tx, runOn);
  const found = limits.flatMap((limit) => findLimitFlags(limit, runOn));
  const goneLater = new Set(laterRunOn === null ? [] : found.map(keyOf));
  if (laterRunOn !== null) {
    const later = await readReviewedLimits(tx, laterRunOn);
    for (const flag of later.flatMap((limit) => findLimitFlags(limit, laterRunOn)))
      goneLater.delete(keyOf(flag));
  }
  const open = await readOpenLimitFlags(tx);
  const added = await storeFindings(tx, ids, sweep, { found, goneLater, open });
  return { ...withFindings(before, found, added), hash: chainHash(before.hash, limits) };
}

interface Findings {
  readonly found: readonly RotationFlag[];
  /** For a run made after a later one: keys of what was found and no longer held then. */
  readonly goneLater: ReadonlySet<string>;
}

interface Judged extends Findings {
  readonly leaseCount: number;
  readonly stateCounts: Readonly<Record<string, number>>;
}

function judge(
  all: readonly RotationFacts[],
  { runOn, options, laterRunOn }: Sweep,
  protectedIds: ReadonlySet<string>,
): Judged {
  const found: RotationFlag[] = [];
  const goneLater = new Set<string>();
  const stateCounts: Record<string, number> = {};
  let leaseCount = 0;
  for (const facts of all) {
    const { status, flags } = findFlags(facts, runOn, options);
    if (!protectedIds.has(facts.lease.id)) {
      leaseCount += 1;
      stateCounts[status.state] = (stateCounts[status.state] ?? 0) + 1;
    }
    if (flags.length === 0) continue;
    found.push(...flags);
    if (laterRunOn === null) continue;
    for (const flag of flags) goneLater.add(keyOf(flag));
    for (const flag of findFlags(facts, laterRunOn, options).flags) goneLater.delete(keyOf(flag));
  }
  return { found, goneLater, leaseCount, stateCounts };
}

/** Adds what was found and does not stand open, and clears what stands open from that night or an earlier one and was not found. */
async function storeFindings(
  tx: Tx,
  ids: IdSource,
  { runOn, laterRunOn, municipalityId }: Sweep,
  { found, goneLater, open }: Findings & { readonly open: readonly OpenFlag[] },
): Promise<number> {
  const unseen = new Map(open.map((flag) => [keyOf(flag), flag]));
  const missing = found.filter((flag) => !unseen.delete(keyOf(flag)));
  const added = await addFlags(
    tx,
    { municipalityId, runOn, reopens: laterRunOn === null },
    missing.map((flag) => ({
      ...flag,
      id: ids.next(),
      clearedRunOn: goneLater.has(keyOf(flag)) ? laterRunOn : null,
    })),
  );
  if (laterRunOn === null) {
    const settled = [...unseen.values()].filter((flag) => flag.firstSeenRunOn <= runOn);
    await clearFlags(
      tx,
      runOn,
      settled.map(({ id }) => id),
    );
  }
  return added;
}

function withFindings(
  before: RotationProgress,
  found: readonly RotationFlag[],
  added: number,
): RotationProgress {
  const kindCounts: Record<string, number> = {};
  for (const { kind } of found) kindCounts[kind] = (kindCounts[kind] ?? 0) + 1;
  return {
    ...before,
    flagCount: before.flagCount + found.length,
    newFlagCount: before.newFlagCount + added,
    kindCounts: sumOf(before.kindCounts, kindCounts),
  };
}

function keyOf({ subjectKind, subjectId, kind, dueOn }: FlagKey): string {
  return `${subjectKind} ${subjectId} ${kind} ${dueOn}`;
}

/** Both counts in one; `more` has no names but those that `Counts` may have. */
function sumOf<Counts extends object>(counts: Counts, more: Readonly<Record<string, number>>): Counts {
  const sum = new Map<string, number>(Object.entries(counts));
  for (const [name, count] of Object.entries(more)) sum.set(name, (sum.get(name) ?? 0) + count);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- states and kinds are counted under their names
  return Object.fromEntries(sum) as Counts;
}

function chainHash(before: string, facts: readonly object[]): string {
  // The mapping builds every row with its fields in one order, so that the text is one for the same facts.
  return createHash('sha256').update(before).update(JSON.stringify(facts)).digest('hex');
}
