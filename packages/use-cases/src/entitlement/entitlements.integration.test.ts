import { plainDate } from '@boligtrapp/domain';
import { aHousehold, anApplication, anAssessment, nextId, someNeeds } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGrant, aRecusal, aRefusal, decide, historyOf, statusOf } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { registerAssessment } from '../assessment/register-assessment.ts';
import { listEntitlements } from './list-entitlements.ts';
import { registerEntitlement } from './register-entitlement.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A received application; with an assessment that holds today unless said otherwise. */
async function aReceived(isAssessed = true): Promise<{ householdId: string; applicationId: string }> {
  const householdId = await aHousehold(scene.home);
  const applicationId = await anApplication(scene.home, { household_id: householdId, status: 'received' });
  if (isAssessed) await anAssessment(scene.home, { household_id: householdId });
  return { householdId, applicationId };
}

async function assess(householdId: string): Promise<void> {
  const assessment = {
    householdId,
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    needs: someNeeds(),
    urgencyClass: 2,
    needPoints: 0,
    needPointsParts: [],
    waitingSince: TODAY,
    readyToMove: false,
    assessedOn: TODAY,
    validUntil: plainDate('2027-11-23'),
  } as const;
  await registerAssessment(scene.deps, actorOf(scene.home), assessment, aRequest('registerAssessment'));
}

describe('deciding on entitlement', () => {
  it('gives each track its basis and appeal body, and several decisions to one application', async () => {
    const { applicationId } = await aReceived(false);
    const tracks = ['assistance', 'municipal-dwelling', 'care-dwelling', 'temporary-housing'] as const;
    for (const decisionTrack of tracks)
      await decide(scene, scene.home, aGrant(applicationId, { decisionTrack }));
    const actor = actorOf(scene.home, 'auditor');
    const decisions = await listEntitlements(scene.deps, actor, applicationId);
    expect(
      decisions.map(({ decisionTrack, appealBody, isAppealBodyVerified }) => [
        decisionTrack,
        appealBody,
        isAppealBodyVerified,
      ]),
    ).toEqual([
      ['assistance', 'statsforvalter', true],
      ['municipal-dwelling', 'municipal-appeals-board', true],
      ['care-dwelling', 'statsforvalter', true],
      ['temporary-housing', 'statsforvalter', false],
    ]);
    expect(decisions[1]).toMatchObject({
      legalBasis: 'LOV-1967-02-10 § 28 (2); Retningslinjer for tildeling § 4',
      notifiedOn: TODAY,
      decidedBy: 'case-officer-1',
      isInForce: true,
    });
    const access = await peek(scene.home, async (tx) =>
      tx.selectFrom('access_events').select('operation').where('request_id', '=', actor.requestId).execute(),
    );
    expect(access).toEqual([{ operation: 'list-entitlements' }]);
  });

  it('lets the database hold the appeal body and the reason of a refusal, whoever writes', async () => {
    const { applicationId } = await aReceived();
    const insert = async (changes: object): Promise<unknown> =>
      await peek(scene.home, async (tx) =>
        tx
          .insertInto('entitlements')
          .values({
            municipality_id: scene.home.municipalityId,
            id: nextId(),
            application_id: applicationId,
            decision_track: 'municipal-dwelling',
            outcome: 'refused',
            legal_basis: 'x',
            appeal_body: 'municipal-appeals-board',
            decided_on: TODAY,
            notified_on: TODAY,
            decided_by: 'x',
            reason: 'long enough to be a reason',
            ...changes,
          })
          .execute(),
      );
    await expect(insert({ appeal_body: 'statsforvalter' })).rejects.toThrow(/entitlements_appeal_body_check/);
    await expect(insert({ decision_track: 'care-dwelling' })).rejects.toThrow(
      /entitlements_appeal_body_check/,
    );
    await expect(insert({ reason: null })).rejects.toThrow(/entitlements_reason_check/);
    await expect(insert({ reason: 'short' })).rejects.toThrow(/entitlements_reason_check/);
    await insert({});
    await expect(insert({})).rejects.toThrow(/entitlements_once_per_track_key/);
  });

  it('is not for whoever has a recused superior', async () => {
    const { householdId, applicationId } = await aReceived();
    await aRecusal(scene.home, householdId, 'boss');
    await peek(scene.home, async (tx) => {
      const row = { municipality_id: scene.home.municipalityId, member: 'subordinate', superior: 'boss' };
      await tx.insertInto('staff').values(row).execute();
    });
    const subordinate = { ...actorOf(scene.home), id: 'subordinate' };
    await expect(
      registerEntitlement(scene.deps, subordinate, aGrant(applicationId), aRequest('registerEntitlement')),
    ).rejects.toMatchObject({ code: 'decision.signer-recused' });
    expect((await statusOf(scene.home, applicationId)).status).toBe('received');
  });

  it('puts the application in the queue with the assessment, whichever comes last', async () => {
    const assessedFirst = await aReceived();
    await expect(decide(scene, scene.home, aGrant(assessedFirst.applicationId))).resolves.toMatchObject({
      applicationStatus: 'in-queue',
    });
    const grantedFirst = await aReceived(false);
    await expect(decide(scene, scene.home, aGrant(grantedFirst.applicationId))).resolves.toMatchObject({
      applicationStatus: 'received',
    });
    await assess(grantedFirst.householdId);
    await expect(statusOf(scene.home, grantedFirst.applicationId)).resolves.toEqual({
      status: 'in-queue',
      version: 2,
    });
    expect(await historyOf(scene, scene.home, grantedFirst.householdId)).toEqual([
      expect.stringMatching(/^entered own out \d+$/),
    ]);
  });

  it('puts it in the queue once when both come at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { householdId, applicationId } = await aReceived(false);
      await Promise.all([decide(scene, scene.home, aGrant(applicationId)), assess(householdId)]);
      expect((await statusOf(scene.home, applicationId)).status).toBe('in-queue');
      expect(await historyOf(scene, scene.home, householdId)).toHaveLength(1);
    }
  });

  it('refuses the application when all decisions refuse, and a correction brings it back', async () => {
    const { householdId, applicationId } = await aReceived();
    await decide(scene, scene.home, aRefusal(applicationId, { decisionTrack: 'assistance' }));
    expect((await statusOf(scene.home, applicationId)).status).toBe('received');
    const refusal = await decide(scene, scene.home, aRefusal(applicationId));
    expect(refusal.applicationStatus).toBe('refused');
    const correction = await decide(scene, scene.home, aGrant(applicationId, { correctsId: refusal.id }));
    expect(correction.applicationStatus).toBe('in-queue');
    await expect(
      decide(scene, scene.home, aGrant(applicationId, { correctsId: refusal.id })),
    ).rejects.toMatchObject({
      code: 'entitlement.corrected-already',
    });
    const back = await decide(scene, scene.home, aRefusal(applicationId, { correctsId: correction.id }));
    expect(back.applicationStatus).toBe('refused');
    expect(
      (await historyOf(scene, scene.home, householdId)).map((line) => line.split(' ').slice(0, 2)),
    ).toEqual([
      ['entered', 'own'],
      ['refused', 'own'],
    ]);
  });

  it('is made once for a track, and corrected within its application and track only', async () => {
    const { applicationId } = await aReceived();
    const { id } = await decide(scene, scene.home, aGrant(applicationId));
    await expect(decide(scene, scene.home, aGrant(applicationId))).rejects.toMatchObject({
      code: 'entitlement.decided-already',
    });
    const other = await aReceived();
    const unknown = { code: 'record.reference-unknown', details: { field: 'correctsId' } };
    await expect(
      decide(scene, scene.home, aGrant(other.applicationId, { correctsId: id })),
    ).rejects.toMatchObject(unknown);
    const otherTrack = aGrant(applicationId, { decisionTrack: 'care-dwelling', correctsId: id });
    await expect(decide(scene, scene.home, otherTrack)).rejects.toMatchObject(unknown);
  });

  it('needs a reason for a refusal, local rules for a municipal dwelling, and days in their order', async () => {
    const { applicationId } = await aReceived();
    const refused = async (changes: object): Promise<string> => {
      const outcome = await decide(scene, scene.home, aRefusal(applicationId, changes)).catch(
        (error: unknown) => error,
      );
      return typeof outcome === 'object' && outcome !== null && 'code' in outcome
        ? String(outcome.code)
        : 'made';
    };
    expect(await refused({ reason: '                       ' })).toBe('entitlement.reason-missing');
    expect(await refused({ reason: null })).toBe('entitlement.reason-missing');
    expect(await refused({ localRules: null })).toBe('entitlement.local-rules-missing');
    expect(await refused({ decidedOn: plainDate('2026-11-24') })).toBe('record.date-in-the-future');
    expect(await refused({ notifiedOn: plainDate('2026-11-22') })).toBe('record.range-reversed');
    expect(await refused({ decidedOn: plainDate('2026-01-14'), notifiedOn: TODAY })).toBe(
      'record.range-reversed',
    );
    expect(await refused({})).toBe('made');
  });

  it('is not made for a settled application, for one that is not there, or by whoever is recused', async () => {
    const { householdId, applicationId } = await aReceived();
    await aRecusal(scene.home, householdId, 'case-officer-1');
    const notFound = { code: 'housing-application.not-found' };
    await expect(decide(scene, scene.home, aGrant(applicationId))).rejects.toMatchObject(notFound);
    await expect(listEntitlements(scene.deps, actorOf(scene.home), applicationId)).rejects.toMatchObject(
      notFound,
    );
    const foreign = await anApplication(scene.elsewhere, { household_id: await aHousehold(scene.elsewhere) });
    await expect(decide(scene, scene.home, aGrant(foreign))).rejects.toMatchObject(notFound);
    const settled = await anApplication(scene.home, {
      household_id: await aHousehold(scene.home),
      status: 'withdrawn',
    });
    await expect(decide(scene, scene.home, aGrant(settled))).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'withdrawn', action: 'decide', allowed: '' } },
    });
  });
});
