import { countDirectory, type Db, type DirectoryEntry, inTenant, listDirectory } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';

/** A page of the directory of staff. */
export interface StaffDirectoryPage {
  readonly items: readonly DirectoryEntry[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Who has signed in with a role here, by id, after `afterMember` (exclusive): for choosing whom to appoint. */
export async function listStaffDirectory(
  { db }: { readonly db: Db },
  actor: Actor,
  { afterMember, limit }: { readonly afterMember: string | undefined; readonly limit: number },
): Promise<StaffDirectoryPage> {
  authorise(actor, 'staff-directory.read');
  return await inTenant(db, tenantOf(actor), async (tx) => {
    const rows = await listDirectory(tx, { afterMember, limit: limit + 1 });
    return {
      items: rows.slice(0, limit),
      isLast: rows.length <= limit,
      totalCount: await countDirectory(tx),
    };
  });
}
