import {
  type Db,
  findLatestPolicyImpactRun,
  findPolicyImpactRun,
  inTenant,
  type PolicyImpactRunRow,
} from '@boligtrapp/database';
import { LEVELS, type Level, showCount, showParts, TRACKS, type Track } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import type { ComparedPlace } from '../round/compare-outcomes.ts';
import { loadPolicySet } from './check-policy.ts';
import type { ImpactHousehold, ImpactPart, PolicyImpact } from './compute-impact.ts';

/** What {@link getPolicyImpactRun} works with. */
export interface ReadPolicyImpactDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** Counts of households; null where they are so few that no figure is shown. */
export interface ImpactCells {
  readonly changed: number | null;
  readonly gained: number | null;
  readonly lost: number | null;
}

/** One part of an impact run as it is shown. */
export interface ImpactPartView {
  readonly households: number | null;
  readonly dwellings: number;
  readonly unchanged: number | null;
  readonly total: ImpactCells;
  readonly byLevel: readonly ({ readonly track: Track; readonly level: Level } & ImpactCells)[];
  /** By the neighbourhood of the dwelling that is gained or lost. */
  readonly byArea: readonly ({ readonly neighbourhoodId: string; readonly name: string } & ImpactCells)[];
  readonly places: readonly ComparedPlace[];
  readonly optimal: boolean;
  /** Null for who may not read households. */
  readonly householdIds: Readonly<Record<keyof ImpactCells, readonly string[]>> | null;
}

/** An impact run as it is shown. */
export interface PolicyImpactRunView extends Omit<PolicyImpactRunRow, 'result'> {
  /** Whether it is of the content that the set has now. */
  readonly isOfPresentContent: boolean;
  readonly result: Readonly<Record<keyof PolicyImpact, ImpactPartView | null>> | null;
}

/**
 * An impact run of a policy set, the newest where none is named. Small figures are not shown; the households behind
 * them only to those who may read households, which is logged.
 *
 * @throws {NotFoundError} `policy-set.not-found`, `policy-impact-run.not-found`
 */
export async function getPolicyImpactRun(
  deps: ReadPolicyImpactDeps,
  actor: Actor,
  { policySetId, impactRunId }: { readonly policySetId: string; readonly impactRunId?: string },
): Promise<PolicyImpactRunView> {
  authorise(actor, 'policy-sets.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const set = await loadPolicySet(tx, actor.municipalityId, policySetId);
    const run =
      impactRunId === undefined
        ? await findLatestPolicyImpactRun(tx, policySetId)
        : await findPolicyImpactRun(tx, impactRunId);
    if (run?.policySetId !== policySetId) throw new NotFoundError('policy-impact-run.not-found');
    const hidden = isAllowed(actor, 'households.read') ? await hiddenFromFrozen(tx, actor) : undefined;
    const impact = readImpact(run.result);
    const result = impact && {
      lastRound: viewOf(impact.lastRound, hidden),
      presentQueue: viewOf(impact.presentQueue, hidden),
    };
    const shown = [result?.lastRound, result?.presentQueue].flatMap((part) =>
      Object.values(part?.householdIds ?? {}).flat(),
    );
    await logAccess(tx, deps, actor, { operation: 'get-policy-impact-run', householdIds: shown });
    return { ...run, isOfPresentContent: run.contentHash === set.contentHash, result };
  });
}

/** The stored result; null until there is one. */
function readImpact(result: unknown): PolicyImpact | null {
  if (typeof result !== 'object' || result === null) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by runPolicyImpact
  const { lastRound = null, presentQueue = null } = result as Partial<PolicyImpact>;
  return { lastRound, presentQueue };
}

const KINDS = ['changed', 'gained', 'lost'] as const satisfies readonly (keyof ImpactCells)[];

function viewOf(part: ImpactPart | null, hidden: ReadonlySet<string> | undefined): ImpactPartView | null {
  if (part === null) return null;
  const steps = TRACKS.flatMap((track) => LEVELS.map((level) => ({ track, level })));
  const levels = cellsBy(part, steps, (item, step) => item.track === step.track && item.level === step.level);
  const areas = cellsBy(part, part.areas, (item, { id }) => item.neighbourhoodId === id);
  const idsOf = (kind: keyof ImpactCells): readonly string[] =>
    part[kind].map(({ householdId }) => householdId).filter((id) => hidden?.has(id) === false);
  return {
    households: showCount(part.households),
    dwellings: part.dwellings,
    unchanged: showCount(part.unchanged),
    total: {
      changed: showCount(part.changed.length),
      gained: showCount(part.gained.length),
      lost: showCount(part.lost.length),
    },
    byLevel: levels,
    byArea: areas.map(({ id, ...area }) => ({ neighbourhoodId: id, ...area })),
    // What a building carries says who lives in it.
    places: part.places.filter(({ kind }) => hidden !== undefined || kind !== 'building'),
    optimal: part.optimal,
    householdIds:
      hidden === undefined
        ? null
        : { changed: idsOf('changed'), gained: idsOf('gained'), lost: idsOf('lost') },
  };
}

/** The counts of each group; groups that nobody is in are left out. */
function cellsBy<G extends object>(
  part: ImpactPart,
  groups: readonly G[],
  isIn: (item: ImpactHousehold, group: G) => boolean,
): readonly (G & ImpactCells)[] {
  const counts = KINDS.map((kind) =>
    groups.map((group) => part[kind].filter((item) => isIn(item, group)).length),
  );
  const [changed = [], gained = [], lost = []] = counts.map(showParts);
  return groups.flatMap((group, index) => {
    if (counts.every((kind) => kind[index] === 0)) return [];
    return [
      {
        ...group,
        changed: changed[index] ?? null,
        gained: gained[index] ?? null,
        lost: lost[index] ?? null,
      },
    ];
  });
}
