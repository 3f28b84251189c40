import type {
  PlainDateString,
  PolicyContent,
  Programme,
  QueueMove,
  QueuePlace,
  Track,
} from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What may change the order of the queue. The last three concern no household of their own. */
export const QUEUE_EVENT_KINDS = [
  'entered',
  'assessed',
  'refused',
  'withdrawn',
  'expired',
  'housed',
  'merged',
  'policy-changed',
  'waiting-time',
  'observed',
] as const;
/** One of {@link QUEUE_EVENT_KINDS}. */
export type QueueEventKind = (typeof QUEUE_EVENT_KINDS)[number];

/** What changed the order, on which day and by whose rules. */
export interface NewQueueEvent {
  readonly id: string;
  readonly kind: QueueEventKind;
  /** Whose event it is; null for what happens to all. */
  readonly householdId: string | null;
  readonly policySetId: string;
  readonly occurredOn: PlainDateString;
  readonly recordedBy: string;
}

/** Lets one transaction at a time change the order of a municipality's queue, until it ends. */
export async function lockQueue(tx: Tx, municipalityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`queue:${municipalityId}`}, 0))`.execute(tx);
}

/** The places to which the history has led so far. The caller holds the lock of the queue. */
export async function readRecordedPlaces(tx: Tx, municipalityId: string): Promise<readonly QueuePlace[]> {
  const rows = await tx
    .selectFrom('queue_places')
    .where('municipality_id', '=', municipalityId)
    .where('place', 'is not', null)
    .select(['household_id as householdId', 'track', 'programme', 'place'])
    .execute();
  return rows.flatMap(({ place, ...rest }) => (place === null ? [] : [{ ...rest, place }]));
}

/** The last event of the queue, with the rules by which it was ordered; undefined when there is none. */
export async function findLastQueueEvent(
  tx: Tx,
  municipalityId: string,
): Promise<
  | { readonly occurredOn: PlainDateString; readonly policySetId: string; readonly policy: PolicyContent }
  | undefined
> {
  return await tx
    .selectFrom('queue_events as e')
    .innerJoin('policy_sets as s', (join) =>
      join.onRef('s.municipality_id', '=', 'e.municipality_id').onRef('s.id', '=', 'e.policy_set_id'),
    )
    .where('e.municipality_id', '=', municipalityId)
    .select(['e.occurred_on as occurredOn', 's.id as policySetId', 's.content as policy'])
    .orderBy('e.event_number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Stores an event with its moves. The caller holds the lock of the queue. */
export async function insertQueueEvent(
  tx: Tx,
  municipalityId: string,
  event: NewQueueEvent,
  moves: readonly QueueMove[],
): Promise<void> {
  await tx
    .insertInto('queue_events')
    .values({
      municipality_id: municipalityId,
      id: event.id,
      kind: event.kind,
      household_id: event.householdId,
      policy_set_id: event.policySetId,
      occurred_on: event.occurredOn,
      recorded_by: event.recordedBy,
    })
    .execute();
  if (moves.length === 0) return;
  const column = <Key extends keyof QueueMove>(key: Key): readonly QueueMove[Key][] =>
    moves.map((move) => move[key]);
  await sql`
    with moved as (
      select * from unnest(${column('householdId')}::uuid[], ${column('track')}::text[], ${column('programme')}::text[],
        ${column('from')}::integer[], ${column('to')}::integer[]) m (household_id, track, programme, from_place, to_place)
    ), placed as (
      insert into queue_places (municipality_id, household_id, track, programme, place)
      select ${municipalityId}, household_id, track, programme, to_place from moved
      on conflict (municipality_id, household_id, track, programme) do update set place = excluded.place
    )
    insert into queue_moves (municipality_id, event_id, household_id, track, programme, from_place, to_place)
    select ${municipalityId}, ${event.id}, household_id, track, programme, from_place, to_place from moved`.execute(
    tx,
  );
}

/** A change of place of one household, with the event that brought it. */
export interface QueueMoveRow {
  readonly eventId: string;
  /** Grows with each event of the municipality. */
  readonly eventNumber: number;
  readonly kind: QueueEventKind;
  /** Whether the event is the household's own, and not another's or everybody's. */
  readonly isOwn: boolean;
  readonly occurredOn: PlainDateString;
  readonly recordedAt: string;
  readonly policySetId: string;
  readonly track: Track;
  readonly programme: Programme;
  readonly fromPlace: number | null;
  readonly toPlace: number | null;
}

/** The moves of a household from the newest, before the given one (exclusive). */
export async function listQueueMoves(
  tx: Tx,
  municipalityId: string,
  householdId: string,
  page: {
    readonly before?: { readonly eventNumber: number; readonly queue: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly QueueMoveRow[]> {
  let rows = tx
    .selectFrom('queue_moves as m')
    .innerJoin('queue_events as e', (join) =>
      join.onRef('e.municipality_id', '=', 'm.municipality_id').onRef('e.id', '=', 'm.event_id'),
    )
    .where('m.municipality_id', '=', municipalityId)
    .where('m.household_id', '=', householdId)
    .select([
      'm.event_id as eventId',
      'e.event_number as eventNumber',
      'e.kind',
      sql<boolean>`coalesce(e.household_id = m.household_id, false)`.as('isOwn'),
      'e.occurred_on as occurredOn',
      'e.recorded_at as recordedAt',
      'e.policy_set_id as policySetId',
      'm.track',
      'm.programme',
      'm.from_place as fromPlace',
      'm.to_place as toPlace',
    ])
    .orderBy('e.event_number', 'desc')
    .orderBy(sql`m.track || '/' || m.programme`, 'desc')
    .limit(page.limit);
  if (page.before !== undefined) {
    const { eventNumber, queue } = page.before;
    rows = rows.where(
      sql<boolean>`(e.event_number, m.track || '/' || m.programme) < (${eventNumber}::bigint, ${queue}::text)`,
    );
  }
  return await rows.execute();
}

/** How many moves a household has made. */
export async function countQueueMoves(tx: Tx, municipalityId: string, householdId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('queue_moves')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
