import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { aMunicipality, aPolicySet, type BuilderScope } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, type RecordsScene } from '../../test/records-scene.ts';
import { getPolicySet, getPolicySetInForce, listPolicySets } from './read-policy-sets.ts';

let scene: RecordsScene;
let scope: BuilderScope;
let replaced: string;
let inForce: string;
let draft: string;

beforeAll(async () => {
  scene = await openRecordsScene();
  scope = await aMunicipality(scene.db);
  replaced = await aPolicySet(scope, { state: 'replaced', valid_during: '[2025-01-01,2026-11-23)' });
  inForce = await aPolicySet(scope, { valid_during: '[2026-11-23,)', name: 'Today' });
  draft = await aPolicySet(scope, { state: 'draft', valid_during: null, approver: null });
});
afterAll(async () => {
  await scene.close();
});

describe('policy sets', () => {
  it('hold from their first day until the day before the next', async () => {
    const actor = actorOf(scope, 'leader');
    const on = async (date?: string): Promise<string> =>
      (await getPolicySetInForce(scene.deps, actor, date === undefined ? undefined : plainDate(date))).id;
    expect(await on()).toBe(inForce);
    expect(await on('2026-11-22')).toBe(replaced);
    expect(await on('2025-01-01')).toBe(replaced);
    await expect(on('2024-12-31')).rejects.toMatchObject({
      code: 'policy-set.none-in-force',
      details: { facts: { on: '2024-12-31' } },
    });
  });

  it('are told with content, period and version', async () => {
    await expect(getPolicySet(scene.deps, actorOf(scope), inForce)).resolves.toMatchObject({
      name: 'Today',
      state: 'in-force',
      validFrom: '2026-11-23',
      validTo: null,
      content: DEFAULT_POLICY,
      version: 1,
    });
    await expect(getPolicySet(scene.deps, actorOf(scope), draft)).resolves.toMatchObject({
      validFrom: null,
      validTo: null,
      approver: null,
    });
  });

  it('come from the newest, in pages', async () => {
    const first = await listPolicySets(scene.deps, actorOf(scope), { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([draft, inForce]);
    expect(first).toMatchObject({ isLast: false, totalCount: 3 });
    const rest = await listPolicySets(scene.deps, actorOf(scope), { beforeId: inForce, limit: 2 });
    expect(rest.items.map(({ id }) => id)).toEqual([replaced]);
    expect(rest.isLast).toBe(true);
  });

  it('of another municipality are not found', async () => {
    const foreign = await aPolicySet(scene.elsewhere, { state: 'draft', valid_during: null, approver: null });
    await expect(getPolicySet(scene.deps, actorOf(scope), foreign)).rejects.toMatchObject({
      code: 'policy-set.not-found',
    });
  });
});
