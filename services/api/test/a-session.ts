import type { Db } from '@boligtrapp/database';
import { createIdSource, createTokenSource } from '@boligtrapp/platform';
import { type StaffIdentity, signInStaff } from '@boligtrapp/use-cases';
import { sceneDeps } from './api-scene.ts';

/** Lets somebody have signed in: what lives no longer than their role is alive then. */
export async function aSession(
  db: Db,
  identity: Pick<StaffIdentity, 'municipalityId' | 'actorId' | 'role'>,
): Promise<void> {
  const { clock } = sceneDeps(db, []);
  const deps = { db, ids: createIdSource(), tokens: createTokenSource(), clock };
  const issuer = {
    issuer: 'https://idp.example',
    issuerSubject: identity.actorId,
    issuerSession: null,
    name: null,
  };
  await signInStaff(deps, {
    identity: { ...issuer, ...identity },
    refreshToken: 'none',
    askedAt: clock.now(),
    lifetimeMs: 36_000_000,
    requestId: crypto.randomUUID(),
  });
}
