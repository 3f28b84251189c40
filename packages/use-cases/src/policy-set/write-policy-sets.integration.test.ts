import { findPolicyInForce } from '@boligtrapp/database';
import { DEFAULT_POLICY, type PolicyContent, plainDate } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { aMunicipality, aPolicySet, type BuilderScope } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDraft, anImpactRun, aSubmitted } from '../../test/policy-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { approvePolicySet } from './approve-policy-set.ts';
import { changePolicySet } from './change-policy-set.ts';
import { comparePolicySets } from './compare-policy-sets.ts';
import { discardPolicySet, rejectPolicySet, submitPolicySet } from './move-policy-set.ts';

let scene: RecordsScene;
let scope: BuilderScope;
let inForceId: string;

beforeAll(async () => {
  scene = await openRecordsScene();
});
beforeEach(async () => {
  scope = await aMunicipality(scene.db);
  inForceId = await aPolicySet(scope);
});
afterAll(async () => {
  await scene.close();
});

const MORE_ROOM: PolicyContent = { ...DEFAULT_POLICY, spareBedrooms: 2 };
const APPROVAL = { validFrom: TODAY, reason: 'Decided by the council.', decisionReference: 'Case 26/100' };

function versionOf({ id, version }: { readonly id: string; readonly version: number }) {
  return { policySetId: id, version };
}

async function approve(
  set: { readonly id: string; readonly version: number },
  changes: Partial<typeof APPROVAL> = {},
  actor = actorOf(scope, 'leader'),
) {
  const command = { ...APPROVAL, ...changes, ...versionOf(set) };
  return await approvePolicySet(scene.deps, actor, command, aRequest('approvePolicySet'));
}

describe('a draft', () => {
  it('begins from the set in force, complete, with the hash of its content', async () => {
    const draft = await aDraft(scene, scope);
    expect(draft).toMatchObject({
      state: 'draft',
      basedOnId: inForceId,
      content: DEFAULT_POLICY,
      contentHash: sha256Hex(DEFAULT_POLICY),
      author: 'case-officer-1',
      editors: [],
      validFrom: null,
      version: 1,
    });
  });

  it('says all that an older set left unsaid', async () => {
    const { refusals: _r, leaseTermMonths: _l, ...old } = DEFAULT_POLICY;
    const basedOnId = await aPolicySet(scope, {
      state: 'replaced',
      valid_during: '[2010-01-01,2020-01-01)',
      content: old,
    });
    expect((await aDraft(scene, scope, { basedOnId })).content).toEqual(DEFAULT_POLICY);
    const stored = await peek(scope, async (tx) => await findPolicyInForce(tx, plainDate('2015-01-01')));
    expect(stored?.content).toEqual(old);
    expect(stored?.contentHash).toBe(sha256Hex(old));
  });

  it.each([
    ['policy-set.against-law', { ...DEFAULT_POLICY, leaseTermMonths: 12 }],
    [
      'policy-set.source-missing',
      { ...DEFAULT_POLICY, sources: { ...DEFAULT_POLICY.sources, refusals: undefined } },
    ],
  ])('is refused with %s', async (code, content) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the second one lacks what the type asks for
    const wrong = content as PolicyContent;
    await expect(aDraft(scene, scope, { content: wrong })).rejects.toMatchObject({ code });
  });

  it('needs a name of its own and a base that exists', async () => {
    await aDraft(scene, scope, { name: 'Mine' });
    await expect(aDraft(scene, scope, { name: 'Mine' })).rejects.toMatchObject({
      code: 'policy-set.name-taken',
    });
    const basedOnId = await aPolicySet(scene.elsewhere, {
      state: 'draft',
      valid_during: null,
      approver: null,
    });
    await expect(aDraft(scene, scope, { basedOnId })).rejects.toMatchObject({ code: 'policy-set.not-found' });
  });

  it('is changed by others, who then have a part in it, on the version they read', async () => {
    const draft = await aDraft(scene, scope);
    const leader = actorOf(scope, 'leader');
    const changed = await changePolicySet(scene.deps, leader, { ...versionOf(draft), content: MORE_ROOM });
    expect(changed).toMatchObject({
      version: 2,
      editors: ['leader-1'],
      content: MORE_ROOM,
      contentHash: sha256Hex(MORE_ROOM),
    });
    const stale = changePolicySet(scene.deps, leader, { ...versionOf(draft), name: 'Late' });
    await expect(stale).rejects.toMatchObject({ code: 'record.version-stale' });
    // The same again changes nothing, and neither does a name make anybody an editor.
    const same = await changePolicySet(scene.deps, actorOf(scope), {
      ...versionOf(changed),
      content: MORE_ROOM,
    });
    expect(same.version).toBe(2);
  });

  it('that is discarded is final', async () => {
    const draft = await aDraft(scene, scope);
    const gone = await discardPolicySet(scene.deps, actorOf(scope), versionOf(draft), aRequest('discard'));
    expect(gone.state).toBe('discarded');
    const change = changePolicySet(scene.deps, actorOf(scope), { ...versionOf(gone), name: 'Again' });
    await expect(change).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'discarded', action: 'change', allowed: '' } },
    });
  });
});

async function submit(set: { readonly id: string; readonly version: number }) {
  return await submitPolicySet(scene.deps, actorOf(scope), versionOf(set), aRequest('submitPolicySet'));
}

describe('submitting', () => {
  it('takes an impact run of the very content', async () => {
    const draft = await aDraft(scene, scope);
    await expect(submit(draft)).rejects.toMatchObject({ code: 'policy-set.impact-run-missing' });
    await anImpactRun(scope, draft);
    const command = { ...versionOf(draft), content: MORE_ROOM };
    const changed = await changePolicySet(scene.deps, actorOf(scope), command);
    await expect(submit(changed)).rejects.toMatchObject({ code: 'policy-set.impact-run-missing' });
    await anImpactRun(scope, changed);
    expect(await submit(changed)).toMatchObject({
      state: 'submitted',
      submittedBy: 'case-officer-1',
      version: 3,
    });
  });

  it('takes a reason for every group', async () => {
    const { unit, source } = DEFAULT_POLICY.sources.caps;
    const sources = { ...DEFAULT_POLICY.sources, caps: { unit, source } };
    const draft = await aDraft(scene, scope, { content: { ...DEFAULT_POLICY, sources } });
    await anImpactRun(scope, draft);
    await expect(submit(draft)).rejects.toMatchObject({
      code: 'policy-set.reason-missing',
      details: { facts: { group: 'caps' } },
    });
  });

  it('ends changes until it is sent back, with the reason', async () => {
    const set = await aSubmitted(scene, scope);
    const change = { ...versionOf(set), name: 'Other' };
    await expect(changePolicySet(scene.deps, actorOf(scope), change)).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
    const command = { ...versionOf(set), reason: 'The caps are too high.' };
    const back = await rejectPolicySet(scene.deps, actorOf(scope, 'leader'), command, aRequest('reject'));
    expect(back).toMatchObject({ state: 'draft', rejectionReason: 'The caps are too high.' });
    expect(await submit(back)).toMatchObject({ state: 'submitted', rejectionReason: null });
  });
});

describe('approving', () => {
  it('puts the set in force from the day, and ends the one before', async () => {
    const validFrom = plainDate('2027-01-01');
    const approved = await approve(await aSubmitted(scene, scope, { content: MORE_ROOM }), { validFrom });
    expect(approved).toMatchObject({
      state: 'in-force',
      validFrom,
      validTo: null,
      approver: 'leader-1',
      approvalReason: APPROVAL.reason,
      approvalReference: APPROVAL.decisionReference,
    });
    const on = async (date: string) =>
      (await peek(scope, async (tx) => await findPolicyInForce(tx, plainDate(date))))?.id;
    expect(await on('2026-12-31')).toBe(inForceId);
    expect(await on('2027-01-01')).toBe(approved.id);
    const audit = await peek(
      scope,
      async (tx) =>
        await tx
          .selectFrom('audit_events')
          .where('action', '=', 'policy-set.approved')
          .select(['reason', 'after'])
          .executeTakeFirst(),
    );
    expect(audit).toMatchObject({
      reason: APPROVAL.reason,
      after: { replacedId: inForceId, validFrom },
    });
  });

  it('is not for whoever wrote, changed or submitted it', async () => {
    const byLeader = { ...actorOf(scope, 'leader'), id: 'case-officer-1' };
    const set = await aSubmitted(scene, scope);
    await expect(approve(set, {}, byLeader)).rejects.toMatchObject({ code: 'policy-set.approver-took-part' });
    const draft = await aDraft(scene, scope);
    const command = { ...versionOf(draft), content: MORE_ROOM };
    const changed = await changePolicySet(scene.deps, actorOf(scope, 'leader'), command);
    await anImpactRun(scope, changed);
    const submitted = await submitPolicySet(
      scene.deps,
      actorOf(scope),
      versionOf(changed),
      aRequest('submit'),
    );
    await expect(approve(submitted)).rejects.toMatchObject({ code: 'policy-set.approver-took-part' });
    const other = { ...actorOf(scope, 'leader'), id: 'leader-2' };
    expect(await approve(submitted, {}, other)).toMatchObject({ state: 'in-force' });
    await expect(approve(set, {}, actorOf(scope))).rejects.toMatchObject({ code: 'authorisation.denied' });
  });

  it.each(['author', 'editor', 'submitter'])('by its %s is refused by the database itself', async (part) => {
    const set = await aSubmitted(scene, scope);
    await peek(scope, async (tx) => {
      const parts = { author: 'a', editors: ['e'], submitted_by: 's' };
      await tx.updateTable('policy_sets').set(parts).where('id', '=', set.id).execute();
    });
    const valid_during = '[2019-01-01,2019-02-01)';
    const update = peek(scope, async (tx) => {
      const approved = { state: 'in-force' as const, valid_during, approver: part.slice(0, 1) };
      await tx.updateTable('policy_sets').set(approved).where('id', '=', set.id).execute();
    });
    await expect(update).rejects.toThrow(/policy_sets_(?:four_eyes|editors|submitter)_check/);
  });

  it('is neither for a past day nor for one on which a later set holds', async () => {
    const set = await aSubmitted(scene, scope);
    await expect(approve(set, { validFrom: plainDate('2026-11-22') })).rejects.toMatchObject({
      code: 'policy-set.valid-from-in-the-past',
    });
    const later = await approve(await aSubmitted(scene, scope), { validFrom: plainDate('2027-01-01') });
    for (const day of ['2026-12-01', '2027-01-01']) {
      await expect(approve(set, { validFrom: plainDate(day) })).rejects.toMatchObject({
        code: 'policy-set.another-in-force',
        details: { facts: { policySetId: later.id } },
      });
    }
    expect(await approve(set, { validFrom: plainDate('2027-01-02') })).toMatchObject({ state: 'in-force' });
  });

  it('of many at once is won by one, and the others conflict', async () => {
    const sets = await Promise.all(Array.from({ length: 8 }, async () => await aSubmitted(scene, scope)));
    const outcomes = await Promise.allSettled(sets.map(async (set) => await approve(set)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'policy-set.another-in-force' });
    }
    const holding = await peek(
      scope,
      async (tx) =>
        await tx.selectFrom('policy_sets').where('state', '=', 'in-force').select('valid_during').execute(),
    );
    expect(holding).toEqual([{ valid_during: '[2026-11-23,)' }]);
  });
});

describe('comparing', () => {
  it('names each figure that a draft changes, and who else changes it', async () => {
    const mine = await aDraft(scene, scope, { content: MORE_ROOM });
    const same = await aSubmitted(scene, scope, {
      content: { ...DEFAULT_POLICY, spareBedrooms: 3, smallUnitBelowM2: 40 },
    });
    await aDraft(scene, scope, { content: { ...DEFAULT_POLICY, smallUnitBelowM2: 30 } });
    const compared = await comparePolicySets(scene.deps, actorOf(scope, 'leader'), { policySetId: mine.id });
    expect(compared).toEqual({
      againstId: inForceId,
      changes: [{ figure: 'spareBedrooms', unit: 'bedrooms', before: 1, after: 2 }],
      conflicts: [
        {
          policySetId: same.id,
          name: same.name,
          state: 'submitted',
          figures: [{ figure: 'spareBedrooms', mine: 2, other: 3 }],
        },
      ],
    });
    const approved = await approve(same);
    const after = await comparePolicySets(scene.deps, actorOf(scope), {
      policySetId: approved.id,
      againstId: mine.id,
    });
    expect(after).toMatchObject({ againstId: mine.id, conflicts: [] });
    expect(after.changes).toHaveLength(2);
  });
});
