import { createIdSource, createTokenSource } from '@boligtrapp/platform';
import { type StaffRole, signInStaff } from '@boligtrapp/use-cases';
import { type ApiScene, sceneDeps } from './api-scene.ts';

/** Lets somebody of the first municipality have signed in: what lives no longer than their role is alive then. */
export async function aSession(
  scene: ApiScene,
  { actorId, role }: { readonly actorId: string; readonly role: StaffRole },
): Promise<void> {
  const { clock } = sceneDeps(scene.db, []);
  const deps = { db: scene.db, ids: createIdSource(), tokens: createTokenSource(), clock };
  const issuer = { issuer: 'https://idp.example', issuerSubject: actorId, issuerSession: null };
  await signInStaff(deps, {
    identity: { ...issuer, actorId, role, municipalityId: scene.one.id },
    refreshToken: 'none',
    askedAt: clock.now(),
    lifetimeMs: 36_000_000,
    requestId: crypto.randomUUID(),
  });
}
