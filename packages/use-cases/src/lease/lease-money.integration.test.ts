import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, aPlaceToLive } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { getLeaseMoney } from './get-lease-money.ts';
import { type RecordLeaseDeposit, recordLeaseDeposit, releaseDeposit } from './lease-deposits.ts';
import { type NewRent, recordLeaseRent } from './record-lease-rent.ts';
import { recordTerminationInfo } from './record-termination-info.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A lease from 1 March 2024 with a rent of 9,000 kroner. */
async function aTenancy(): Promise<{ readonly leaseId: string; readonly householdId: string }> {
  const { buildingId } = await aPlaceToLive(scene.home);
  const householdId = await aHousehold(scene.home);
  const leaseId = await aLease(scene.home, {
    dwelling_id: await aDwelling(scene.home, { building_id: buildingId }),
    household_id: householdId,
    starts_on: plainDate('2024-03-01'),
    signed_on: plainDate('2024-02-20'),
    last_day: plainDate('2029-02-28'),
    rent_ore_per_month: 900_000,
  });
  return { leaseId, householdId };
}

async function setRent(
  leaseId: string,
  fromOn: string,
  orePerMonth: number,
  rent: NewRent,
): Promise<{ readonly id: string }> {
  const command = { ...rent, leaseId, fromOn: plainDate(fromOn), orePerMonth };
  return await recordLeaseRent(scene.deps, actorOf(scene.home), command, aRequest('rent'));
}

function byIndex(noticeSentOn: string, indexBasisPoints = 300): NewRent {
  return {
    kind: 'index',
    noticeSentOn: plainDate(noticeSentOn),
    indexBasis: 'KPI, January to January',
    indexBasisPoints,
  };
}

function demand(sentOn: string): NewRent {
  return { kind: 'gjengs-leie', noticeSentOn: plainDate(sentOn) };
}

async function expectUnlawful(because: string, earliest: string | undefined, work: Promise<unknown>) {
  await expect(work).rejects.toMatchObject({
    code: 'lease-rent.unlawful',
    details: {
      facts: { because, ...(earliest === undefined ? {} : { earliest }) },
      lawRefs: ['LOV-1999-03-26-17 § 4-2'],
    },
  });
}

async function give(
  leaseId: string,
  changes: Partial<RecordLeaseDeposit> = {},
): Promise<{ readonly id: string; readonly excess: unknown }> {
  const command: RecordLeaseDeposit = {
    leaseId,
    kind: 'deposit',
    amountOre: 5_400_000,
    isOnSeparateAccount: true,
    givenOn: plainDate('2024-03-01'),
    ...changes,
  };
  return await recordLeaseDeposit(scene.deps, actorOf(scene.home), command, aRequest('deposit'));
}

describe('a rent', () => {
  it('is adjusted by the index a year after it was set, a month after the notice, and by no more', async () => {
    const { leaseId } = await aTenancy();
    await expectUnlawful('too-early', '2025-03-01', setRent(leaseId, '2025-02-28', 1, byIndex('2024-12-01')));
    await expectUnlawful('too-early', '2025-03-11', setRent(leaseId, '2025-03-10', 1, byIndex('2025-02-11')));
    await expectUnlawful(
      'above-index',
      undefined,
      setRent(leaseId, '2025-03-11', 927_001, byIndex('2025-02-11')),
    );
    await expect(setRent(leaseId, '2025-03-11', 1, byIndex('2026-12-01'))).rejects.toMatchObject({
      code: 'record.date-in-the-future',
      details: { field: 'noticeSentOn' },
    });
    await setRent(leaseId, '2025-03-11', 927_000, byIndex('2025-02-11'));
    const money = await getLeaseMoney(scene.deps, actorOf(scene.home), leaseId);
    expect(money).toMatchObject({
      orePerMonth: 927_000,
      rents: [
        { kind: 'initial', from: '2024-03-01', orePerMonth: 900_000, recordedBy: null },
        { kind: 'index', from: '2025-03-11', orePerMonth: 927_000, indexBasisPoints: 300 },
      ],
      indexNoticeDueOn: '2026-02-11',
      indexPossibleFrom: '2026-03-11',
      gjengsLeieDemandFrom: '2026-09-01',
      depositExcess: null,
    });
  });

  it('is set to gjengs leie two and a half years after it was agreed, six months after the demand', async () => {
    const { leaseId } = await aTenancy();
    await setRent(leaseId, '2026-03-01', 920_000, byIndex('2026-01-20'));
    await expect(setRent(leaseId, '2027-03-01', 1_400_000, demand('2026-08-31'))).rejects.toMatchObject({
      details: { facts: { because: 'demanded-too-early', earliest: '2026-09-01' }, field: 'noticeSentOn' },
    });
    await expect(setRent(leaseId, '2027-03-14', 1_400_000, demand('2026-09-15'))).rejects.toMatchObject({
      details: { facts: { because: 'too-early', earliest: '2027-03-15' }, field: 'fromOn' },
    });
    await setRent(leaseId, '2027-03-15', 1_400_000, demand('2026-09-15'));
    // What is to come is not what holds today.
    expect((await getLeaseMoney(scene.deps, actorOf(scene.home), leaseId)).orePerMonth).toBe(920_000);
  });

  it('follows those before it; one from the same day corrects it, and all of them stay', async () => {
    const { leaseId } = await aTenancy();
    await setRent(leaseId, '2026-01-01', 950_000, { kind: 'agreed' });
    await expect(setRent(leaseId, '2025-12-31', 940_000, { kind: 'agreed' })).rejects.toMatchObject({
      code: 'lease-rent.later-one-stored',
    });
    await expect(setRent(leaseId, '2024-02-29', 940_000, { kind: 'agreed' })).rejects.toMatchObject({
      code: 'record.range-reversed',
    });
    await setRent(leaseId, '2026-01-01', 940_000, { kind: 'agreed' });
    const money = await getLeaseMoney(scene.deps, actorOf(scene.home), leaseId);
    expect(money.orePerMonth).toBe(940_000);
    expect(money.rents.map(({ orePerMonth }) => orePerMonth)).toEqual([900_000, 950_000, 940_000]);
    const { leaseId: other } = await aTenancy();
    await expect(setRent(other, '2024-03-01', 900_000, byIndex('2024-01-01'))).rejects.toMatchObject({
      code: 'lease-rent.unlawful',
    });
  });

  it('that two record at once is stored by one after the other, each judged by what came before', async () => {
    const { leaseId } = await aTenancy();
    const both = await Promise.allSettled([
      setRent(leaseId, '2026-03-01', 927_000, byIndex('2026-01-20')),
      setRent(leaseId, '2026-04-01', 927_000, byIndex('2026-02-20')),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a deposit', () => {
  it('of more than six months of rent, with what is given beside it, is stored and said', async () => {
    const { leaseId } = await aTenancy();
    expect((await give(leaseId)).excess).toBeNull();
    const guarantee = { kind: 'guarantee', isOnSeparateAccount: null, amountOre: 1 } as const;
    const second = await give(leaseId, { ...guarantee, givenOn: plainDate('2025-01-01') });
    expect(second.excess).toEqual({ since: '2025-01-01', totalOre: 5_400_001, limitOre: 5_400_000 });
    const contradictory = { code: 'lease-deposit.account-contradictory' };
    await expect(give(leaseId, { isOnSeparateAccount: null })).rejects.toMatchObject(contradictory);
    await expect(give(leaseId, { ...guarantee, isOnSeparateAccount: false })).rejects.toMatchObject(
      contradictory,
    );
  });

  it('is given back once, after the day it was given and not ahead of time', async () => {
    const { leaseId } = await aTenancy();
    const { id: depositId } = await give(leaseId);
    const release = async (releasedOn: string, lease = leaseId) =>
      await releaseDeposit(
        scene.deps,
        actorOf(scene.home),
        { leaseId: lease, depositId, releasedOn: plainDate(releasedOn) },
        aRequest('release'),
      );
    await expect(release('2024-03-01')).rejects.toMatchObject({ code: 'record.range-reversed' });
    await expect(release('2026-12-24')).rejects.toMatchObject({ code: 'record.date-in-the-future' });
    const { leaseId: other } = await aTenancy();
    await expect(release('2026-01-01', other)).rejects.toMatchObject({ code: 'lease-deposit.not-found' });
    await expect(release('2026-01-01')).resolves.toEqual({ id: depositId, releasedOn: '2026-01-01' });
    await expect(release('2026-01-02')).rejects.toMatchObject({ code: 'lease-deposit.released-already' });
  });
});

describe('the written information', () => {
  it('is stored once, on the version that was read', async () => {
    const { leaseId } = await aTenancy();
    const tell = async (version: number, givenOn = TODAY) =>
      await recordTerminationInfo(
        scene.deps,
        actorOf(scene.home),
        { leaseId, version, givenOn },
        aRequest('info'),
      );
    await expect(tell(2)).rejects.toMatchObject({ code: 'record.version-stale' });
    await expect(tell(1, plainDate('2026-12-24'))).rejects.toMatchObject({
      code: 'record.date-in-the-future',
    });
    expect(await tell(1)).toEqual({ id: leaseId, version: 2, givenOn: TODAY });
    await expect(tell(2)).rejects.toMatchObject({ code: 'lease.termination-info-given' });
  });
});

it('leaves a trace, is logged when read, and does not exist for who may not see the household', async () => {
  const { leaseId, householdId } = await aTenancy();
  const { id } = await give(leaseId);
  const actor = actorOf(scene.home);
  await getLeaseMoney(scene.deps, actor, leaseId);
  const [audit, events] = await peek(scene.home, async (tx) => [
    await tx
      .selectFrom('audit_events')
      .select(['action', 'after'])
      .where('object_id', '=', leaseId)
      .execute(),
    await tx
      .selectFrom('access_events')
      .select(['operation', 'household_ids'])
      .where('request_id', '=', actor.requestId)
      .execute(),
  ]);
  expect(audit).toMatchObject([{ action: 'lease-deposit.recorded', after: { depositId: id } }]);
  expect(events).toEqual([{ operation: 'get-lease-money', household_ids: [householdId] }]);
  const recused = { ...actor, id: 'recused-1' };
  await aRecusal(scene.home, householdId, 'recused-1');
  await expect(getLeaseMoney(scene.deps, recused, leaseId)).rejects.toMatchObject({
    code: 'lease.not-found',
  });
  const foreign = getLeaseMoney(scene.deps, actorOf(scene.elsewhere), leaseId);
  await expect(foreign).rejects.toMatchObject({ code: 'lease.not-found' });
});
