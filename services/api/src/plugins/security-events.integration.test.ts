import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IdentityScene, setIdentityScene, signIn } from '../../test/identity-scene.ts';

let scene: IdentityScene;
beforeAll(async () => {
  scene = await setIdentityScene();
});
afterAll(() => scene.close());

interface SecurityEvent {
  readonly securityEvent: string;
  readonly role: string | null;
  readonly sessionId: string | null;
}

function isSecurityEvent(line: unknown): line is SecurityEvent {
  return typeof line === 'object' && line !== null && 'securityEvent' in line;
}

/** What was marked as a security event while something was done. */
async function eventsOf(work: () => Promise<unknown>): Promise<readonly object[]> {
  const before = scene.log.length;
  await work();
  return scene.log
    .slice(before)
    .map((line): unknown => JSON.parse(line))
    .filter(isSecurityEvent)
    .map(({ securityEvent, role, sessionId }) => ({ securityEvent, role, sessionId }));
}

test('whoever is refused for want of a permission is told of in the log, by role and session', async () => {
  const { ask } = await signIn(scene, 'kari');
  const [session] = await scene.identityDb
    .selectFrom('staff_sessions')
    .select('id')
    .where('actor', '=', 'kari')
    .execute();
  const told = await eventsOf(async () => {
    expect(await ask('/v1/audit-events')).toBe(403);
  });
  const sessionId = session?.id;
  expect(told).toEqual([{ securityEvent: 'authorisation.denied', role: 'case-officer', sessionId }]);
  expect(scene.log.join('')).not.toMatch(/"kari"/);
});

test('so is a forged request, a token that does not hold, and a form that nobody of ours sends', async () => {
  const { browser, csrfToken } = await signIn(scene, 'leder');
  const forged = async () =>
    await browser.send(new URL('/auth/sign-out', scene.url), {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'x-csrf-token': csrfToken },
    });
  expect(await eventsOf(forged)).toMatchObject([{ securityEvent: 'authentication.request-not-ours' }]);
  const withToken = async () =>
    await fetch(new URL('/v1/me', scene.url), { headers: { authorization: 'Bearer a.b.c' } });
  expect(await eventsOf(withToken)).toMatchObject([{ securityEvent: 'authentication.invalid' }]);
  const malformed = async () => await browser.send(new URL('/v1/dwellings?limit=all&nothing=%00', scene.url));
  const [event] = await eventsOf(malformed);
  expect(JSON.stringify(event)).toMatch(/"securityEvent":"request\./);
});

test('who is not signed in any more, as every page is some day, is not', async () => {
  expect(await eventsOf(async () => await fetch(new URL('/v1/me', scene.url)))).toEqual([]);
});
