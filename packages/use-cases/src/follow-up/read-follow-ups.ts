import {
  countFollowUps,
  type FollowUpAssignmentRow,
  type FollowUpCounts,
  type FollowUpKey,
  type FollowUpNoteRow,
  type FollowUpQuery,
  type FollowUpRow,
  findFollowUp,
  findFollowUpNote,
  findPolicyInForce,
  findVisitOutcome,
  inTenant,
  listFollowUpAssignments,
  listFollowUps as readPage,
  type Tx,
  type VisitOutcomeRow,
} from '@boligtrapp/database';
import {
  DEFAULT_POLICY,
  type FollowUpPolicy,
  isFollowUpOverdue,
  overdueSince,
  type PlainDateString,
  readPolicy,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { sees } from '../actor/shown-classes.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { FollowUpDeps } from './find-for-change.ts';

/** A follow-up as the actor may see it. */
export interface FollowUpView extends FollowUpRow {
  /** Due, and so many days past its due day as the policy of today says. */
  readonly isOverdue: boolean;
}

/** A follow-up with what it found, and who was to do it. */
export interface FollowUpDetails extends FollowUpView {
  /** Null while there was no visit. */
  readonly visit: VisitOutcomeRow | null;
  /** From the first on. */
  readonly assignments: readonly FollowUpAssignmentRow[];
}

/** A page by due day, with the counts of what is due. */
export interface FollowUpPage {
  readonly items: readonly FollowUpView[];
  readonly isLast: boolean;
  readonly totalCount: number;
  readonly counts: Omit<FollowUpCounts, 'totalCount'>;
}

/** Follow-ups by due day; the households on the page are logged as read. */
export async function listFollowUps(
  deps: FollowUpDeps,
  actor: Actor,
  query: Omit<FollowUpQuery, 'overdueSince' | 'hidden'> & {
    readonly after?: FollowUpKey | undefined;
    readonly limit: number;
  },
): Promise<FollowUpPage> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  const { after, limit, ...wanted } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const on = deps.clock.today();
    const policy = await readFollowUpPolicy(tx, on);
    const hidden = await hiddenHouseholds(tx, actor);
    const filter = { ...wanted, overdueSince: overdueSince(policy, on), hidden };
    const rows = await readPage(tx, municipalityId, filter, { after, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => toView(row, { policy, on }));
    const { totalCount, ...counts } = await countFollowUps(tx, municipalityId, filter);
    const householdIds = items.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'list-follow-ups', householdIds });
    return { items, isLast: rows.length <= limit, totalCount, counts };
  });
}

/** One follow-up with what it found, without its note; the reading is logged. @throws {NotFoundError} `follow-up.not-found` */
export async function getFollowUp(
  deps: FollowUpDeps,
  actor: Actor,
  followUpId: string,
): Promise<FollowUpDetails> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findVisible(tx, actor, followUpId);
    const on = deps.clock.today();
    const view = toView(row, { policy: await readFollowUpPolicy(tx, on), on });
    const householdIds = [view.householdId];
    await logAccess(tx, deps, actor, { operation: 'get-follow-up', householdIds });
    return {
      ...view,
      visit: (await findVisitOutcome(tx, municipalityId, followUpId)) ?? null,
      assignments: await listFollowUpAssignments(tx, municipalityId, followUpId),
    };
  });
}

/**
 * The note to a visit, for those who follow up; each reading is logged under its own name.
 *
 * @throws {NotFoundError} `follow-up.not-found`; `follow-up-note.not-found` where there is none, or it is withheld
 * from the actor's role: who reads only, and does not follow up, never sees one.
 */
export async function getFollowUpNote(
  deps: FollowUpDeps,
  actor: Actor,
  followUpId: string,
): Promise<FollowUpNoteRow> {
  authorise(actor, 'follow-ups.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { householdId } = await findVisible(tx, actor, followUpId);
    const note = await findFollowUpNote(tx, actor.municipalityId, followUpId);
    if (note === undefined || !sees(actor.role, 'note')) {
      throw new NotFoundError('follow-up-note.not-found');
    }
    await logAccess(tx, deps, actor, { operation: 'get-follow-up-note', householdIds: [householdId] });
    return note;
  });
}

async function findVisible(tx: Tx, actor: Actor, followUpId: string): Promise<FollowUpRow> {
  const row = await findFollowUp(tx, actor.municipalityId, followUpId);
  if (row === undefined) throw new NotFoundError('follow-up.not-found');
  await assertVisible(tx, actor, row.householdId, 'follow-up.not-found');
  return row;
}

async function readFollowUpPolicy(tx: Tx, on: PlainDateString): Promise<FollowUpPolicy> {
  return readPolicy((await findPolicyInForce(tx, on))?.content ?? DEFAULT_POLICY).followUps;
}

function toView(
  row: FollowUpRow,
  { policy, on }: { readonly policy: FollowUpPolicy; readonly on: PlainDateString },
): FollowUpView {
  return {
    ...row,
    isOverdue: row.state === 'due' && isFollowUpOverdue(row.dueOn, policy, on),
  };
}
