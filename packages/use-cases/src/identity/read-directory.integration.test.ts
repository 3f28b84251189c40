import { afterAll, beforeAll, expect, it } from 'vitest';
import { actorOf, openRecordsScene, type RecordsScene } from '../../test/records-scene.ts';
import { aTown } from '../../test/round-scene.ts';
import { listStaffDirectory } from './read-directory.ts';
import { signInStaff } from './sign-in-staff.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

it('lists who has signed in, by id, with the last name and role; of this municipality alone', async () => {
  const [town, other] = [await aTown(scene), await aTown(scene)];
  let secrets = 0;
  const tokens = { secret: () => `secret-${(secrets += 1)}-${crypto.randomUUID()}`.padEnd(43, 'x') };
  const signIn = async (
    { municipalityId }: { readonly municipalityId: string },
    who: { readonly actorId: string; readonly name: string | null; readonly role: 'committee' | 'leader' },
  ): Promise<void> => {
    const issuer = { issuer: 'https://idp.example', issuerSubject: who.actorId, issuerSession: null };
    await signInStaff(
      { ...scene.deps, tokens },
      {
        identity: { ...issuer, ...who, municipalityId },
        refreshToken: 'r',
        askedAt: scene.deps.clock.now(),
        lifetimeMs: 36_000_000,
        requestId: crypto.randomUUID(),
      },
    );
  };
  await signIn(town, { actorId: 'b', name: 'Prøve Bø', role: 'committee' });
  await signIn(town, { actorId: 'a', name: null, role: 'committee' });
  await signIn(town, { actorId: 'b', name: null, role: 'leader' });
  await signIn(other, { actorId: 'c', name: null, role: 'leader' });
  const read = async (afterMember?: string) =>
    await listStaffDirectory(scene.deps, actorOf(town), { afterMember, limit: 1 });
  const first = await read();
  expect(first).toEqual({
    items: [{ member: 'a', name: null, role: 'committee' }],
    isLast: false,
    totalCount: 2,
  });
  expect(await read('a')).toMatchObject({
    items: [{ member: 'b', name: 'Prøve Bø', role: 'leader' }],
    isLast: true,
  });
  await expect(
    listStaffDirectory(scene.deps, actorOf(town, 'auditor'), { afterMember: undefined, limit: 1 }),
  ).rejects.toMatchObject({ code: 'authorisation.denied' });
});
