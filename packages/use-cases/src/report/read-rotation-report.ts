import {
  countHeldFlags,
  countSettledFlags,
  type Db,
  findReportableRun,
  findRotationRun,
  hasKeptFlags,
  inTenantLoggedSnapshot,
  listReportFlags,
  type NightsCompared,
  type ReportPart,
  type RotationFlagRow,
  type RotationRunRow,
  readReportedMunicipality,
  type Tx,
} from '@boligtrapp/database';
import {
  buildRotationReport,
  type FindingGroup,
  type ReportedFinding,
  type ReportedRun,
  type RotationReport,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What reading reports works with; ids are for the access log. */
export interface ReadReportDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** Which report, and for what. */
export interface ReadRotationReport {
  readonly runId: string;
  /** Findings of each list at most; the counts are of all. */
  readonly limit: number;
  /**
   * Whether it leaves the product as a file: then it has no finding about a protected case, whoever asks, since a dwelling
   * beside a name that is left out would tell.
   */
  readonly isFile: boolean;
}

/**
 * The report of a night, all of one moment. Findings about households that do not exist for the reader are neither
 * listed nor counted; the run's own figures count them. The read is logged.
 *
 * @throws {NotFoundError} `rotation-run.not-found`; `rotation-report.not-found` while the run is not done, or where its
 * findings have not been kept.
 */
export async function readRotationReport(
  deps: ReadReportDeps,
  actor: Actor,
  command: ReadRotationReport,
): Promise<RotationReport> {
  authorise(actor, 'reports.read');
  return await inTenantLoggedSnapshot(deps.db, tenantOf(actor), async (tx) => {
    const { report, householdIds } = await readAll(tx, actor, command);
    await logAccess(tx, deps, actor, { operation: 'read-rotation-report', householdIds });
    return report;
  });
}

async function readAll(
  tx: Tx,
  actor: Actor,
  { runId, limit, isFile }: ReadRotationReport,
): Promise<{ readonly report: RotationReport; readonly householdIds: readonly string[] }> {
  const row = await findRotationRun(tx, runId);
  if (row === undefined) throw new NotFoundError('rotation-run.not-found');
  const run = toReportedRun(row);
  if (run === undefined || !(await hasKeptFlags(tx, runId)))
    throw new NotFoundError('rotation-report.not-found');
  const readers = isFile ? [actor, NOBODY] : [actor];
  const { previous, nights } = await compareNights(tx, readers, { runId, runOn: run.runOn });
  const rowsOf = async (part: ReportPart) => await listReportFlags(tx, nights, { part, limit });
  const [upcoming, passed, settled] = [
    await rowsOf('upcoming'),
    await rowsOf('passed'),
    await rowsOf('settled'),
  ];
  const report = buildRotationReport({
    municipality: await readReportedMunicipality(tx),
    run,
    previousRunOn: previous?.runOn ?? null,
    groups: await countHeldFlags(tx, nights),
    settledCounts: await countSettledFlags(tx, nights),
    upcoming: upcoming.map(toReportedFinding),
    passed: passed.map(toReportedFinding),
    settled: settled.map(toReportedFinding),
  });
  const all = [...upcoming, ...passed, ...settled];
  const householdIds = all.flatMap(({ householdId }) => (householdId === null ? [] : [householdId]));
  return { report, householdIds };
}

/** What the latest night found that is due on its date or later, as a calendar tells it: by day, without names. */
export interface DeadlineDays {
  readonly run: ReportedRun;
  readonly groups: readonly FindingGroup[];
}

/** The days that matter, of the latest night whose findings are kept; undefined where there is none. */
export async function readDeadlineDays(tx: Tx, reader: Pick<Actor, 'id'>): Promise<DeadlineDays | undefined> {
  const latest = await findReportableRun(tx, null);
  const row = latest && (await findRotationRun(tx, latest.runId));
  const run = row && toReportedRun(row);
  if (latest === undefined || run === undefined) return undefined;
  const { nights } = await compareNights(tx, [reader], latest);
  const groups = await countHeldFlags(tx, nights);
  return { run, groups: groups.filter(({ dueOn }) => dueOn >= run.runOn) };
}

/** Is named for no case and recused from none: to it, every protected case is hidden. */
const NOBODY: Pick<Actor, 'id'> = { id: '' };

/** What every one of the readers may see, and no more. */
async function compareNights(tx: Tx, readers: readonly Pick<Actor, 'id'>[], run: NightsCompared['run']) {
  const previous = await findReportableRun(tx, run.runOn);
  const hidden = new Set<string>();
  for (const reader of readers) for (const id of await hiddenHouseholds(tx, reader)) hidden.add(id);
  const nights: NightsCompared = {
    run,
    previousRunId: previous?.runId ?? null,
    hiddenHouseholdIds: [...hidden],
  };
  return { previous, nights };
}

/** Undefined while the run is not done. */
function toReportedRun(row: RotationRunRow): ReportedRun | undefined {
  const { id, runOn, inputHash, leaseCount, flagCount, newFlagCount, stateCounts, startedAt, finishedAt } =
    row;
  if (row.state !== 'done' || inputHash === null || stateCounts === null || finishedAt === null)
    return undefined;
  if (leaseCount === null || flagCount === null || newFlagCount === null) return undefined;
  const { durationMs } = row;
  return {
    id,
    runOn,
    inputHash,
    leaseCount,
    flagCount,
    newFlagCount,
    stateCounts,
    startedAt,
    finishedAt,
    durationMs,
  };
}

function toReportedFinding(
  flag: RotationFlagRow & { readonly isNew: boolean },
): ReportedFinding & { readonly isNew: boolean } {
  const { id, kind, dueOn, step, subjectKind, leaseId, dwellingReference, placeName } = flag;
  const { householdReference, firstSeenRunOn, isNew } = flag;
  return {
    id,
    kind,
    dueOn,
    step,
    subjectKind,
    leaseId,
    dwellingReference,
    householdReference,
    placeName,
    firstSeenRunOn,
    isNew,
  };
}
