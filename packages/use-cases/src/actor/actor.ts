import type { Permission, Role } from './permissions.ts';

/** Who asks, on whose behalf and in which request; made from a verified token, never from a body. */
export interface Actor {
  /** Id of the user or machine at its issuer; stands in audit and access events. */
  readonly id: string;
  readonly role: Role;
  /** The municipality whose rows exist for this actor. */
  readonly municipalityId: string;
  readonly requestId: string;
  /** What the scopes of a machine's token leave of its role; all of it where nothing is said. */
  readonly narrowedTo?: ReadonlySet<Permission>;
}

/** The scope of the transactions that run for `actor`. */
export function tenantOf(actor: Actor): { readonly municipalityId: string; readonly actorId: string } {
  return { municipalityId: actor.municipalityId, actorId: actor.id };
}
