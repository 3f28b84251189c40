import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Somebody who has signed in with a role. */
export interface DirectoryEntry {
  /** Id of the user at the identity provider. */
  readonly member: string;
  /** Null where the identity provider gives none. */
  readonly name: string | null;
  readonly role: string;
}

/** Enters who signed in, or what is new about them; a name that is not given again stays. */
export async function enterStaff(
  tx: Tx,
  municipalityId: string,
  entry: DirectoryEntry & { readonly signedInAt: string },
): Promise<void> {
  await tx
    .insertInto('staff_directory')
    .values({
      municipality_id: municipalityId,
      member: entry.member,
      name: entry.name,
      role: entry.role,
      signed_in_at: entry.signedInAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'member']).doUpdateSet((eb) => ({
        name: sql<string | null>`coalesce(excluded.name, staff_directory.name)`,
        role: eb.ref('excluded.role'),
        signed_in_at: eb.ref('excluded.signed_in_at'),
      })),
    )
    .execute();
}

/** Who has signed in, by id, after `afterMember` (exclusive). */
export async function listDirectory(
  tx: Tx,
  page: { readonly afterMember: string | undefined; readonly limit: number },
): Promise<readonly DirectoryEntry[]> {
  let query = tx.selectFrom('staff_directory').select(['member', 'name', 'role']);
  if (page.afterMember !== undefined) query = query.where('member', '>', page.afterMember);
  return await query.orderBy('member').limit(page.limit).execute();
}

/** How many have. */
export async function countDirectory(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('staff_directory')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Those of the given people who are in the directory. */
export async function listDirectoryOf(
  tx: Tx,
  members: readonly string[],
): Promise<readonly DirectoryEntry[]> {
  if (members.length === 0) return [];
  return await tx
    .selectFrom('staff_directory')
    .where('member', 'in', [...members])
    .select(['member', 'name', 'role'])
    .orderBy('member')
    .execute();
}
