import { plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aMember,
  anApplication,
  anAssessment,
  nameForCase,
  nextId,
  type RowChanges,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOfferTown, decide, type OfferTown } from '../../test/offer-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aUsedDwelling, aWaiting } from '../../test/round-scene.ts';
import type { Actor } from '../actor/actor.ts';
import {
  type HandledAppeal,
  type RecordAppealOutcome,
  recordAppealOutcome,
  reviewAppeal,
  withdrawAppeal,
} from './handle-appeal.ts';
import { getAppeal, listAppeals } from './read-appeals.ts';
import {
  type AppealDeps,
  type RegisterAppeal,
  type RegisteredAppeal,
  registerAppeal,
} from './register-appeal.ts';

const STATEMENT = 'The stairs were not considered; the rest of the decision stands.';

let scene: RecordsScene;
let deps: AppealDeps;

beforeAll(async () => {
  scene = await openRecordsScene();
  const clock = { now: () => '2028-01-10T08:00:00Z', today: () => plainDate('2028-01-10') };
  deps = { ...scene.deps, clock };
});
afterAll(async () => {
  await scene.close();
});

function someone(id = 'writer'): Actor {
  return { ...actorOf(scene.home), id };
}

type Entitlement = RowChanges<'entitlements'>;

async function anEntitlement(changes: Entitlement = {}): Promise<{ id: string; householdId: string }> {
  const householdId = await aHousehold(scene.home);
  const applicationId = await anApplication(scene.home, { household_id: householdId });
  await anAssessment(scene.home, { household_id: householdId, assessed_by: 'assessor' });
  const id = nextId();
  await peek(scene.home, async (tx) => {
    await tx
      .insertInto('entitlements')
      .values({
        municipality_id: scene.home.municipalityId,
        id,
        application_id: applicationId,
        decision_track: 'municipal-dwelling',
        outcome: 'refused',
        legal_basis: 'local rules',
        appeal_body: 'municipal-appeals-board',
        decided_on: plainDate('2026-11-20'),
        decided_by: 'refuser',
        ...changes,
      })
      .execute();
  });
  return { id, householdId };
}

async function register(command: Partial<RegisterAppeal>, who = someone()): Promise<RegisteredAppeal> {
  const complete: RegisterAppeal = {
    noticeArrivedOn: plainDate('2026-11-23'),
    sentOn: null,
    arrivedOn: plainDate('2026-12-01'),
    ...command,
  };
  return await registerAppeal(deps, who, complete, aRequest('registerAppeal'));
}

async function anAppeal(changes: Entitlement = {}): Promise<RegisteredAppeal> {
  return await register({ entitlementId: (await anEntitlement(changes)).id });
}

async function review(appealId: string, action: 'change' | 'reverse' | 'forward' | 'dismiss', version = 1) {
  const command = { appealId, version, action, statement: STATEMENT };
  return await reviewAppeal(deps, someone(), command, aRequest('reviewAppeal'));
}

async function outcomeOf(
  appealId: string,
  changes: Partial<RecordAppealOutcome> = {},
  who = someone('clerk'),
): Promise<HandledAppeal> {
  const command: RecordAppealOutcome = {
    appealId,
    version: 2,
    outcome: 'uphold',
    decidedOn: plainDate('2027-01-15'),
    reason: 'The need is met by the dwelling where they live.',
    panel: ['anna', 'bjarne', 'cecilie'],
    preparedBy: 'secretary',
    ...changes,
  };
  return await recordAppealOutcome(deps, who, command, aRequest('recordAppealOutcome'));
}

describe('an appeal that arrives', () => {
  it('gets its deadline and the body that the decision names', async () => {
    expect(await anAppeal()).toMatchObject({
      body: 'municipal-appeals-board',
      deadlineOn: '2026-12-14',
      isLate: false,
      lastAdmissibleOn: '2027-11-20',
      isAfterOneYear: false,
    });
    const help = { decision_track: 'assistance', appeal_body: 'statsforvalter' } as const;
    expect(await anAppeal(help)).toMatchObject({ body: 'statsforvalter' });
  });

  it('late is registered and shown as late, also after a year', async () => {
    const { id: entitlementId } = await anEntitlement();
    expect(await register({ entitlementId, arrivedOn: plainDate('2026-12-15') })).toMatchObject({
      isLate: true,
      isAfterOneYear: false,
    });
    const posted = { arrivedOn: plainDate('2026-12-16'), sentOn: plainDate('2026-12-14') };
    expect(await register({ entitlementId, ...posted })).toMatchObject({ isLate: false });
    const veryLate = await register({ entitlementId, arrivedOn: plainDate('2027-12-01') });
    expect(veryLate).toMatchObject({ isLate: true, isAfterOneYear: true });
    expect((await review(veryLate.id, 'forward')).state).toBe('forwarded');
  });

  it('against a decision of a dwelling is heard by the body of its track', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => ({
      welfare: { householdId: await aWaiting(place), dwellingId: await aUsedDwelling(place) },
      care: {
        householdId: await aWaiting(place, { track: 'care' }),
        dwellingId: await aUsedDwelling(place, undefined, { track: 'care' }),
      },
    }));
    const [welfare, care] = await decide(town, [built.welfare, built.care]);
    const actor = { ...someone(), municipalityId: town.municipalityId };
    const today = await peek(town, async (tx) => {
      const rows = await tx.selectFrom('decisions').select('decided_at').execute();
      return plainDate((rows[0]?.decided_at ?? '').slice(0, 10));
    });
    const clock = { now: () => `${today}T23:00:00Z`, today: () => plainDate('2199-01-01') };
    const at = async (decisionId: string | undefined): Promise<RegisteredAppeal> => {
      const dates = { noticeArrivedOn: plainDate('2150-01-01'), sentOn: null };
      const command = { ...dates, decisionId, arrivedOn: plainDate('2150-01-02') };
      return await registerAppeal({ ...deps, clock }, actor, command, aRequest('registerAppeal'));
    };
    expect(await at(welfare?.decisionId)).toMatchObject({ body: 'municipal-appeals-board' });
    expect(await at(care?.decisionId)).toMatchObject({ body: 'statsforvalter' });
  });

  it.each<[string, Partial<RegisterAppeal>, string]>([
    ['of nothing', {}, 'appeal.subject-unclear'],
    ['of two decisions', { entitlementId: nextId(), decisionId: nextId() }, 'appeal.subject-unclear'],
    ['of an unknown decision', { decisionId: nextId() }, 'record.reference-unknown'],
    ['that has not arrived yet', { arrivedOn: plainDate('2028-01-11') }, 'record.date-in-the-future'],
    ['posted after it arrived', { sentOn: plainDate('2026-12-02') }, 'record.range-reversed'],
  ])('%s is refused', async (_what, command, code) => {
    await expect(register(command)).rejects.toMatchObject({ code });
  });

  it('before its decision is refused', async () => {
    const { id } = await anEntitlement();
    const early = register({ entitlementId: id, noticeArrivedOn: plainDate('2026-11-19') });
    await expect(early).rejects.toMatchObject({ code: 'record.range-reversed' });
  });
});

describe('the first instance', () => {
  it.each([
    ['change', 'changed', 1],
    ['reverse', 'reversed', 1],
    ['dismiss', 'dismissed', 0],
    ['forward', 'forwarded', 0],
  ] as const)('may %s it', async (action, state, tasks) => {
    const { id } = await anAppeal();
    expect(await review(id, action)).toEqual({ id, state, version: 2 });
    const details = await getAppeal(deps, someone(), id);
    expect(details).toMatchObject({
      state,
      reviewedBy: 'writer',
      reviewedOn: '2028-01-10',
      statement: STATEMENT,
    });
    const stored = await peek(
      scene.home,
      async (tx) => await tx.selectFrom('case_tasks').where('subject_id', '=', id).select('kind').execute(),
    );
    expect(stored).toHaveLength(tasks);
  });

  it('reviews once, cannot uphold its own decision, and must have read the present version', async () => {
    const { id } = await anAppeal();
    await expect(outcomeOf(id, { version: 1 })).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'registered', action: 'uphold' } },
    });
    await expect(outcomeOf(id, { version: 1, outcome: 'change' })).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
    await expect(review(id, 'forward', 2)).rejects.toMatchObject({ code: 'record.version-stale' });
    await review(id, 'forward');
    await expect(review(id, 'change', 2)).rejects.toMatchObject({ code: 'record.transition-refused' });
  });
});

async function aForwarded(changes: Entitlement = {}): Promise<string> {
  const { id } = await anAppeal(changes);
  await review(id, 'forward');
  return id;
}

describe('the appeal body', () => {
  it('decides with people who had nothing to do with the case', async () => {
    const id = await aForwarded();
    expect(await outcomeOf(id, { outcome: 'reverse' })).toEqual({ id, state: 'reversed', version: 3 });
    expect(await getAppeal(deps, someone(), id)).toMatchObject({
      panel: ['anna', 'bjarne', 'cecilie'],
      preparedBy: 'secretary',
      recordedBy: 'clerk',
      outcomeOn: '2027-01-15',
    });
  });

  it.each([
    ['who decided', { panel: ['anna', 'refuser'] }, 'refuser', 'decided-entitlement'],
    ['who assessed', { panel: ['assessor'] }, 'assessor', 'assessed'],
    ['who prepares it and decided', { preparedBy: 'refuser' }, 'refuser', 'decided-entitlement'],
  ])('cannot have somebody %s', async (_what, changes, member, involvement) => {
    const id = await aForwarded();
    await expect(outcomeOf(id, changes)).rejects.toMatchObject({
      code: 'appeal.barred',
      details: {
        facts: { member, involvement },
        lawRefs: ['LOV-2018-06-22-83 § 11-10', 'LOV-2018-06-22-83 § 13-3'],
      },
    });
  });

  it('cannot have its outcome recorded by who assessed the need', async () => {
    const id = await aForwarded();
    await expect(outcomeOf(id, {}, someone('assessor'))).rejects.toMatchObject({ code: 'appeal.barred' });
  });

  it('is named with its members for the board, and without for the state administrator', async () => {
    const board = await aForwarded();
    await expect(outcomeOf(board, { panel: [] })).rejects.toMatchObject({
      code: 'appeal.panel-contradictory',
    });
    await expect(outcomeOf(board, { preparedBy: null })).rejects.toMatchObject({
      code: 'appeal.panel-contradictory',
    });
    const state = await aForwarded({ decision_track: 'assistance', appeal_body: 'statsforvalter' });
    await expect(outcomeOf(state)).rejects.toMatchObject({ code: 'appeal.panel-contradictory' });
    const outcome = outcomeOf(state, { panel: [], preparedBy: null }, someone('refuser'));
    await expect(outcome).resolves.toMatchObject({ state: 'upheld' });
  });
});

describe('everybody who prepared or made the decision of a dwelling', () => {
  let town: OfferTown;
  let appealId: string;

  beforeAll(async () => {
    const { town: made, built } = await anOfferTown(scene, async (place) => ({
      householdId: await aWaiting(place, { assessed_by: 'assessor' }),
      dwellingId: await aUsedDwelling(place),
    }));
    town = made;
    const [decision] = await decide(town, [built]);
    const correctionId = nextId();
    await peek(town, async (tx) => {
      const row = { municipality_id: town.municipalityId };
      await tx
        .insertInto('rulings')
        .values({
          ...row,
          round_id: town.roundId,
          household_id: built.householdId,
          outcome: 'accepted',
          ruled_by: 'ruler',
        })
        .execute();
      const recusal = { id: nextId(), household_id: built.householdId, member: 'cousin' };
      await tx
        .insertInto('recusals')
        .values({ ...row, ...recusal, ground: 'family' })
        .execute();
      await tx
        .insertInto('staff')
        .values({ ...row, member: 'aide', superior: 'cousin' })
        .execute();
      await tx
        .insertInto('decisions')
        .values({
          ...row,
          id: correctionId,
          round_id: town.roundId,
          household_id: built.householdId,
          policy_set_id: town.policySetId,
          delegation_reference: 'D-2',
          outcome: 'refused',
          reason: 'The household has found another home.',
          corrects_id: decision?.decisionId ?? null,
          decided_by: 'corrector-1',
          countersigned_by: 'corrector-2',
        })
        .execute();
    });
    const actor = { ...someone(), municipalityId: town.municipalityId };
    const clock = { now: () => '2199-01-01T00:00:00Z', today: () => plainDate('2199-01-01') };
    deps = { ...deps, clock };
    const appeal = await registerAppeal(
      deps,
      actor,
      {
        decisionId: correctionId,
        noticeArrivedOn: plainDate('2150-01-01'),
        sentOn: null,
        arrivedOn: plainDate('2150-01-02'),
      },
      aRequest('registerAppeal'),
    );
    appealId = appeal.id;
    const command = { appealId, version: 1, action: 'forward', statement: STATEMENT } as const;
    await reviewAppeal(deps, actor, command, aRequest('reviewAppeal'));
  });

  it('also whoever has a recused superior, from reviewing it', async () => {
    const actor = { ...someone('aide'), municipalityId: town.municipalityId };
    const command = { appealId, version: 2, action: 'reverse', statement: STATEMENT } as const;
    await expect(reviewAppeal(deps, actor, command, aRequest('reviewAppeal'))).rejects.toMatchObject({
      code: 'decision.signer-recused',
    });
  });

  it.each([
    ['assessor', 'assessed'],
    ['case-officer-1', 'requested-round'],
    ['ruler', 'ruled'],
    ['decider-1', 'decided'],
    ['decider-2', 'countersigned'],
    ['corrector-1', 'decided'],
    ['corrector-2', 'countersigned'],
    ['cousin', 'recused'],
    ['aide', 'superior-recused'],
  ])('is barred: %s (%s)', async (member, involvement) => {
    const actor = { ...someone('clerk'), municipalityId: town.municipalityId };
    const command = {
      appealId,
      version: 2,
      outcome: 'uphold',
      decidedOn: plainDate('2150-02-01'),
      reason: 'The need is met by the dwelling where they live.',
      panel: ['anna', member],
      preparedBy: 'secretary',
    } as const;
    await expect(
      recordAppealOutcome(deps, actor, command, aRequest('recordAppealOutcome')),
    ).rejects.toMatchObject({ code: 'appeal.barred', details: { facts: { member, involvement } } });
  });
});

describe('reading appeals', () => {
  it('hides the appeals of protected people, and what the reader is recused from', async () => {
    const { id: entitlementId, householdId } = await anEntitlement();
    const { id } = await register({ entitlementId });
    await aMember(scene.home, householdId, { address_protection: 'confidential' });
    for (const name of [someone().id, someone('other').id]) await nameForCase(scene.home, householdId, name);
    const auditor = actorOf(scene.home, 'auditor');
    await expect(getAppeal(deps, auditor, id)).rejects.toMatchObject({ code: 'appeal.not-found' });
    expect(await listAppeals(deps, auditor, { householdId, limit: 10 })).toMatchObject({ totalCount: 0 });
    expect(await listAppeals(deps, someone(), { householdId, limit: 10 })).toMatchObject({
      totalCount: 1,
      items: [{ id, householdId, isLate: false }],
    });
    await peek(scene.home, async (tx) => {
      const row = { municipality_id: scene.home.municipalityId, id: nextId(), household_id: householdId };
      await tx
        .insertInto('recusals')
        .values({ ...row, member: 'writer', ground: 'party' })
        .execute();
    });
    await expect(getAppeal(deps, someone(), id)).rejects.toMatchObject({ code: 'appeal.not-found' });
    const command = { appealId: id, version: 1 };
    await expect(withdrawAppeal(deps, someone(), command, aRequest('withdrawAppeal'))).rejects.toMatchObject({
      code: 'appeal.not-found',
    });
    await expect(
      withdrawAppeal(deps, someone('other'), command, aRequest('withdrawAppeal')),
    ).resolves.toMatchObject({ state: 'withdrawn' });
    await expect(register({ entitlementId })).rejects.toMatchObject({ code: 'record.reference-unknown' });
  });
});
