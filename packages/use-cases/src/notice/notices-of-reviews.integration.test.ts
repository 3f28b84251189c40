import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeDeps, noticesOf } from '../../test/notice-scene.ts';
import { openRecordsScene, type RecordsScene } from '../../test/records-scene.ts';
import {
  A_REVIEW_REASON,
  aPreparedReview,
  aTenancy,
  decide,
  type Tenancy,
  TO_RENEW,
} from '../../test/review-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { PREPARE_DUE_NOTICES } from './prepare-due-notices.ts';

// Far ahead: a decision is dated by the clock of the database.
const TERM = { starts_on: plainDate('2186-06-01'), last_day: plainDate('2190-05-31') };

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function aNightIn2190(town: Town, day: string): Promise<void> {
  const night = { municipalityId: town.municipalityId, runId: nextId(), isLatest: true, actorId: 'night' };
  const deps = { db: scene.db, ids: { next: nextId } };
  await PREPARE_DUE_NOTICES.run(deps, { ...night, runOn: plainDate(day), policy: DEFAULT_POLICY });
}

async function lines(town: Town): Promise<readonly string[]> {
  const notices = await noticesOf(noticeDeps(scene, plainDate('2190-06-10')), town);
  return notices
    .map(
      ({ kind, sequence, ground, discardedBecause }) => `${kind} ${sequence} ${discardedBecause ?? ground}`,
    )
    .toSorted();
}

async function aTenancyWithLetters(): Promise<{ readonly town: Town; readonly tenancy: Tenancy }> {
  const town = await aTown(scene);
  const tenancy = await aTenancy(town, { lease: TERM, assessment: { valid_until: plainDate('2198-01-01') } });
  await aNightIn2190(town, '2190-05-15');
  expect(await lines(town)).toEqual([
    'expiry-information first end-nears',
    'interview-invitation first end-nears',
    'move-request first no-decision',
  ]);
  return { town, tenancy };
}

describe('what is decided in a review', () => {
  it('leaves nothing but the requests to move where the tenant is to leave', async () => {
    const { town, tenancy } = await aTenancyWithLetters();
    const reviewId = await aPreparedReview(scene, town, tenancy);
    const ruling = { ...A_REVIEW_REASON, outcome: 'ended', termMonths: null } as const;
    await decide(scene, town, reviewId, ruling);
    await aNightIn2190(town, '2190-05-16');
    expect(await lines(town)).toEqual([
      'expiry-information first decided',
      'interview-invitation first decided',
      'move-request first to-leave',
    ]);
    await aNightIn2190(town, '2190-06-07');
    expect(await lines(town)).toContain('move-request second to-leave');
  });

  it('leaves no letter where the lease is renewed', async () => {
    const { town, tenancy } = await aTenancyWithLetters();
    const reviewId = await aPreparedReview(scene, town, tenancy);
    await decide(scene, town, reviewId, TO_RENEW);
    await aNightIn2190(town, '2190-05-16');
    expect(await lines(town)).toEqual([
      'expiry-information first renewed',
      'interview-invitation first renewed',
      'move-request first renewed',
    ]);
    await aNightIn2190(town, '2190-06-07');
    expect(await lines(town)).toHaveLength(3);
  });
});
