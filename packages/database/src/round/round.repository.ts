import type {
  Certainty,
  PairVerdict,
  PlainDateString,
  RoundFacts,
  RoundState,
  Track,
} from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A new round. */
export interface NewRound {
  readonly municipalityId: string;
  readonly id: string;
  readonly meetingOn: PlainDateString;
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
  readonly includesMovers: boolean;
  readonly forecastCertainty: Certainty | null;
  readonly policySetId: string;
  readonly requestedBy: string;
}

/** Adds the round and returns its reference, `T-2026-001` and on, counted within the year of the meeting. */
export async function insertRound(tx: Tx, round: NewRound): Promise<string> {
  const year = round.meetingOn.slice(0, 4);
  // Two rounds created at once would count the same number; the lock ends with the transaction.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rounds:${round.municipalityId}`}, 0))`.execute(
    tx,
  );
  const { count } = await tx
    .selectFrom('rounds')
    .where('reference', 'like', `T-${year}-%`)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const reference = `T-${year}-${String(count + 1).padStart(3, '0')}`;
  await tx
    .insertInto('rounds')
    .values({
      municipality_id: round.municipalityId,
      id: round.id,
      reference,
      meeting_on: round.meetingOn,
      horizon_ends_on: round.horizonEndsOn,
      tracks: [...round.tracks],
      includes_movers: round.includesMovers,
      forecast_certainty: round.forecastCertainty,
      policy_set_id: round.policySetId,
      requested_by: round.requestedBy,
    })
    .execute();
  return reference;
}

/** Stores the frozen facts; the database checks that the hash is that of these very bytes. */
export async function insertSnapshot(
  tx: Tx,
  snapshot: { municipalityId: string; roundId: string; facts: string; factsHash: string },
): Promise<void> {
  await tx
    .insertInto('round_snapshots')
    .values({
      municipality_id: snapshot.municipalityId,
      round_id: snapshot.roundId,
      facts: snapshot.facts,
      facts_hash: snapshot.factsHash,
    })
    .execute();
}

/** The state of a round and how many of its solves ended their thread, its row locked until the transaction ends. */
export async function lockRound(
  tx: Tx,
  roundId: string,
): Promise<{ readonly state: RoundState; readonly solverDeaths: number } | undefined> {
  return await tx
    .selectFrom('rounds')
    .where('id', '=', roundId)
    .select(['state', 'solver_deaths as solverDeaths'])
    .forUpdate()
    .executeTakeFirst();
}

/** Marks that a worker computes the round. A repeated start keeps the time of the first. */
export async function markRoundSolving(tx: Tx, roundId: string): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({
      state: 'solving',
      solving_started_at: sql`coalesce(solving_started_at, now())`,
      progress_done: 0,
      version: sql`version + 1`,
    })
    .where('id', '=', roundId)
    .execute();
}

/** Counts a solve that ended its thread; the next one starts from nothing. */
export async function countSolverDeath(tx: Tx, roundId: string): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ solver_deaths: sql`solver_deaths + 1`, progress_done: 0, version: sql`version + 1` })
    .where('id', '=', roundId)
    .execute();
}

/** How far a solve has come. Touches no version: progress is no change of the round. */
export async function updateRoundProgress(
  tx: Tx,
  roundId: string,
  progress: { done: number; total: number },
): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ progress_done: progress.done, progress_total: progress.total })
    .where('id', '=', roundId)
    .where('state', '=', 'solving')
    .execute();
}

/** Marks that the round has its proposal; its progress is then complete, whatever report was the last. */
export async function markRoundProposed(tx: Tx, roundId: string): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ progress_done: sql`progress_total` })
    .where('id', '=', roundId)
    .execute();
  await finishRound(tx, roundId, { state: 'proposed', failure_code: null });
}

/** Marks that the round could not be computed, with a code that says why. */
export async function markRoundFailed(tx: Tx, roundId: string, failureCode: string): Promise<void> {
  await finishRound(tx, roundId, { state: 'failed', failure_code: failureCode });
}

/** Marks that every case of the round is decided; nothing of it can be changed from now on. */
export async function markRoundClosed(tx: Tx, roundId: string): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ state: 'closed', version: sql`version + 1` })
    .where('id', '=', roundId)
    .execute();
}

/** Marks that nobody is to decide by the round, and where it was computed anew. */
export async function markRoundCancelled(
  tx: Tx,
  roundId: string,
  cancellation: {
    readonly cancelledBy: string;
    readonly reason: string | null;
    readonly replacedById: string | null;
  },
): Promise<void> {
  const { cancelledBy, reason, replacedById } = cancellation;
  await tx
    .updateTable('rounds')
    .set({
      state: 'cancelled',
      cancelled_by: cancelledBy,
      cancel_reason: reason,
      replaced_by_id: replacedById,
      finished_at: sql`coalesce(finished_at, now())`,
      version: sql`version + 1`,
    })
    .where('id', '=', roundId)
    .execute();
}

async function finishRound(
  tx: Tx,
  roundId: string,
  outcome: { state: RoundState; failure_code: string | null },
): Promise<void> {
  await tx
    .updateTable('rounds')
    .set({ ...outcome, finished_at: sql`now()`, version: sql`version + 1` })
    .where('id', '=', roundId)
    .execute();
}

/** The verified answer of a round, ready to be stored. */
export interface NewProposal {
  readonly municipalityId: string;
  readonly roundId: string;
  readonly problemHash: string;
  readonly solution: string;
  readonly solutionHash: string;
  readonly engineVersion: string;
  readonly isOptimal: boolean;
  readonly solveMs: number;
}

/** Stores the proposal of a round; a second one is refused by the key. */
export async function insertProposal(tx: Tx, proposal: NewProposal): Promise<void> {
  await tx
    .insertInto('proposals')
    .values({
      municipality_id: proposal.municipalityId,
      round_id: proposal.roundId,
      problem_hash: proposal.problemHash,
      solution: proposal.solution,
      solution_hash: proposal.solutionHash,
      engine_version: proposal.engineVersion,
      is_optimal: proposal.isOptimal,
      solve_ms: proposal.solveMs,
    })
    .execute();
}

/** A household with its verdict on every dwelling, in the order of the snapshot's dwellings. */
export interface NewVerdicts {
  readonly householdId: string;
  readonly verdicts: readonly PairVerdict[];
}

/** About 30 ms of writing out figures; between two statements, the process renews locks and answers others. */
const PAIRS_PER_INSERT = 100_000;
/** What a row counts beside its pairs: no statement has more than 500, of which many may have no pair. */
const ROW_COST = PAIRS_PER_INSERT / 500;

/** Stores the verdicts of every pair, a row per household. Reads `rows` once and holds a part of them at a time. */
export async function insertVerdicts(
  tx: Tx,
  key: { municipalityId: string; roundId: string },
  rows: Iterable<NewVerdicts>,
): Promise<void> {
  let part: NewVerdicts[] = [];
  let pairs = 0;
  for (const row of rows) {
    part.push(row);
    pairs += row.verdicts.length + ROW_COST;
    if (pairs < PAIRS_PER_INSERT) continue;
    await insertVerdictRows(tx, key, part);
    part = [];
    pairs = 0;
  }
  if (part.length > 0) await insertVerdictRows(tx, key, part);
}

async function insertVerdictRows(
  tx: Tx,
  key: { municipalityId: string; roundId: string },
  rows: readonly NewVerdicts[],
): Promise<void> {
  await tx
    .insertInto('verdicts')
    .values(
      rows.map(({ householdId, verdicts }) => ({
        municipality_id: key.municipalityId,
        round_id: key.roundId,
        household_id: householdId,
        failed_rules: verdicts.map((verdict) => verdict.failedRules),
        misfits: verdicts.map((verdict) => verdict.misfit),
        scores: verdicts.map((verdict) => verdict.score),
      })),
    )
    .execute();
}

/** A drawn lot, with all that is needed to draw it again. */
export interface NewLot {
  readonly municipalityId: string;
  readonly id: string;
  readonly roundId: string;
  readonly seed: string;
  /** The tied households, group by group, by id. */
  readonly options: readonly (readonly string[])[];
  /** The same groups in the drawn order. */
  readonly result: readonly (readonly string[])[];
  readonly drawnBy: string;
}

/** Stores a drawn lot; it can never be changed. */
export async function insertLot(tx: Tx, lot: NewLot): Promise<void> {
  await tx
    .insertInto('lots')
    .values({
      municipality_id: lot.municipalityId,
      id: lot.id,
      round_id: lot.roundId,
      seed: lot.seed,
      options: JSON.stringify(lot.options),
      result: JSON.stringify(lot.result),
      method: 'sha256-seed-household',
      drawn_by: lot.drawnBy,
    })
    .execute();
}

/** The frozen facts of a round as stored, with their hash. */
export async function findSnapshot(
  tx: Tx,
  roundId: string,
): Promise<{ readonly facts: string; readonly factsHash: string } | undefined> {
  return await tx
    .selectFrom('round_snapshots')
    .where('round_id', '=', roundId)
    .select(['facts', 'facts_hash as factsHash'])
    .executeTakeFirst();
}

/** Reads stored facts. They were written by this product and are guarded by their hash. */
export function parseFacts(facts: string): RoundFacts {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where the frozen text becomes facts
  return JSON.parse(facts) as RoundFacts;
}
