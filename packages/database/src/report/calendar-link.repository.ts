import type { CalendarLinkState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A calendar link as stored, without what its address is made of. */
export interface CalendarLinkRow {
  readonly id: string;
  readonly owner: string;
  readonly ownerRole: string;
  readonly state: CalendarLinkState;
  /** Last day (inclusive) on which it is answered. */
  readonly validThrough: PlainDateString;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

/** Adds a link. */
export async function insertCalendarLink(
  tx: Tx,
  municipalityId: string,
  link: Pick<CalendarLinkRow, 'id' | 'owner' | 'validThrough'> & {
    readonly ownerRole: CalendarLinkRow['ownerRole'];
    /** SHA-256 of the token. */
    readonly tokenHash: Uint8Array;
  },
): Promise<CalendarLinkRow> {
  await tx
    .insertInto('calendar_links')
    .values({
      municipality_id: municipalityId,
      id: link.id,
      owner: link.owner,
      owner_role: link.ownerRole,
      token_hash: Buffer.from(link.tokenHash),
      valid_through: link.validThrough,
    })
    .execute();
  return await links(tx).where('id', '=', link.id).executeTakeFirstOrThrow();
}

/** The link with this token, whatever its state, or undefined. */
export async function findCalendarLinkByToken(
  tx: Tx,
  tokenHash: Uint8Array,
): Promise<CalendarLinkRow | undefined> {
  return await links(tx).where('token_hash', '=', Buffer.from(tokenHash)).executeTakeFirst();
}

/** A link of the owner, its row locked until the transaction ends, or undefined. */
export async function lockCalendarLink(
  tx: Tx,
  owner: string,
  linkId: string,
): Promise<CalendarLinkRow | undefined> {
  return await links(tx)
    .where('id', '=', linkId)
    .where('owner', '=', owner)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Stores that a link is answered no longer. */
export async function revokeCalendarLink(
  tx: Tx,
  linkId: string,
  change: { readonly state: CalendarLinkState; readonly revokedBy: string },
): Promise<CalendarLinkRow> {
  await tx
    .updateTable('calendar_links')
    .set({ state: change.state, revoked_by: change.revokedBy, revoked_at: sql`now()` })
    .where('id', '=', linkId)
    .execute();
  return await links(tx).where('id', '=', linkId).executeTakeFirstOrThrow();
}

/** Links of the owner from the newest, after `afterId` (exclusive). */
export async function listCalendarLinks(
  tx: Tx,
  owner: string,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly CalendarLinkRow[]> {
  let query = links(tx).where('owner', '=', owner).orderBy('id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  return await query.execute();
}

/** How many links the owner has. */
export async function countCalendarLinks(tx: Tx, owner: string): Promise<number> {
  const { count } = await tx
    .selectFrom('calendar_links')
    .where('owner', '=', owner)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function links(tx: Tx) {
  return tx
    .selectFrom('calendar_links')
    .select((eb) => [
      'id',
      'owner',
      'owner_role as ownerRole',
      eb.ref('state').$castTo<CalendarLinkState>().as('state'),
      'valid_through as validThrough',
      'created_at as createdAt',
      'revoked_at as revokedAt',
    ]);
}
