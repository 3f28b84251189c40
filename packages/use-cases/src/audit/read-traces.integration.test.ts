import { inTenant, listHouseholdsOf } from '@boligtrapp/database';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  anApplication,
  aPlaceToLive,
  nameForCase,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { aSealer } from '../../test/audit-scene.ts';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { getHousehold } from '../household/get-household.ts';
import { appendAuditEvent } from './append-audit-event.ts';
import { exportAuditTrail, readAuditExport } from './export-audit-trail.ts';
import { listHouseholdReadings, listReadings } from './list-readings.ts';
import { checkAuditTrail, listAuditEvents } from './read-audit-trail.ts';

/** A household with an application, a lease, and a change of each in the trail. */
interface Case {
  readonly householdId: string;
  readonly applicationId: string;
  readonly leaseId: string;
  readonly dwellingId: string;
  readonly personId: string;
  readonly incidentId: string;
}

const sealer = aSealer('key-in-use');
const aText: unknown = expect.any(String);
const anInstant: unknown = expect.stringMatching(/^\d{4}-.*Z$/);
const aHash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);

let scene: RecordsScene;
let officer: Actor;
let auditor: Actor;
let usual: Case;
let guarded: Case;
let exportDeps: Parameters<typeof exportAuditTrail>[0];

beforeAll(async () => {
  scene = await openRecordsScene();
  officer = actorOf(scene.home);
  auditor = actorOf(scene.home, 'auditor');
  usual = await aCase('none');
  guarded = await aCase('strictly-confidential');
  await nameForCase(scene.home, guarded.householdId, officer.id);
  exportDeps = { ...scene.deps, auditSealer: sealer };
});
afterAll(async () => {
  await scene.close();
});

async function aCase(address_protection: 'none' | 'strictly-confidential'): Promise<Case> {
  const { buildingId } = await aPlaceToLive(scene.home);
  const dwellingId = await aDwelling(scene.home, { building_id: buildingId });
  const householdId = await aHousehold(scene.home);
  const personId = await aMember(scene.home, householdId, { address_protection });
  const applicationId = await anApplication(scene.home, { household_id: householdId });
  const leaseId = await aLease(scene.home, { dwelling_id: dwellingId, household_id: householdId });
  const incidentId = await anIncident(buildingId, householdId);
  await append('household', householdId, { personId });
  await append('housing-application', applicationId, { status: 'in-queue' });
  await append('lease', leaseId, { dwellingId });
  // The thing itself is nobody's, what is said of it is.
  await append('dwelling', dwellingId, { tenant: householdId });
  return { householdId, applicationId, leaseId, dwellingId, personId, incidentId };
}

/** An incident that is put down to the household, which its own row does not say. */
async function anIncident(building_id: string, household_id: string): Promise<string> {
  const { municipalityId: municipality_id } = scene.home;
  const id = nextId();
  await peek(scene.home, async (tx) => {
    await tx
      .insertInto('incidents')
      .values({
        municipality_id,
        id,
        building_id,
        occurred_on: TODAY,
        severity: 1,
        kind: 'noise',
        reported_by_role: 'neighbour',
        registered_by: officer.id,
      })
      .execute();
    await tx
      .insertInto('incident_households')
      .values({ municipality_id, incident_id: id, household_id })
      .execute();
  });
  return id;
}

async function append(
  objectKind: string,
  objectId: string,
  after: Readonly<Record<string, string>>,
): Promise<void> {
  await inTenant(scene.db, tenantOf(officer), async (tx) => {
    await appendAuditEvent(tx, officer, { action: `${objectKind}.changed`, objectKind, objectId, after });
  });
}

async function eventsFor(actor: Actor, query: Partial<Parameters<typeof listAuditEvents>[2]> = {}) {
  return await listAuditEvents(scene.deps, actor, { limit: 100, ...query });
}

async function count(query: Partial<Parameters<typeof listAuditEvents>[2]>): Promise<number> {
  return (await eventsFor(auditor, query)).totalCount;
}

describe('the audit trail', () => {
  it('is listed from the newest without a gap, page by page', async () => {
    const all = await eventsFor(auditor);
    expect(all.totalCount).toBe(8);
    expect(all.items.map(({ sequence }) => sequence)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    const first = await eventsFor(auditor, { limit: 3 });
    expect(first).toMatchObject({ isLast: false, totalCount: 8 });
    const rest = await eventsFor(auditor, { limit: 5, beforeSequence: 6 });
    expect([...first.items, ...rest.items]).toEqual(all.items);
  });

  it('says who, in which role, what, before, after, why and for which request', async () => {
    const { items } = await eventsFor(auditor, { objectId: usual.leaseId });
    expect(items).toEqual([
      {
        sequence: 3,
        occurredAt: anInstant,
        actor: officer.id,
        role: 'case-officer',
        action: 'lease.changed',
        objectKind: 'lease',
        objectId: usual.leaseId,
        before: null,
        after: { dwellingId: usual.dwellingId },
        reason: null,
        requestId: officer.requestId,
        isWithheld: false,
      },
    ]);
  });

  it('is filtered by person, action, kind and time', async () => {
    expect(await count({ actor: officer.id })).toBe(8);
    expect(await count({ actor: 'somebody-else' })).toBe(0);
    expect(await count({ action: 'lease.changed' })).toBe(1);
    expect(await count({ objectKind: 'dwelling' })).toBe(1);
    expect(await count({ until: '2020-01-01T00:00:00Z' })).toBe(0);
    expect(await count({ from: '2020-01-01T00:00:00Z' })).toBe(8);
  });

  it('of another municipality is another one', async () => {
    expect(await eventsFor(actorOf(scene.elsewhere, 'auditor'))).toMatchObject({ items: [], totalCount: 0 });
  });

  it('is checked as it stands', async () => {
    expect(await checkAuditTrail({ db: scene.db, auditSealer: sealer }, auditor)).toEqual({
      eventCount: 8,
      isWhole: false,
      // The transactions of this scene have no key.
      faults: [{ kind: 'head-missing', sequence: null }],
    });
  });

  it('is not for a case officer', async () => {
    await expect(eventsFor(officer)).rejects.toMatchObject({ code: 'authorisation.denied' });
  });
});

describe('what is withheld', () => {
  it('of a protected household is everything that tells of it, however far behind', async () => {
    const { items } = await eventsFor(auditor);
    const withheld = items.filter(({ isWithheld }) => isWithheld);
    expect(withheld.map(({ sequence }) => sequence)).toEqual([8, 7, 6, 5]);
    for (const event of withheld) {
      expect(event).toMatchObject({
        action: null,
        objectKind: null,
        objectId: null,
        before: null,
        after: null,
        reason: null,
        requestId: null,
      });
    }
    const shown = JSON.stringify(items);
    for (const id of Object.values(guarded)) expect(shown).not.toContain(id);
  });

  it('is not found by its id, nor told by a count', async () => {
    for (const objectId of [guarded.householdId, guarded.leaseId, guarded.applicationId, guarded.personId]) {
      expect(await eventsFor(auditor, { objectId })).toMatchObject({ items: [], totalCount: 0 });
    }
    for (const query of [{ action: 'lease.changed' }, { objectKind: 'lease' }]) {
      expect(await eventsFor(auditor, query)).toMatchObject({
        items: [{ objectId: usual.leaseId }],
        totalCount: 1,
      });
    }
    const readings = { limit: 100, householdId: guarded.householdId };
    expect(await listReadings(scene.deps, auditor, readings)).toMatchObject({ items: [], totalCount: 0 });
  });

  /** @law LOV-1967-02-10 § 6 */
  it('is the case from which the reader is recused', async () => {
    const recused = { ...actorOf(scene.home, 'leader'), id: 'recused-leader' };
    await aRecusal(scene.home, recused, usual.householdId);
    const { items } = await eventsFor(recused);
    expect(items.filter(({ isWithheld }) => isWithheld)).toHaveLength(8);
    expect(await eventsFor(recused, { objectId: usual.leaseId })).toMatchObject({ items: [], totalCount: 0 });
    const ask = listHouseholdReadings(scene.deps, recused, { householdId: usual.householdId, limit: 10 });
    await expect(ask).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('the readings', () => {
  it('name whom they told of, and that the log was read is in it', async () => {
    await getHousehold(scene.deps, officer, usual.householdId);
    await getHousehold(scene.deps, officer, guarded.householdId);
    const { items, totalCount } = await listReadings(scene.deps, auditor, { limit: 100, actor: officer.id });
    expect(totalCount).toBe(2);
    expect(items).toMatchObject([
      // Withheld: that there was a reading, not what it was or of whom.
      { operation: null, requestId: null, role: 'case-officer', householdIds: [] },
      { operation: 'get-household', householdIds: [usual.householdId] },
    ]);
    const own = await listReadings(scene.deps, auditor, { limit: 100, operation: 'list-readings' });
    expect(own.items).toMatchObject([{ actor: auditor.id, householdIds: [usual.householdId] }]);
    const asked = { limit: 100, actor: officer.id, operation: 'get-household' };
    expect(await listReadings(scene.deps, auditor, asked)).toMatchObject({
      items: [{ householdIds: [usual.householdId] }],
      totalCount: 1,
    });
  });

  it('of one household are for those who may hand it its list, without the others of the same reading', async () => {
    const page = await listHouseholdReadings(scene.deps, officer, {
      householdId: usual.householdId,
      limit: 50,
    });
    expect(page.totalCount).toBeGreaterThanOrEqual(2);
    expect(page.items.at(-1)).toEqual({
      id: aText,
      occurredAt: anInstant,
      actor: auditor.id,
      role: 'auditor',
      operation: 'list-audit-events',
      requestId: auditor.requestId,
    });
    const again = await listHouseholdReadings(scene.deps, officer, {
      householdId: usual.householdId,
      limit: 1,
    });
    expect(again.items).toMatchObject([{ operation: 'list-household-readings', actor: officer.id }]);
    const protectedOnes = { householdId: guarded.householdId, limit: 50 };
    expect((await listHouseholdReadings(scene.deps, officer, protectedOnes)).totalCount).toBeGreaterThan(0);
    await expect(listHouseholdReadings(scene.deps, auditor, protectedOnes)).rejects.toMatchObject({
      code: 'household.not-found',
    });
    const unknown = listHouseholdReadings(scene.deps, officer, { householdId: nextId(), limit: 1 });
    await expect(unknown).rejects.toMatchObject({ code: 'household.not-found' });
  });
});

describe('an export', () => {
  it('has every change with its hash and is known again', async () => {
    const { text, first, last } = await exportAuditTrail(exportDeps, auditor, 2);
    expect({ first, last }).toEqual({ first: 3, last: 8 });
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      sequence: 3,
      objectId: usual.leaseId,
      hash: aHash,
    });
    for (const id of Object.values(guarded)) expect(text).not.toContain(id);
    expect(readAuditExport(sealer, text)).toMatchObject({ ok: true, count: 6, last: 8 });
  });

  it('of nothing is sealed, too', async () => {
    const { text } = await exportAuditTrail(exportDeps, auditor, 8);
    expect(readAuditExport(sealer, text)).toMatchObject({ ok: true, count: 0, last: 0 });
  });

  it('is refused with one character changed, a line less or more, another end, or another key', async () => {
    const { text } = await exportAuditTrail(exportDeps, auditor, 0);
    const lines = text.split('\n');
    const changed = [
      text.replace('case-officer', 'case-0fficer'),
      lines.slice(1).join('\n'),
      `{}\n${text}`,
      text.replace('"count":8', '"count":9'),
      `${text}\n`,
      ` ${text}`,
    ];
    for (const forged of changed) expect(readAuditExport(sealer, forged).ok).toBe(false);
    expect(readAuditExport(aSealer('another'), text)).toEqual({ ok: false, fault: 'not-sealed' });
    for (const other of ['', '\n', 'x', '{}\n', '[1]\n', lines.slice(0, -2).join('\n')]) {
      expect(readAuditExport(sealer, other).ok).toBe(false);
    }
  });
});

/** What the last reading of the trail by `reader` named. */
async function lastNoted(reader: Actor, operation: string): Promise<readonly string[]> {
  const [last] = await peek(
    scene.home,
    async (tx) =>
      await tx
        .selectFrom('access_events')
        .select('household_ids')
        .where('actor', '=', reader.id)
        .where('operation', '=', operation)
        .orderBy('id', 'desc')
        .limit(1)
        .execute(),
  );
  return last?.household_ids.toSorted() ?? [];
}

describe('whom a page of the trail told of', () => {
  it('is noted where only a lease, an application, a person or an incident of it is named', async () => {
    const reader = { ...auditor, id: 'auditor-of-links' };
    const ids = [usual.leaseId, usual.applicationId, usual.personId, usual.incidentId];
    for (const objectId of ids) {
      await append('thing', objectId, {});
      await eventsFor(reader, { objectKind: 'thing', objectId });
      expect(await lastNoted(reader, 'list-audit-events')).toEqual([usual.householdId]);
      await peek(scene.home, async (tx) => {
        expect(await listHouseholdsOf(tx, scene.home.municipalityId, [objectId])).toEqual([
          usual.householdId,
        ]);
      });
    }
  });

  it('is noted where it is named in the content alone, several at a time', async () => {
    const reader = { ...auditor, id: 'auditor-of-content' };
    const other = await aCase('none');
    await append('night', nextId(), { leases: `${usual.leaseId} ${other.leaseId}` });
    await eventsFor(reader, { objectKind: 'night' });
    expect(await lastNoted(reader, 'list-audit-events')).toEqual(
      [usual.householdId, other.householdId].toSorted(),
    );
  });

  it('is nobody where nothing of a case is named, or what is named is withheld', async () => {
    const reader = { ...auditor, id: 'auditor-of-nothing' };
    await append('nothing', nextId(), { on: '2026-11-23' });
    await eventsFor(reader, { objectKind: 'nothing' });
    expect(await lastNoted(reader, 'list-audit-events')).toEqual([]);
    await append('guarded', nextId(), { leaseId: guarded.leaseId });
    await eventsFor(reader, { objectKind: 'guarded' });
    expect(await lastNoted(reader, 'list-audit-events')).toEqual([]);
  });

  it('is noted of an export, too', async () => {
    const reader = { ...auditor, id: 'auditor-of-export' };
    const { last } = await exportAuditTrail(exportDeps, auditor, 0);
    await append('lease', usual.leaseId, {});
    await exportAuditTrail(exportDeps, reader, last);
    expect(await lastNoted(reader, 'export-audit-trail')).toEqual([usual.householdId]);
  });
});
