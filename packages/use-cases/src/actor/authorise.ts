import { AccessRefusedError } from '../errors/domain-error.ts';
import type { Actor } from './actor.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

/**
 * Whether the actor's role includes `permission`, and the scopes of its token do, where it has any. What no list has is
 * denied, a role that nobody knows among it.
 */
export function isAllowed(actor: Pick<Actor, 'role' | 'narrowedTo'>, permission: Permission): boolean {
  if (actor.narrowedTo?.has(permission) === false) return false;
  return Object.hasOwn(PERMISSIONS, actor.role) && PERMISSIONS[actor.role].has(permission);
}

/**
 * First line of every use case: lets the actor go on, or not. The route has checked the same permission; this
 * holds for callers that are not routes.
 *
 * @throws {AccessRefusedError} `authorisation.denied`
 */
export function authorise(actor: Actor, permission: Permission): void {
  if (!isAllowed(actor, permission)) {
    throw new AccessRefusedError('authorisation.denied', { facts: { permission } });
  }
}
