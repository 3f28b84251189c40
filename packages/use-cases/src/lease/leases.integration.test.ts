import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aMunicipality,
  aPlaceToLive,
  aPolicySet,
  type BuilderScope,
  nameForCase,
  nextId,
  type RowChanges,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLeaseToRegister } from '../../test/a-lease-to-register.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { closeLease } from './close-lease.ts';
import { getLease } from './get-lease.ts';
import { type ListLeases, listLeases } from './list-leases.ts';
import { recordLeaseNotice } from './record-lease-notice.ts';
import { type RegisteredLease, type RegisterLease, registerLease } from './register-lease.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** In a neighbourhood of its own, which has room for it. */
async function aHome(): Promise<{ dwellingId: string; householdId: string }> {
  const { buildingId } = await aPlaceToLive(scene.home);
  return {
    dwellingId: await aDwelling(scene.home, { building_id: buildingId }),
    householdId: await aHousehold(scene.home),
  };
}

async function register(
  changes: Partial<RegisterLease>,
  request = aRequest('registerLease'),
): Promise<RegisteredLease> {
  return await registerLease(scene.deps, actorOf(scene.home), aLeaseToRegister(changes), request);
}

async function close(
  leaseId: string,
  changes: object = {},
  request = aRequest('closeLease'),
): Promise<object> {
  const command = { leaseId, version: 1, closedOn: TODAY, closedBecause: 'vacated', ...changes } as const;
  return await closeLease(scene.deps, actorOf(scene.home), command, request);
}

async function aRunningLease(): Promise<string> {
  const { dwellingId, householdId } = await aHome();
  return await aLease(scene.home, { dwelling_id: dwellingId, household_id: householdId });
}

async function record(leaseId: string, sentOn: string): Promise<string> {
  const notice = {
    leaseId,
    kind: 'move-request',
    sentOn: plainDate(sentOn),
    channel: 'letter',
    proof: 'P-1',
  } as const;
  const recorded = await recordLeaseNotice(
    scene.deps,
    actorOf(scene.home),
    notice,
    aRequest('recordLeaseNotice'),
  );
  return recorded.legalState.state;
}

async function aHoldover(): Promise<string> {
  const { dwellingId, householdId } = await aHome();
  return await aLease(scene.home, {
    dwelling_id: dwellingId,
    household_id: householdId,
    starts_on: plainDate('2023-11-01'),
    last_day: plainDate('2026-10-31'),
  });
}

describe('registering a lease', () => {
  it('stores its terms and tells its state', async () => {
    const home = await aHome();
    const terms = {
      ...home,
      regime: 'public-11-1',
      lastDay: plainDate('2027-11-30'),
      shortTerm: { basis: 'special-reasons', reasonGivenOn: plainDate('2026-11-19'), weighty: true },
      previousShortTerms: 1,
      exceptionsInfoGivenOn: plainDate('2026-11-18'),
      noTerminationInfoGivenOn: plainDate('2026-11-17'),
      hasEvictionClauseExpiry: true,
      allocationKind: 'swap',
    } as const;
    const { id, version, legalState, warnings } = await register(terms);
    expect(version).toBe(1);
    expect(legalState).toMatchObject({ state: 'upcoming', lastSafeDay: '2028-02-29' });
    expect(warnings).toEqual([]);
    const { shortTerm, ...same } = terms;
    await expect(getLease(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({
      ...same,
      startsOn: '2026-12-01',
      shortTermBasis: shortTerm.basis,
      shortTermReasonGivenOn: shortTerm.reasonGivenOn,
      shortTermWeighty: true,
      hasEvictionClauseRent: false,
      rentOrePerMonth: 950_000,
      closedOn: null,
      notices: [],
    });
  });

  it('warns of a lease that the law makes indefinite, and stores it all the same', async () => {
    const { id, warnings } = await register({ ...(await aHome()), lastDay: plainDate('2027-11-30') });
    expect(warnings).toMatchObject([
      { code: 'lease.indefinite-by-law', because: 'short-term-without-basis' },
    ]);
    await expect(getLease(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({ id });
  });

  it('warns of a lease that outlasts the contract of the municipality itself, and of none that does not', async () => {
    const until = plainDate('2030-01-01');
    const outcomes = [plainDate('2029-12-31'), until, null].map(async (lastDay) => {
      const home = await aHome();
      await peek(scene.home, async (tx) => {
        await tx
          .updateTable('dwellings')
          .set({ owner_form: 'leased-in', leased_in_until: until })
          .where('id', '=', home.dwellingId)
          .execute();
      });
      return (await register({ ...home, lastDay })).warnings;
    });
    const beyond = { code: 'lease.beyond-leased-in', leasedInUntil: until };
    await expect(Promise.all(outcomes)).resolves.toEqual([[], [beyond], expect.arrayContaining([beyond])]);
  });

  it('refuses a dwelling that another lease binds, and lets it go on the day that one was closed', async () => {
    const { dwellingId, householdId } = await aHome();
    await aLease(scene.home, {
      dwelling_id: dwellingId,
      household_id: householdId,
      closed_on: plainDate('2026-12-02'),
      closed_because: 'vacated',
    });
    const next = { dwellingId, householdId: await aHousehold(scene.home) };
    await expect(register(next)).rejects.toMatchObject({
      code: 'lease.dwelling-taken',
      details: { field: 'dwellingId' },
    });
    await expect(register({ ...next, startsOn: plainDate('2026-12-02') })).resolves.toBeDefined();
  });

  it('holds the dwelling for a tenant who stays after the last day', async () => {
    const { dwellingId, householdId } = await aHome();
    await aLease(scene.home, {
      dwelling_id: dwellingId,
      household_id: householdId,
      starts_on: plainDate('2022-01-01'),
      last_day: plainDate('2025-01-01'),
    });
    const next = register({ dwellingId, householdId: await aHousehold(scene.home) });
    await expect(next).rejects.toMatchObject({ code: 'lease.dwelling-taken' });
  });

  it('refuses a second home', async () => {
    const { dwellingId, householdId } = await aHome();
    await register({ dwellingId, householdId });
    const second = register({ dwellingId: (await aHome()).dwellingId, householdId });
    await expect(second).rejects.toMatchObject({
      code: 'lease.household-has-home',
      details: { field: 'householdId' },
    });
  });

  it('refuses a dwelling or household that is not of this municipality', async () => {
    const home = await aHome();
    const { buildingId: there } = await aPlaceToLive(scene.elsewhere);
    const foreign = {
      dwellingId: await aDwelling(scene.elsewhere, { building_id: there }),
      householdId: await aHousehold(scene.elsewhere),
    };
    for (const field of ['dwellingId', 'householdId'] as const) {
      await expect(register({ ...home, [field]: foreign[field] })).rejects.toMatchObject({
        code: 'record.reference-unknown',
        details: { field },
      });
    }
  });

  it('lets one of 30 at once through, and tells each of the others why', async () => {
    const { dwellingId } = await aHome();
    const households = await Promise.all(
      Array.from({ length: 30 }, async () => await aHousehold(scene.home)),
    );
    const outcomes = await Promise.allSettled(
      households.map(async (householdId) => await register({ dwellingId, householdId })),
    );
    const refusals = outcomes.flatMap((outcome): unknown[] =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refusals).toHaveLength(29);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'lease.dwelling-taken' });
  });

  it('gives a retry the first answer', async () => {
    const [home, request] = [await aHome(), aRequest('registerLease')];
    const first = await register(home, request);
    await expect(register(home, request)).resolves.toEqual(first);
  });
});

describe('closing a lease', () => {
  it('frees the dwelling from that day on and makes a version', async () => {
    const id = await aRunningLease();
    await expect(close(id)).resolves.toEqual({ id, version: 2, closedOn: TODAY, closedBecause: 'vacated' });
    await expect(getLease(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({
      version: 2,
      closedOn: TODAY,
      legalState: { state: 'vacated' },
    });
    const dayBefore = await getLease(scene.deps, actorOf(scene.home), id, plainDate('2026-11-22'));
    expect(dayBefore.legalState.state).toBe('active');
  });

  it('refuses a stale version, a second closing, a day that is not after the first, and what is not here', async () => {
    const id = await aRunningLease();
    await expect(close(id, { version: 2 })).rejects.toMatchObject({ code: 'record.version-stale' });
    await expect(close(id, { closedOn: plainDate('2025-01-01') })).rejects.toMatchObject({
      code: 'record.range-reversed',
      details: { field: 'closedOn' },
    });
    await expect(close(id, { closedOn: plainDate('2025-01-02') })).resolves.toBeDefined();
    await expect(close(id, { version: 2 })).rejects.toMatchObject({ code: 'lease.already-closed' });
    await expect(close(nextId())).rejects.toMatchObject({ code: 'lease.not-found' });
  });

  it('gives a retry the first answer, though the version has moved on', async () => {
    const [id, request] = [await aRunningLease(), aRequest('closeLease')];
    const first = await close(id, {}, request);
    await expect(close(id, {}, request)).resolves.toEqual(first);
  });
});

describe('recording a notice', () => {
  it('tells whether a request to move counts', async () => {
    const id = await aHoldover();
    expect(await record(id, '2026-10-31')).toBe('holdover');
    expect(await record(id, '2026-11-01')).toBe('move-requested');
    const { notices, version } = await getLease(scene.deps, actorOf(scene.home), id);
    expect(notices.map(({ sentOn }) => sentOn)).toEqual(['2026-10-31', '2026-11-01']);
    expect(notices[0]).toMatchObject({ kind: 'move-request', channel: 'letter', proof: 'P-1' });
    expect(version).toBe(1);
  });

  it('is of today at the latest, and of a lease of this municipality', async () => {
    const id = await aHoldover();
    await expect(record(id, '2026-11-24')).rejects.toMatchObject({
      code: 'record.date-in-the-future',
      details: { field: 'sentOn' },
    });
    await expect(record(nextId(), '2026-11-23')).rejects.toMatchObject({ code: 'lease.not-found' });
    expect(await record(id, '2026-11-23')).toBe('move-requested');
  });
});

describe('reading leases', () => {
  let scope: BuilderScope;
  let building: string;

  beforeAll(async () => {
    scope = await aMunicipality(scene.db);
    await aPolicySet(scope);
    building = (await aPlaceToLive(scope)).buildingId;
  });

  async function aTerm(lastDay: string | null, changes: Partial<RowChanges<'leases'>> = {}): Promise<string> {
    return await aLease(scope, {
      dwelling_id: await aDwelling(scope, { building_id: building }),
      household_id: await aHousehold(scope),
      starts_on: plainDate('2020-01-01'),
      last_day: lastDay === null ? null : plainDate(lastDay),
      ...changes,
    });
  }

  async function listAll(query: Partial<ListLeases>, limit = 2): Promise<readonly string[]> {
    const seen: string[] = [];
    for (let after: { id: string; lastDay: PlainDateString | null } | undefined; ; ) {
      const page = await listLeases(scene.deps, actorOf(scope), { ...query, after, limit });
      seen.push(...page.items.map(({ id }) => id));
      after = page.items.at(-1);
      if (!page.isLast) continue;
      expect(page.totalCount).toBe(seen.length);
      return seen;
    }
  }

  it('lists by the end of the term, those without one last, in pages that lose nobody', async () => {
    const unending = [await aTerm(null), await aTerm(null), await aTerm(null)];
    const sameDay = [await aTerm('2028-01-01'), await aTerm('2028-01-01'), await aTerm('2028-01-01')];
    const over = [await aTerm('2026-01-01'), await aTerm('2026-01-01')];
    const holdover = await aTerm('2026-11-01');
    const window = await aTerm('2027-08-23');
    const early = await aTerm('2027-08-24');
    const gone = await aTerm('2027-02-01', { closed_on: TODAY, closed_because: 'vacated' });
    const upcoming = await aTerm('2030-01-01', { starts_on: plainDate('2026-11-24') });
    const all = [...over, holdover, gone, window, early, ...sameDay, upcoming, ...unending];
    expect(await listAll({})).toEqual(all);
    expect(await listAll({ lastDayBefore: plainDate('2027-08-24') })).toEqual([
      ...over,
      holdover,
      gone,
      window,
    ]);
    expect(await listAll({ state: 'active' })).toEqual([early, ...sameDay]);
    expect(await listAll({ state: 'indefinite' })).toEqual([...over, ...unending]);
    expect(await listAll({ state: 'holdover' })).toEqual([holdover]);
    expect(await listAll({ state: 'review-window' })).toEqual([window]);
    expect(await listAll({ state: 'vacated' })).toEqual([gone]);
    expect(await listAll({ state: 'upcoming' })).toEqual([upcoming]);
    expect(await listAll({ state: 'move-requested' })).toEqual([]);
    expect(await listAll({ state: 'review-window', on: plainDate('2026-11-24') })).toEqual([window, early]);
    expect(await listAll({ state: 'vacated', on: plainDate('2026-11-22') })).toEqual([]);
    expect(
      await listAll({
        state: 'indefinite',
        on: plainDate('2027-02-02'),
        lastDayBefore: plainDate('2027-01-01'),
      }),
    ).toEqual([...over, holdover]);
  });

  it('logs the households on the page, and not those of a filter that finds nothing', async () => {
    const id = await aTerm('2029-05-05');
    const actor = actorOf(scope, 'leader');
    const { dwellingId, householdId } = await getLease(scene.deps, actorOf(scope), id);
    const page = await listLeases(scene.deps, actor, { dwellingId, limit: 5 });
    expect(page.items.map((lease) => lease.id)).toEqual([id]);
    await listLeases(scene.deps, actor, { dwellingId: nextId(), limit: 5 });
    const events = await peek(
      scope,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .select('household_ids')
          .where('request_id', '=', actor.requestId)
          .execute(),
    );
    expect(events).toEqual([{ household_ids: [householdId] }]);
  });

  it('shows the lease of a protected household to who is named; to others it is not there', async () => {
    const id = await aTerm('2029-06-06');
    const { householdId, dwellingId } = await getLease(scene.deps, actorOf(scope), id);
    if (householdId === null) throw new Error('a case officer sees the household');
    await aMember(scope, householdId, { relation: 'child', address_protection: 'confidential' });
    await nameForCase(scope, householdId, actorOf(scope).id);
    const officer = await listLeases(scene.deps, actorOf(scope), { householdId, limit: 5 });
    expect(officer.items).toMatchObject([{ id, householdId }]);
    const manager = actorOf(scope, 'housing-manager');
    const byDwelling = await listLeases(scene.deps, manager, { dwellingId, limit: 5 });
    expect(byDwelling).toMatchObject({ items: [], totalCount: 0 });
    const byHousehold = await listLeases(scene.deps, manager, { householdId, limit: 5 });
    expect(byHousehold).toMatchObject({ items: [], totalCount: 0 });
    await expect(getLease(scene.deps, manager, id)).rejects.toMatchObject({ code: 'lease.not-found' });
  });

  it('does not find that of another municipality', async () => {
    const id = await aTerm('2029-07-07');
    await expect(getLease(scene.deps, actorOf(scene.home), id)).rejects.toMatchObject({
      code: 'lease.not-found',
    });
    const page = await listLeases(scene.deps, actorOf(scene.elsewhere), { limit: 5 });
    expect(page).toMatchObject({ items: [], totalCount: 0 });
  });
});
