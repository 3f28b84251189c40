import type { NoticeDecision, NoticeFacts, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { LEASE_FACT_COLUMNS, type LeaseFactsRow, toLeaseFacts } from '../lease/lease.rows.ts';
import { isOverturned } from '../review/overturned-decision.ts';
import type { NoticeKeyRow } from './notice.rows.ts';

interface FactColumns extends LeaseFactsRow {
  readonly isReplaced: boolean;
  readonly sent: NoticeFacts['sent'];
  readonly decision: NoticeDecision | null;
}

/**
 * Leases whose last day lies in a span (inclusive) and that bind their dwelling on `on`, with what is known about them
 * then, by id after `afterId` (exclusive): one statement a page.
 */
export async function readNoticeFactsPage(
  tx: Tx,
  page: {
    readonly on: PlainDateString;
    readonly lastDays: { readonly from: PlainDateString; readonly to: PlainDateString };
    readonly afterId: string | null;
    readonly limit: number;
  },
): Promise<readonly NoticeFacts[]> {
  let query = tx
    .selectFrom('leases as l')
    .select(LEASE_FACT_COLUMNS)
    .select(knownFacts(page.on))
    .where('l.last_day', '>=', page.lastDays.from)
    .where('l.last_day', '<=', page.lastDays.to)
    .where((eb) => eb.or([eb('l.closed_on', 'is', null), eb('l.closed_on', '>', page.on)]))
    .orderBy('l.id')
    .limit(page.limit);
  if (page.afterId !== null) query = query.where('l.id', '>', page.afterId);
  return (await query.execute()).map(toNoticeFacts);
}

/** What is known on `on` about one lease, or undefined. */
export async function findNoticeFacts(
  tx: Tx,
  leaseId: string,
  on: PlainDateString,
): Promise<NoticeFacts | undefined> {
  const row = await tx
    .selectFrom('leases as l')
    .select(LEASE_FACT_COLUMNS)
    .select(knownFacts(on))
    .where('l.id', '=', leaseId)
    .executeTakeFirst();
  return row === undefined ? undefined : toNoticeFacts(row);
}

/** An open letter with what is known about its lease. */
export interface OpenNotice extends NoticeKeyRow {
  readonly facts: NoticeFacts;
}

/** Letters that are neither sent nor discarded and were prepared by `on`, by id after `afterId` (exclusive). */
export async function readOpenNoticesPage(
  tx: Tx,
  page: { readonly on: PlainDateString; readonly afterId: string | null; readonly limit: number },
): Promise<readonly OpenNotice[]> {
  let query = tx
    .selectFrom('leases as l')
    .innerJoin('prepared_notices as p', (join) =>
      join.onRef('p.municipality_id', '=', 'l.municipality_id').onRef('p.lease_id', '=', 'l.id'),
    )
    .select(LEASE_FACT_COLUMNS)
    .select(knownFacts(page.on))
    .select(['p.id as noticeId', 'p.last_day as noticeLastDay', 'p.due_on as dueOn'])
    .select((eb) => [
      eb.ref('p.kind').$castTo<NoticeKeyRow['kind']>().as('kind'),
      eb.ref('p.sequence').$castTo<NoticeKeyRow['sequence']>().as('sequence'),
      eb.ref('p.state').$castTo<NoticeKeyRow['state']>().as('state'),
      eb.ref('p.origin').$castTo<NoticeKeyRow['origin']>().as('origin'),
      eb.ref('p.ground').$castTo<NoticeKeyRow['ground']>().as('ground'),
    ])
    .where('p.state', 'in', ['prepared', 'written'])
    .where('p.prepared_on', '<=', page.on)
    .orderBy('p.id')
    .limit(page.limit);
  if (page.afterId !== null) query = query.where('p.id', '>', page.afterId);
  const rows = await query.execute();
  return rows.map(({ noticeId, noticeLastDay, dueOn, kind, sequence, state, origin, ground, ...facts }) => ({
    id: noticeId,
    lastDay: noticeLastDay,
    dueOn,
    kind,
    sequence,
    state,
    origin,
    ground,
    facts: toNoticeFacts(facts),
  }));
}

/** The facts beside the columns of the lease; what was decided or sent later than `on` is left out. */
function knownFacts(on: PlainDateString) {
  return [
    sql<boolean>`coalesce(l.closed_because = 'renewed', false)`.as('isReplaced'),
    sql<NoticeFacts['sent']>`coalesce((
      select json_agg(json_build_object('kind', n.kind, 'sentOn', n.sent_on) order by n.sent_on, n.id)
      from lease_notices n where n.municipality_id = l.municipality_id and n.lease_id = l.id
        and n.kind <> 'termination' and n.sent_on <= ${on}::date), '[]')`.as('sent'),
    sql<NoticeDecision | null>`(
      select case when ${isOverturned('d', on)} then null else json_build_object('outcome', case when d.outcome = 'renewed' then 'stays' else 'leaves' end,
        'decidedOn', (d.decided_at at time zone 'Europe/Oslo')::date) end
      from reviews r
      join decisions d on d.municipality_id = r.municipality_id and d.review_id = r.id
      where r.municipality_id = l.municipality_id and r.lease_id = l.id
        and (d.decided_at at time zone 'Europe/Oslo')::date <= ${on}::date
      order by d.decided_at desc, d.id desc limit 1)`.as('decision'),
  ] as const;
}

function toNoticeFacts({ isReplaced, sent, decision, ...lease }: FactColumns): NoticeFacts {
  const notices = sent.map(({ kind, sentOn }) => ({ kind, sentOn }));
  return { lease: toLeaseFacts(lease, notices), isReplaced, decision, sent };
}
