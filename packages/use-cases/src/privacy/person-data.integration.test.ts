import { plainDate, sensitive } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  anApplication,
  anAssessment,
  aPlaceToLive,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  keepFor,
  leader,
  officer,
  openPrivacyScene,
  type PrivacyScene,
  rowsOf,
} from '../../test/privacy-scene.ts';
import { actorOf, aRequest, peek } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { makePersonDataExport, type PersonData } from './make-person-data-export.ts';
import { runNightlyRetention } from './nightly-retention.ts';
import {
  fetchPersonData,
  getPersonDataExport,
  listPersonDataExports,
  type RequestPersonDataExport,
  requestPersonDataExport,
} from './person-data-exports.ts';

let scene: PrivacyScene;
let family: Family;

interface Family {
  readonly householdId: string;
  readonly otherHouseholdId: string;
  readonly motherId: string;
  readonly childId: string;
}

beforeAll(async () => {
  scene = await openPrivacyScene();
  family = await aFamily();
});
afterAll(async () => {
  await scene.close();
});

async function aFamily(): Promise<Family> {
  const { home } = scene;
  const { buildingId } = await aPlaceToLive(home);
  const [householdId, otherHouseholdId] = [await aHousehold(home), await aHousehold(home)];
  const motherId = await aMember(home, householdId, {
    name: 'Mother Own',
    identity_number_ciphertext: Buffer.from('sealed'),
  });
  const childId = await aMember(home, householdId, { name: 'Child Other', relation: 'child' });
  await anApplication(home, { household_id: householdId, status: 'housed', helped_by: 'Helper Secret' });
  await anAssessment(home, { household_id: householdId, assessed_by: 'staff-secret' });
  const leaseId = await aLease(home, {
    dwelling_id: await aDwelling(home, { building_id: buildingId }),
    household_id: householdId,
  });
  const row = { municipality_id: home.municipalityId };
  await peek(home, async (tx) => {
    const visit = {
      id: nextId(),
      lease_id: leaseId,
      kind: 'yearly-visit',
      due_on: plainDate('2026-01-01'),
    } as const;
    await tx
      .insertInto('follow_ups')
      .values({ ...row, ...visit })
      .execute();
    await tx
      .insertInto('follow_up_notes')
      .values({ ...row, follow_up_id: visit.id, note: 'Own note', written_by: 'staff-secret' })
      .execute();
    const [a = '', b = ''] = [householdId, otherHouseholdId].toSorted();
    const pair = { id: nextId(), household_a_id: a, household_b_id: b, scope: 'building' } as const;
    const why = {
      restricted_reason: 'Reason Secret',
      owner: 'staff-secret',
      review_on: plainDate('2041-01-01'),
    };
    await tx
      .insertInto('keep_apart')
      .values({ ...row, ...pair, ...why, valid_during: '[2026-01-01,)' })
      .execute();
  });
  return { householdId, otherHouseholdId, motherId, childId };
}

const cipher = {
  open: async (bytes: Uint8Array, { personId }: { readonly personId: string }) =>
    await Promise.resolve(sensitive(`${Buffer.from(bytes).toString()} of ${personId}`)),
};

async function request(
  subjectId: string,
  changes: Partial<RequestPersonDataExport> = {},
  actor: Actor = officer(scene),
): Promise<string> {
  const command = {
    kind: 'access',
    subjectId,
    reasonCode: 'person-asked',
    reference: '2040/1',
    ...changes,
  } as const;
  const { id } = await requestPersonDataExport(scene.deps, actor, command, aRequest('request'));
  return id;
}

async function make(exportId: string): Promise<void> {
  const { municipalityId } = scene.home;
  await makePersonDataExport(scene.jobs, { municipalityId, exportId, requestId: nextId() });
}

async function fetch(
  exportId: string,
  actor = officer(scene),
  kind: 'access' | 'archive' = 'access',
): Promise<PersonData> {
  const deps = { ...scene.deps, identityCipher: cipher };
  return await fetchPersonData(deps, actor, { kind, exportId });
}

describe('a copy of what is held on a person', () => {
  it('has the whole case of an applicant, with the number in clear that is stored nowhere', async () => {
    const exportId = await request(family.motherId);
    await make(exportId);
    await make(exportId);
    const data = await fetch(exportId);
    expect(data.person).toMatchObject({
      name: 'Mother Own',
      identity_number: `sealed of ${family.motherId}`,
    });
    expect(Object.keys(data.tables)).toEqual(
      expect.arrayContaining([
        'assessments',
        'follow_up_notes',
        'follow_ups',
        'household_members',
        'households',
        'housing_applications',
        'keep_apart',
        'lease_rents',
        'leases',
      ]),
    );
    expect(data.tables['follow_up_notes']).toMatchObject([{ note: 'Own note' }]);
    expect(data.textsToRead).toEqual(['follow_up_notes.note']);
    expect(data.readings).toContainEqual(
      expect.objectContaining({ role: 'case-officer', operation: 'request-access-export' }),
    );
    const stored = JSON.stringify(await rowsOf(scene, 'person_data_exports'));
    expect(stored).not.toContain('sealed of');
  });

  it('names nobody else: no other member, no other household, no staff, no reason of a pair', async () => {
    const exportId = await request(family.motherId);
    await make(exportId);
    const text = JSON.stringify(await fetch(exportId));
    for (const secret of ['Child Other', 'Reason Secret', 'staff-secret', 'Helper Secret']) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(family.otherHouseholdId);
    expect(text).not.toContain(family.childId);
  });

  it('of a child has what is held on the child, and not the case of the parents', async () => {
    const exportId = await request(family.childId);
    await make(exportId);
    const data = await fetch(exportId);
    expect(data.person).toMatchObject({ name: 'Child Other' });
    expect(Object.keys(data.tables)).toEqual(['household_members']);
    expect(JSON.stringify(data)).not.toContain('Own note');
  });

  it('is for whoever asked for it alone, and each step leaves a trace', async () => {
    const exportId = await request(family.motherId);
    await expect(fetch(exportId)).rejects.toMatchObject({ code: 'person-data-export.not-found' });
    await make(exportId);
    const colleague = { ...officer(scene), id: 'colleague' };
    await expect(fetch(exportId, colleague)).rejects.toMatchObject({ code: 'person-data-export.not-found' });
    expect(await getPersonDataExport(scene.deps, colleague, { kind: 'access', exportId })).toMatchObject({
      state: 'ready',
    });
    await fetch(exportId);
    const events = await rowsOf(scene, 'audit_events', `object_id = '${exportId}'`);
    expect(events.map((event) => ('action' in event ? String(event.action) : '')).toSorted()).toEqual([
      'person-data-export.fetched',
      'person-data-export.made',
      'person-data-export.requested',
    ]);
    const reads = await rowsOf(scene, 'access_events', `operation = 'fetch-access-export'`);
    expect(reads.length).toBeGreaterThan(0);
  });

  it('is refused to roles without the permission, and to whoever is recused', async () => {
    for (const role of ['leader', 'committee', 'auditor', 'follow-up'] as const) {
      await expect(request(family.motherId, {}, actorOf(scene.home, role))).rejects.toMatchObject({
        code: 'authorisation.denied',
      });
    }
    const cousin = { ...officer(scene), id: 'cousin' };
    const row = {
      municipality_id: scene.home.municipalityId,
      id: nextId(),
      household_id: family.householdId,
    };
    await peek(scene.home, async (tx) => {
      await tx
        .insertInto('recusals')
        .values({ ...row, member: 'cousin', ground: 'family' })
        .execute();
    });
    await expect(request(family.motherId, {}, cousin)).rejects.toMatchObject({ code: 'person.not-found' });
    const page = await listPersonDataExports(scene.deps, cousin, { kind: 'access', limit: 100 });
    expect(page.items).toEqual([]);
  });

  it('loses its content when the time for fetching it is over', async () => {
    const exportId = await request(family.motherId);
    await make(exportId);
    await scene.admin.query(`update person_data_exports set expires_at = '2040-06-14' where id = $1`, [
      exportId,
    ]);
    const { expiredCopies } = await night();
    expect(expiredCopies).toBeGreaterThanOrEqual(1);
    await expect(fetch(exportId)).rejects.toMatchObject({ code: 'person-data-export.not-found' });
    expect(await rowsOf(scene, 'person_data_exports', `id = '${exportId}'`)).toMatchObject([
      { state: 'expired', content: null, reference: '2040/1' },
    ]);
  });
});

async function night() {
  const { municipalityId } = scene.home;
  return await runNightlyRetention(scene.jobs, { municipalityId, requestId: nextId() });
}

describe('a blocked case', () => {
  it('is read by the archive alone, with a reason, whole and with a trace', async () => {
    const { home } = scene;
    const householdId = await aHousehold(home);
    const personId = await aMember(home, householdId, { name: 'Blocked Person' });
    await anApplication(home, {
      household_id: householdId,
      status: 'withdrawn',
      received_on: plainDate('2027-01-01'),
    });
    await keepFor(scene, 'closed-case', 24);
    await night();
    await keepFor(scene, 'closed-case', null);
    // For the case officer there is no such person.
    await expect(request(personId)).rejects.toMatchObject({ code: 'person.not-found' });
    const archive = { kind: 'archive', reasonCode: 'appeal-or-claim' } as const;
    await expect(request(householdId, archive)).rejects.toMatchObject({ code: 'authorisation.denied' });
    const exportId = await request(householdId, archive, leader(scene));
    await make(exportId);
    const data = await fetch(exportId, leader(scene), 'archive');
    expect(data.tables['persons']).toMatchObject([{ name: 'Blocked Person' }]);
    const reads = await rowsOf(scene, 'access_events', `household_ids @> array['${householdId}'::uuid]`);
    expect(reads.map((read) => 'operation' in read && read.operation)).toEqual(
      expect.arrayContaining(['request-archive-export', 'fetch-archive-export']),
    );
  });

  it('of somebody with a protected address is for those alone who are named for it', async () => {
    const { home } = scene;
    const householdId = await aHousehold(home);
    await aMember(home, householdId, { address_protection: 'strictly-confidential' });
    await anApplication(home, {
      household_id: householdId,
      status: 'withdrawn',
      received_on: plainDate('2027-01-01'),
    });
    await keepFor(scene, 'closed-case', 24);
    await night();
    await keepFor(scene, 'closed-case', null);
    const archive = { kind: 'archive', reasonCode: 'archive-duty' } as const;
    await expect(request(householdId, archive, leader(scene))).rejects.toMatchObject({
      code: 'case-block.not-found',
    });

    const named = { ...leader(scene), id: 'named-leader' };
    await scene.admin.query(
      `insert into case_access_grants (municipality_id, id, household_id, member, reason, granted_by)
       values ($1, $2, $3, $4, 'named by the test', 'test')`,
      [home.municipalityId, nextId(), householdId, named.id],
    );
    const exportId = await request(householdId, archive, named);
    await make(exportId);
    expect((await fetch(exportId, named, 'archive')).tables['persons']).toHaveLength(1);
    const page = await listPersonDataExports(scene.deps, leader(scene), { kind: 'archive', limit: 100 });
    expect(page.items.map(({ id }) => id)).not.toContain(exportId);
    await scene.admin.query(
      `update case_access_grants set state = 'withdrawn', ended_by = 'test', ended_at = now(), ended_because = 'over'
       where household_id = $1`,
      [householdId],
    );
    await expect(fetch(exportId, named, 'archive')).rejects.toMatchObject({
      code: 'person-data-export.not-found',
    });
  });
});

describe('a copy for somebody who has left', () => {
  it('has nothing of the life that goes on there, nor that anybody is protected', async () => {
    const { home } = scene;
    const householdId = await aHousehold(home);
    const leftId = await aMember(home, householdId, {
      relation: 'partner',
      member_during: '[2024-01-01,2025-01-01)',
    });
    await aMember(home, householdId, { relation: 'applicant' });
    await anApplication(home, { household_id: householdId });
    const exportId = await request(leftId);
    await make(exportId);
    const { tables, readings, changes, rounds } = await fetch(exportId);
    expect(Object.keys(tables).filter((table) => table !== 'household_members')).toEqual([]);
    expect(JSON.stringify([readings, changes, rounds])).not.toMatch(/application|protect|case-access/);
  });
});
