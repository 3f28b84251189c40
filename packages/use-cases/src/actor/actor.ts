import type { Role } from './permissions.ts';

/** Who asks, on whose behalf and in which request; made from a verified token, never from a body. */
export interface Actor {
  /** Id of the user or machine at its issuer; stands in audit and access events. */
  readonly id: string;
  readonly role: Role;
  /** The municipality whose rows exist for this actor. */
  readonly municipalityId: string;
  readonly requestId: string;
}

/** The scope of the transactions that run for `actor`. */
export function tenantOf(actor: Actor): { readonly municipalityId: string; readonly actorId: string } {
  return { municipalityId: actor.municipalityId, actorId: actor.id };
}
