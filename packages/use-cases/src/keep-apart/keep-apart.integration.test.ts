import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import { aHousehold, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { getOverdueReviews } from '../place/read-place-limits.ts';
import { getKeepApart, getKeepApartReason, listKeepApart } from './read-keep-apart.ts';
import { type RegisterKeepApart, registerKeepApart } from './register-keep-apart.ts';
import { type KeepApartOutcome, reviewKeepApart } from './review-keep-apart.ts';

const SECRET = 'en hendelse i fjor';
let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function twoHouseholds(): Promise<[string, string]> {
  return [await aHousehold(scene.home), await aHousehold(scene.home)];
}

async function register(
  householdIds: readonly [string, string],
  changes: Partial<RegisterKeepApart> = {},
  request = aRequest('registerKeepApart'),
): Promise<{ readonly id: string; readonly version: number }> {
  const command: RegisterKeepApart = {
    householdIds,
    scope: 'building',
    reason: SECRET,
    owner: 'kari',
    reviewOn: plainDate('2027-05-01'),
    validFrom: TODAY,
    validTo: null,
    ...changes,
  };
  return await registerKeepApart(scene.deps, actorOf(scene.home), command, request);
}

async function review(
  keepApartId: string,
  outcome: KeepApartOutcome,
  version = 1,
): Promise<{ readonly id: string; readonly version: number }> {
  const command = { keepApartId, version, note: 'samtale', ...outcome };
  return await reviewKeepApart(scene.deps, actorOf(scene.home), command, aRequest('reviewKeepApart'));
}

const kept = (reviewOn: string): KeepApartOutcome => ({ outcome: 'kept', reviewOn: plainDate(reviewOn) });
const ended = (endsOn: string): KeepApartOutcome => ({ outcome: 'ended', endsOn: plainDate(endsOn) });

/** A pair whose review was due on a day, as an earlier time has left it. */
async function aPairDue(review_on: PlainDateString, valid_during = '[2025-01-01,)'): Promise<string> {
  const [household_a_id, household_b_id] = (await twoHouseholds()).toSorted();
  const id = nextId();
  await peek(scene.home, async (tx) => {
    await tx
      .insertInto('keep_apart')
      .values({
        municipality_id: scene.home.municipalityId,
        id,
        household_a_id: household_a_id ?? '',
        household_b_id: household_b_id ?? '',
        scope: 'neighbourhood',
        restricted_reason: SECRET,
        owner: 'kari',
        review_on,
        valid_during,
      })
      .execute();
  });
  return id;
}

describe('two who are kept apart', () => {
  it('are stored in one order, whatever order and case they are named in', async () => {
    const [one, other] = await twoHouseholds();
    const { id, version } = await register([other.toUpperCase(), one]);
    expect(version).toBe(1);
    const [low, high] = [one, other].toSorted();
    await expect(getKeepApart(scene.deps, actorOf(scene.home, 'follow-up'), id)).resolves.toMatchObject({
      householdAId: low,
      householdBId: high,
      scope: 'building',
      owner: 'kari',
      validFrom: TODAY,
      validTo: null,
      state: 'holding',
      isReviewOverdue: false,
    });
    await expect(register([one, other])).rejects.toMatchObject({ code: 'keep-apart.already-kept-apart' });
    await expect(register([one, other], { scope: 'neighbourhood' })).resolves.toBeDefined();
  });

  it('are refused where a date or a household cannot be', async () => {
    const pair = await twoHouseholds();
    const foreign = await aHousehold(scene.elsewhere);
    const cases: readonly (readonly [readonly [string, string], Partial<RegisterKeepApart>, string])[] = [
      [[pair[0], pair[0].toUpperCase()], {}, 'keep-apart.same-household'],
      [[pair[0], foreign], {}, 'record.reference-unknown'],
      [pair, { reviewOn: TODAY }, 'record.date-in-the-past'],
      [pair, { validFrom: plainDate('2026-11-22') }, 'record.date-in-the-past'],
      [pair, { validTo: TODAY }, 'record.range-reversed'],
    ];
    for (const [householdIds, changes, code] of cases) {
      await expect(register(householdIds, changes)).rejects.toMatchObject({ code });
    }
  });

  it('are registered once by 20 at once, and a retry gets the same pair', async () => {
    const pair = await twoHouseholds();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => register(index % 2 === 0 ? pair : [pair[1], pair[0]])),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({ code: 'keep-apart.already-kept-apart' });
      }
    }
    const request = aRequest('registerKeepApart');
    const other = await twoHouseholds();
    expect(await register(other, {}, request)).toEqual(await register(other, {}, request));
  });
});

describe('the reason', () => {
  it('is read by those who may, is logged under its own name, and stands nowhere else', async () => {
    const { id } = await register(await twoHouseholds());
    await review(id, kept('2027-06-01'));
    await expect(getKeepApartReason(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({
      reason: SECRET,
      reviews: [{ outcome: 'kept', note: 'samtale', reviewOn: '2027-06-01', reviewedBy: 'case-officer-1' }],
    });
    for (const role of ['auditor', 'follow-up', 'committee', 'leader'] as const) {
      await expect(getKeepApartReason(scene.deps, actorOf(scene.home, role), id)).rejects.toMatchObject({
        code: 'authorisation.denied',
      });
    }
    const page = await listKeepApart(scene.deps, actorOf(scene.home, 'auditor'), { limit: 200 });
    expect(JSON.stringify(page)).not.toMatch(/hendelse|samtale/);
    const traces = await peek(scene.home, async (tx) => ({
      audit: await tx.selectFrom('audit_events').selectAll().execute(),
      reads: await tx
        .selectFrom('access_events')
        .where('operation', '=', 'get-keep-apart-reason')
        .select('household_ids')
        .execute(),
    }));
    expect(JSON.stringify(traces.audit)).not.toMatch(/hendelse|samtale/);
    expect(traces.reads).toHaveLength(1);
    expect(traces.reads[0]?.household_ids).toHaveLength(2);
  });
});

describe('a review', () => {
  it('moves the day of the next one and is only added to', async () => {
    const { id } = await register(await twoHouseholds());
    expect(await review(id, kept('2027-09-01'))).toEqual({ id, version: 2 });
    await expect(review(id, kept('2027-10-01'))).rejects.toMatchObject({ code: 'record.version-stale' });
    await expect(review(id, kept('2026-11-23'), 2)).rejects.toMatchObject({
      code: 'record.date-in-the-past',
    });
    await expect(review(nextId(), kept('2027-09-01'))).rejects.toMatchObject({
      code: 'keep-apart.not-found',
    });
    await expect(getKeepApart(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({
      reviewOn: '2027-09-01',
      version: 2,
    });
  });

  it('ends a pair on a day, which lets the two be registered again from that day', async () => {
    const pair = await twoHouseholds();
    const { id } = await register(pair);
    await expect(review(id, ended('2026-11-22'))).rejects.toMatchObject({ code: 'record.date-in-the-past' });
    await expect(review(id, ended('2026-11-23'))).rejects.toMatchObject({ code: 'record.range-reversed' });
    await review(id, ended('2026-12-01'));
    await expect(review(id, ended('2026-12-24'), 2)).rejects.toMatchObject({ code: 'keep-apart.ended' });
    expect((await review(id, ended('2026-11-30'), 2)).version).toBe(3);
    await expect(getKeepApart(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({
      validTo: '2026-11-30',
      state: 'holding',
    });
    await expect(register(pair, { validFrom: plainDate('2026-11-29') })).rejects.toMatchObject({
      code: 'keep-apart.already-kept-apart',
    });
    await expect(register(pair, { validFrom: plainDate('2026-11-30') })).resolves.toBeDefined();
  });

  it('of a pair that has ended is refused', async () => {
    const id = await aPairDue(plainDate('2026-01-01'), '[2025-01-01,2026-11-23)');
    await expect(review(id, kept('2027-01-01'))).rejects.toMatchObject({ code: 'keep-apart.ended' });
  });
});

describe('a pair past the day of its review', () => {
  it('holds on, is flagged and counted; one that is due today or has ended is not', async () => {
    const actor = actorOf(scene.home, 'auditor');
    const before = await getOverdueReviews(scene.deps, actor);
    const overdue = await aPairDue(plainDate('2026-11-22'));
    const dueToday = await aPairDue(TODAY);
    const over = await aPairDue(plainDate('2026-01-01'), '[2025-01-01,2026-11-23)');
    await expect(getKeepApart(scene.deps, actor, overdue)).resolves.toMatchObject({
      state: 'holding',
      isReviewOverdue: true,
    });
    const page = await listKeepApart(scene.deps, actor, { overdue: true, limit: 200 });
    const ids = page.items.map(({ id }) => id);
    expect(ids).toContain(overdue);
    expect(ids).not.toContain(dueToday);
    expect(ids).not.toContain(over);
    expect(page.totalCount).toBe(ids.length);
    const after = await getOverdueReviews(scene.deps, actor);
    expect(after.keepApart).toBe((before.keepApart ?? 0) + 1);
    expect((await getOverdueReviews(scene.deps, actorOf(scene.home, 'committee'))).keepApart).toBeNull();
  });

  it('is found by state and household, page by page', async () => {
    const [one, other] = await twoHouseholds();
    const [third] = await twoHouseholds();
    await register([one, other], { reviewOn: plainDate('2027-03-01') });
    await register([one, third], { reviewOn: plainDate('2027-02-01') });
    await register([other, third], { validFrom: plainDate('2026-11-24') });
    const list = async (query: object) =>
      await listKeepApart(scene.deps, actorOf(scene.home), { householdId: one, limit: 1, ...query });
    const first = await list({});
    expect(first).toMatchObject({ isLast: false, totalCount: 2 });
    expect(first.items[0]?.reviewOn).toBe('2027-02-01');
    const second = await list({ after: first.items[0] });
    expect(second.items[0]?.reviewOn).toBe('2027-03-01');
    expect(second.isLast).toBe(true);
    expect((await list({ householdId: third, state: 'upcoming' })).totalCount).toBe(1);
    expect((await list({ householdId: third, state: 'holding' })).totalCount).toBe(1);
  });
});

describe('for somebody who is recused from one of the two', () => {
  it('the pair does not exist', async () => {
    const pair = await twoHouseholds();
    const { id } = await register(pair);
    const actor = { ...actorOf(scene.home), id: 'recused' };
    await aRecusal(scene.home, actor, pair[1]);
    const missing = { code: 'keep-apart.not-found' };
    await expect(getKeepApart(scene.deps, actor, id)).rejects.toMatchObject(missing);
    await expect(getKeepApartReason(scene.deps, actor, id)).rejects.toMatchObject(missing);
    const command = { keepApartId: id, version: 1, note: 'n', ...kept('2027-01-01') };
    await expect(reviewKeepApart(scene.deps, actor, command, aRequest('r'))).rejects.toMatchObject(missing);
    const page = await listKeepApart(scene.deps, actor, { householdId: pair[0], limit: 9 });
    expect(page).toMatchObject({ items: [], totalCount: 0 });
    const third = await aHousehold(scene.home);
    const again = registerKeepApart(
      scene.deps,
      actor,
      {
        householdIds: [third, pair[1]],
        scope: 'building',
        reason: SECRET,
        owner: 'kari',
        reviewOn: plainDate('2027-05-01'),
        validFrom: TODAY,
        validTo: null,
      },
      aRequest('registerKeepApart'),
    );
    await expect(again).rejects.toMatchObject({ code: 'record.reference-unknown' });
  });

  it('of another municipality too', async () => {
    const { id } = await register(await twoHouseholds());
    await expect(getKeepApart(scene.deps, actorOf(scene.elsewhere), id)).rejects.toMatchObject({
      code: 'keep-apart.not-found',
    });
  });
});
