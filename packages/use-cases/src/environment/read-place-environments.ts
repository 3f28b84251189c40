import {
  findPolicyInForce,
  inTenant,
  type PlaceEnvironmentFacts,
  readPlaceEnvironments,
  type Tx,
} from '@boligtrapp/database';
import {
  addMonthsClamped,
  DEFAULT_POLICY,
  type EnvironmentJudgement,
  judgeEnvironment,
  type PlainDateString,
  proposalDirection,
  readPolicy,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';

/** What the environment of a place speaks for, beside the status that it has. */
export interface PlaceEnvironmentView
  extends Pick<PlaceEnvironmentFacts, 'placeId' | 'kind' | 'name' | 'status'>,
    EnvironmentJudgement {
  /** Whether the proposal is stricter than the status, or less strict; null where they agree. */
  readonly direction: 'tighten' | 'relax' | null;
}

/** The places of the municipality that have something to judge, by kind and name. */
export interface PlaceEnvironments {
  readonly on: PlainDateString;
  readonly items: readonly PlaceEnvironmentView[];
}

/**
 * Judges the environment of every building and neighbourhood that has a status, an incident or a report that counts
 * today, by the policy in force. It proposes and changes nothing: the status of a place is set by a person.
 */
export async function listPlaceEnvironments(
  deps: FollowUpDeps,
  actor: Actor,
  query: { readonly hasProposal?: boolean | undefined },
): Promise<PlaceEnvironments> {
  authorise(actor, 'reports.read');
  const on = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const all = await judge(tx, actor, { on });
    const items = all.filter(
      ({ direction }) => query.hasProposal === undefined || (direction !== null) === query.hasProposal,
    );
    return { on, items };
  });
}

/** The same for one place. @throws {NotFoundError} `place.not-found` also for a district. */
export async function getPlaceEnvironment(
  deps: FollowUpDeps,
  actor: Actor,
  placeId: string,
): Promise<PlaceEnvironmentView> {
  authorise(actor, 'reports.read');
  const on = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const [view] = await judge(tx, actor, { on, placeId });
    if (view === undefined) throw new NotFoundError('place.not-found');
    return view;
  });
}

async function judge(
  tx: Tx,
  { municipalityId }: Actor,
  { on, placeId }: { readonly on: PlainDateString; readonly placeId?: string },
): Promise<readonly PlaceEnvironmentView[]> {
  const policy = readPolicy((await findPolicyInForce(tx, on))?.content ?? DEFAULT_POLICY).environment;
  const from = addMonthsClamped(on, -policy.countsMonthsBack);
  const places = await readPlaceEnvironments(tx, municipalityId, { placeId, from, to: on });
  return places.map(({ incidents, reports, ...place }) => {
    const judgement = judgeEnvironment({ incidents, reports }, policy, on);
    return { ...place, ...judgement, direction: proposalDirection(judgement.proposal, place.status) };
  });
}
