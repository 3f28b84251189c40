import { type Db, inTenant } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { PERMISSION_NAMES, type Permission } from '../actor/permissions.ts';

/** Who asks, as the service knows them. */
export interface Me {
  readonly id: string;
  readonly role: Actor['role'];
  /** Null where the municipality of the token is not served here. */
  readonly municipality: {
    readonly id: string;
    readonly kommunenummer: string;
    readonly name: string;
  } | null;
  readonly permissions: readonly Permission[];
}

/** Who the actor is, and what they may do. */
export async function readMe({ db }: { readonly db: Db }, actor: Actor): Promise<Me> {
  authorise(actor, 'me.read');
  const municipality = await inTenant(
    db,
    tenantOf(actor),
    async (tx) =>
      await tx.selectFrom('municipalities').select(['id', 'kommunenummer', 'name']).executeTakeFirst(),
  );
  return {
    id: actor.id,
    role: actor.role,
    municipality: municipality ?? null,
    permissions: PERMISSION_NAMES.filter((permission) => isAllowed(actor, permission)),
  };
}
