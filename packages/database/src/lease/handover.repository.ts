import type { PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';

/** What is gone through when a tenant moves in or out. */
export const HANDOVER_ITEMS = [
  'keys',
  'meters',
  'cleaning',
  'smoke-alarm',
  'fire-extinguisher',
  'fixtures',
  'walls-and-floors',
  'storage-room',
  'house-rules',
  'contact-persons',
] as const;
/** One of {@link HANDOVER_ITEMS}. */
export type HandoverItem = (typeof HANDOVER_ITEMS)[number];

/** What was found. */
export const HANDOVER_REMARKS = [
  'missing',
  'damaged',
  'not-clean',
  'to-be-repaired',
  'not-applicable',
] as const;
/** One of {@link HANDOVER_REMARKS}. */
export type HandoverRemark = (typeof HANDOVER_REMARKS)[number];

/** One line of a checklist. */
export interface HandoverItemRow {
  readonly item: HandoverItem;
  readonly isDone: boolean;
  readonly remarkCode: HandoverRemark | null;
}

/** A checklist that was gone through (overtakelse). */
export interface HandoverRow {
  readonly id: string;
  readonly leaseId: string;
  readonly direction: 'in' | 'out';
  readonly heldOn: PlainDateString;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly items: readonly HandoverItemRow[];
}

/** Adds a checklist with its lines; it is never changed. */
export async function insertHandover(
  tx: Tx,
  municipalityId: string,
  handover: Omit<HandoverRow, 'recordedAt'>,
): Promise<void> {
  await tx
    .insertInto('handovers')
    .values({
      municipality_id: municipalityId,
      id: handover.id,
      lease_id: handover.leaseId,
      direction: handover.direction,
      held_on: handover.heldOn,
      recorded_by: handover.recordedBy,
    })
    .execute();
  await tx
    .insertInto('handover_items')
    .values(
      handover.items.map(({ item, isDone, remarkCode }) => ({
        municipality_id: municipalityId,
        handover_id: handover.id,
        item,
        is_done: isDone,
        remark_code: remarkCode,
      })),
    )
    .execute();
}

/** The checklists of a lease, from the first, each with its lines in the order of {@link HANDOVER_ITEMS}. */
export async function listHandovers(
  tx: Tx,
  municipalityId: string,
  leaseId: string,
): Promise<readonly HandoverRow[]> {
  const handovers = await tx
    .selectFrom('handovers as h')
    .where('h.municipality_id', '=', municipalityId)
    .where('h.lease_id', '=', leaseId)
    .select([
      'h.id',
      'h.lease_id as leaseId',
      'h.held_on as heldOn',
      'h.recorded_by as recordedBy',
      'h.recorded_at as recordedAt',
    ])
    .select((eb) => eb.ref('h.direction').$castTo<'in' | 'out'>().as('direction'))
    .orderBy('h.id')
    .execute();
  const lines = await tx
    .selectFrom('handover_items as i')
    .where('i.municipality_id', '=', municipalityId)
    .where('i.handover_id', 'in', handovers.length === 0 ? [null] : handovers.map(({ id }) => id))
    .select(['i.handover_id as handoverId', 'i.is_done as isDone'])
    .select((eb) => [
      eb.ref('i.item').$castTo<HandoverItem>().as('item'),
      eb.ref('i.remark_code').$castTo<HandoverRemark | null>().as('remarkCode'),
    ])
    .execute();
  return handovers.map((handover) => ({
    ...handover,
    items: HANDOVER_ITEMS.flatMap((item) =>
      lines
        .filter((line) => line.handoverId === handover.id && line.item === item)
        .map(({ isDone, remarkCode }) => ({ item, isDone, remarkCode })),
    ),
  }));
}
