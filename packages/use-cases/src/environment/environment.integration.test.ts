import { conductCounts } from '@boligtrapp/database';
import { type IncidentSeverity, plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aPlaceToLive,
  nameForCase,
  nextId,
  type PlaceIds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { getPlace } from '../place/get-place.ts';
import { setPlaceLimit } from '../place/set-place-limit.ts';
import {
  listEnvironmentReports,
  registerEnvironmentReport,
  withdrawEnvironmentReport,
} from './environment-reports.ts';
import { getIncident, getIncidentHousehold, listIncidents } from './read-incidents.ts';
import { getPlaceEnvironment, listPlaceEnvironments } from './read-place-environments.ts';
import { type RegisterIncident, registerIncident } from './register-incident.ts';
import { withdrawIncident } from './withdraw-incident.ts';

let scene: RecordsScene;
let place: PlaceIds;

beforeAll(async () => {
  scene = await openRecordsScene();
});
beforeEach(async () => {
  place = await aPlaceToLive(scene.home);
});
afterAll(async () => {
  await scene.close();
});

const worker = () => actorOf(scene.home, 'follow-up');
const manager = () => actorOf(scene.home, 'housing-manager');

async function register(changes: Partial<RegisterIncident> = {}): Promise<string> {
  const command: RegisterIncident = {
    buildingId: place.buildingId,
    occurredOn: plainDate('2026-11-01'),
    severity: 3,
    kind: 'noise',
    reportedByRole: 'caretaker',
    householdId: null,
    ...changes,
  };
  return (await registerIncident(scene.deps, worker(), command, aRequest('registerIncident'))).id;
}

async function report(
  placeId: string,
  level: 1 | 2 | 3 | 4,
  reportedOn = plainDate('2026-11-10'),
): Promise<string> {
  const command = { placeId, reportedOn, level, complaintCount: 3 };
  const request = aRequest('registerEnvironmentReport');
  return (await registerEnvironmentReport(scene.deps, worker(), command, request)).id;
}

async function withdraw(incidentId: string): Promise<object> {
  const command = { incidentId, because: 'unfounded' } as const;
  return await withdrawIncident(scene.deps, worker(), command, aRequest('withdrawIncident'));
}

async function judged(placeId = place.buildingId) {
  return await getPlaceEnvironment(scene.deps, manager(), placeId);
}

describe('the environment of a place', () => {
  it('is judged by what counts, for the building and its neighbourhood, and proposes a status', async () => {
    expect(await judged()).toMatchObject({ points: 0, parts: [], proposal: 'none', direction: null });
    const first = await register();
    await register({ severity: 1 });
    await register({ occurredOn: plainDate('2026-01-01') });
    await report(place.buildingId, 4);
    expect(await judged()).toMatchObject({
      placeId: place.buildingId,
      kind: 'building',
      status: 'open',
      countsFrom: '2026-05-23',
      points: 13,
      parts: [
        { source: 'incidents', severity: 1, count: 1, points: 1 },
        { source: 'incidents', severity: 3, count: 1, points: 6 },
        { source: 'report', level: 4, reportedOn: '2026-11-10', points: 6 },
      ],
      proposal: 'caution',
      direction: 'tighten',
    });
    // The report is of the building alone.
    expect(await judged(place.neighbourhoodId)).toMatchObject({ points: 7, proposal: 'caution' });
    await register({ severity: 2 });
    expect(await judged()).toMatchObject({ points: 16, proposal: 'spare', direction: 'tighten' });
    await withdraw(first);
    expect(await judged()).toMatchObject({ points: 10, proposal: 'caution' });
  });

  it('changes no status and no load: a person sets the one, people and policy make the other', async () => {
    const before = await getPlace(scene.deps, actorOf(scene.home), place.buildingId);
    await register({ householdId: await aHousehold(scene.home) });
    await report(place.buildingId, 4);
    expect(await getPlace(scene.deps, actorOf(scene.home), place.buildingId)).toEqual(before);
    const command = {
      limit: 'status',
      placeId: place.buildingId,
      status: 'caution',
      highestLevelAllowed: null,
      reason: 'mange hendelser',
      owner: 'ola',
      reviewOn: plainDate('2027-02-01'),
      validFrom: TODAY,
      validTo: null,
    } as const;
    await setPlaceLimit(scene.deps, manager(), command, aRequest('setPlaceStatus'));
    expect(await judged()).toMatchObject({ status: 'caution', proposal: 'caution', direction: null });
  });

  it('is listed for every place that has something to judge', async () => {
    const quiet = await aPlaceToLive(scene.home);
    await register();
    await report(quiet.buildingId, 1);
    const list = async (hasProposal?: boolean) => {
      const { items } = await listPlaceEnvironments(scene.deps, manager(), { hasProposal });
      return items.map(({ placeId }) => placeId);
    };
    const all = await list();
    expect(all).toEqual(expect.arrayContaining([place.buildingId, place.neighbourhoodId, quiet.buildingId]));
    expect(all).not.toContain(quiet.neighbourhoodId);
    expect(await list(true)).toEqual(expect.arrayContaining([place.buildingId, place.neighbourhoodId]));
    expect(await list(true)).not.toContain(quiet.buildingId);
    expect(await list(false)).toContain(quiet.buildingId);
    await expect(judged(place.districtId)).rejects.toMatchObject({ code: 'place.not-found' });
    await expect(
      getPlaceEnvironment(scene.deps, actorOf(scene.elsewhere, 'leader'), place.buildingId),
    ).rejects.toMatchObject({ code: 'place.not-found' });
    await expect(
      listPlaceEnvironments(scene.deps, actorOf(scene.home, 'committee'), {}),
    ).rejects.toMatchObject({ code: 'authorisation.denied' });
  });
});

describe('an incident', () => {
  it('is at one building or one dwelling that is there, not ahead', async () => {
    const dwellingId = await aDwelling(scene.home, { building_id: place.buildingId });
    const cases: readonly (readonly [Partial<RegisterIncident>, string])[] = [
      [{ dwellingId }, 'incident.place-unclear'],
      [{ buildingId: undefined }, 'incident.place-unclear'],
      [{ buildingId: place.neighbourhoodId }, 'record.reference-unknown'],
      [{ buildingId: undefined, dwellingId: nextId() }, 'record.reference-unknown'],
      [{ occurredOn: plainDate('2026-11-24') }, 'record.date-in-the-future'],
      [{ householdId: await aHousehold(scene.elsewhere) }, 'record.reference-unknown'],
    ];
    for (const [changes, code] of cases) await expect(register(changes)).rejects.toMatchObject({ code });
    const id = await register({ buildingId: undefined, dwellingId });
    expect(await getIncident(scene.deps, worker(), id)).toMatchObject({
      buildingId: place.buildingId,
      dwellingId,
      registeredBy: 'follow-up-1',
      withdrawnOn: null,
    });
  });

  it('that is wrong is withdrawn once, and stays', async () => {
    const id = await register();
    expect(await withdraw(id)).toEqual({ id, withdrawnOn: TODAY });
    await expect(withdraw(id)).rejects.toMatchObject({ code: 'incident.withdrawn-already' });
    await expect(withdraw(nextId())).rejects.toMatchObject({ code: 'incident.not-found' });
    const list = async (isWithdrawn?: boolean) =>
      await listIncidents(scene.deps, worker(), { placeId: place.neighbourhoodId, isWithdrawn, limit: 9 });
    expect(await list(true)).toMatchObject({ totalCount: 1, items: [{ id, withdrawnBecause: 'unfounded' }] });
    expect((await list(false)).totalCount).toBe(0);
    const gone = peek(
      scene.home,
      async (tx) => await tx.deleteFrom('incidents').where('id', '=', id).execute(),
    );
    await expect(gone).rejects.toThrow(/permission denied/);
  });

  it('tells those who follow up whom it is put down to, each reading logged, and nobody else', async () => {
    const householdId = await aHousehold(scene.home);
    const id = await register({ householdId });
    expect(await getIncidentHousehold(scene.deps, worker(), id)).toEqual({ householdId });
    const missing = { code: 'incident-household.not-found' };
    for (const role of ['auditor', 'leader'] as const) {
      await expect(getIncidentHousehold(scene.deps, actorOf(scene.home, role), id)).rejects.toMatchObject(
        missing,
      );
    }
    await expect(getIncidentHousehold(scene.deps, worker(), await register())).rejects.toMatchObject(missing);
    const traces = await peek(scene.home, async (tx) => ({
      reads: await tx
        .selectFrom('access_events')
        .where('operation', '=', 'get-incident-household')
        .select('household_ids')
        .execute(),
      audit: await tx.selectFrom('audit_events').where('object_id', '=', id).select('after').execute(),
    }));
    expect(traces.reads).toEqual([{ household_ids: [householdId] }]);
    expect(traces.audit).toHaveLength(1);
    expect(JSON.stringify([traces.audit, await getIncident(scene.deps, worker(), id)])).not.toContain(
      householdId,
    );
    await aMember(scene.home, householdId, { address_protection: 'confidential' });
    await nameForCase(scene.home, householdId, actorOf(scene.home).id);
    await expect(getIncidentHousehold(scene.deps, worker(), id)).rejects.toMatchObject({
      code: 'incident.not-found',
    });
    expect(await getIncidentHousehold(scene.deps, actorOf(scene.home), id)).toEqual({ householdId });
  });

  it('does not exist for who is recused from the case of the household, or of the tenant of the dwelling', async () => {
    const dwelling_id = await aDwelling(scene.home, { building_id: place.buildingId });
    const household_id = await aHousehold(scene.home);
    await aLease(scene.home, { dwelling_id, household_id });
    const ids = [
      await register({ householdId: household_id }),
      await register({ buildingId: undefined, dwellingId: dwelling_id }),
    ];
    const recused = { ...worker(), id: 'recused-worker' };
    await aRecusal(scene.home, recused, household_id);
    const query = { placeId: place.buildingId, limit: 9 };
    expect((await listIncidents(scene.deps, worker(), query)).totalCount).toBe(2);
    expect(await listIncidents(scene.deps, recused, query)).toMatchObject({ items: [], totalCount: 0 });
    const missing = { code: 'incident.not-found' };
    for (const incidentId of ids) {
      await expect(getIncident(scene.deps, recused, incidentId)).rejects.toMatchObject(missing);
      await expect(getIncidentHousehold(scene.deps, recused, incidentId)).rejects.toMatchObject(missing);
      const command = { incidentId, because: 'other' } as const;
      await expect(withdrawIncident(scene.deps, recused, command, aRequest('w'))).rejects.toMatchObject(
        missing,
      );
    }
    const command = {
      buildingId: place.buildingId,
      occurredOn: TODAY,
      severity: 1,
      kind: 'noise',
      reportedByRole: 'neighbour',
      householdId: household_id,
    } as const;
    await expect(registerIncident(scene.deps, recused, command, aRequest('r'))).rejects.toMatchObject({
      code: 'record.reference-unknown',
    });
  });

  it('counts for a household in numbers by severity, those withdrawn left out', async () => {
    const householdId = await aHousehold(scene.home);
    const severities: readonly IncidentSeverity[] = [1, 1, 2, 3];
    const ids: string[] = [];
    for (const severity of severities) ids.push(await register({ householdId, severity }));
    await register({ householdId, occurredOn: plainDate('2025-11-01') });
    await withdraw(ids[0] ?? '');
    const period = { from: plainDate('2026-01-01'), to: TODAY };
    const counts = await peek(scene.home, async (tx) => await conductCounts(tx, householdId, period));
    expect(counts).toEqual({ slight: 1, serious: 1, grave: 1 });
  });
});

describe('a report', () => {
  it('is about a building or neighbourhood, and is withdrawn once', async () => {
    const id = await report(place.neighbourhoodId, 3);
    await report(place.neighbourhoodId, 1, plainDate('2026-11-09'));
    expect(await judged(place.neighbourhoodId)).toMatchObject({ points: 3, parts: [{ level: 3 }] });
    const withdrawReport = async (reportId = id) =>
      await withdrawEnvironmentReport(
        scene.deps,
        worker(),
        { reportId, because: 'wrong-place' },
        aRequest('withdrawEnvironmentReport'),
      );
    expect(await withdrawReport()).toEqual({ id, withdrawnOn: TODAY });
    await expect(withdrawReport()).rejects.toMatchObject({ code: 'environment-report.withdrawn-already' });
    await expect(withdrawReport(nextId())).rejects.toMatchObject({ code: 'environment-report.not-found' });
    expect(await judged(place.neighbourhoodId)).toMatchObject({ points: 0, parts: [{ level: 1 }] });
    const query = { placeId: place.neighbourhoodId, limit: 1 };
    const first = await listEnvironmentReports(scene.deps, worker(), query);
    expect(first).toMatchObject({
      isLast: false,
      totalCount: 2,
      items: [{ id, placeKind: 'neighbourhood' }],
    });
    const next = await listEnvironmentReports(scene.deps, worker(), { ...query, after: first.items[0] });
    expect(next).toMatchObject({ isLast: true, items: [{ level: 1, complaintCount: 3 }] });
    await expect(report(place.districtId, 1)).rejects.toMatchObject({ code: 'record.reference-unknown' });
    await expect(report(place.buildingId, 1, plainDate('2026-11-24'))).rejects.toMatchObject({
      code: 'record.date-in-the-future',
    });
  });
});
