import { addDays, type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aLease,
  aMember,
  anAssessment,
  type BuilderScope,
  type DemoMunicipality,
  generateDemo,
  insertDemo,
  nameForCase,
  type RowChanges,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { aReviewDecision } from '../../test/a-review-decision.ts';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { aMoveRequest, through } from '../../test/rotation-scene.ts';
import {
  ALWAYS_A_DWELLING,
  anOffer,
  aTown,
  aUsedDwelling,
  aWaiting,
  frozenFacts,
  type Town,
  type Use,
} from '../../test/round-scene.ts';
import { type ForecastView, listForecastVacancies } from './list-forecast-vacancies.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function forecast(
  scope: BuilderScope,
  query: Parameters<typeof listForecastVacancies>[2] = {},
  role: Parameters<typeof actorOf>[1] = 'case-officer',
): Promise<ForecastView> {
  return await listForecastVacancies(scene.deps, actorOf(scope, role), query);
}

function closed(on: string): RowChanges<'leases'> {
  return { closed_on: plainDate(on), closed_because: 'vacated' };
}

interface Let {
  readonly dwellingId: string;
  readonly householdId: string;
  readonly leaseId: string;
}

/** Stores a dwelling with a tenant; the reference of the dwelling is `name`. */
async function aLet(
  town: Town,
  name: string,
  lease: RowChanges<'leases'> = {},
  unit: { readonly uses?: readonly Use[]; readonly columns?: RowChanges<'dwellings'> } = {},
): Promise<Let> {
  const { uses = [ALWAYS_A_DWELLING], columns = {} } = unit;
  const dwellingId = await aUsedDwelling(town, uses, { reference: name, ...columns });
  const householdId = await aHousehold(town);
  const leaseId = await aLease(town, {
    dwelling_id: dwellingId,
    household_id: householdId,
    ...through('2027-03-31'),
    ...lease,
  });
  return { dwellingId, householdId, leaseId };
}

/** The vacancies by name: source, certainty, day and reasons. */
function told({ vacancies }: ForecastView): Readonly<Record<string, string>> {
  return Object.fromEntries(
    vacancies.map(({ reference, source, certainty, availableFrom, because }) => [
      reference,
      `${source} ${certainty} ${availableFrom} ${because.join('+')}`,
    ]),
  );
}

const LEASED_IN = (until: string): RowChanges<'dwellings'> => ({
  owner_form: 'leased-in',
  leased_in_until: plainDate(until),
});

describe('the forecast', () => {
  it('finds each ground where it is stored, and nothing where nothing is', async () => {
    const town = await aTown(scene);
    await aLet(town, 'stays');
    await aLet(town, 'leaves', closed('2027-01-10'));
    await aLet(town, 'is renewed', { closed_on: plainDate('2027-01-10'), closed_because: 'renewed' });
    const asked = await aLet(town, 'asked to move', through('2026-10-31'));
    await aMoveRequest(town, asked.leaseId, '2026-11-05');
    for (const outcome of ['ended', 'private-rental', 'startlan', 'moved', 'renewed'] as const) {
      await aReviewDecision(town, await aLet(town, `review: ${outcome}`), outcome);
    }
    const moving = await aLet(town, 'accepted another');
    const next = await aUsedDwelling(town, [ALWAYS_A_DWELLING], { reference: 'promised' });
    await anOffer(town, { dwelling_id: next, household_id: moving.householdId, state: 'accepted' });
    await aUsedDwelling(
      town,
      [
        ['repair', '[2026-01-01,2027-02-01)'],
        ['dwelling', '[2027-02-01,)'],
      ],
      { reference: 'in repair' },
    );
    await aUsedDwelling(town, [ALWAYS_A_DWELLING], { reference: 'vacant today' });
    expect(told(await forecast(town))).toEqual({
      leaves: 'ended certain 2027-01-24 lease-closed',
      'asked to move': 'ending likely 2026-12-23 move-requested',
      'review: ended': 'ending likely 2027-05-01 review-ended',
      'review: private-rental': 'ending likely 2027-05-01 review-private-rental',
      'review: startlan': 'ending likely 2027-05-01 review-startlan',
      'review: moved': 'moving likely 2027-05-01 review-moved',
      'accepted another': 'moving likely 2026-12-23 offer-accepted',
      'in repair': 'refurbishment likely 2027-02-01 other-use-ends',
    });
  });

  it('can be asked for until a day, from a certainty on, and of a step; the counts follow', async () => {
    const town = await aTown(scene);
    await aLet(town, 'leaves', closed('2027-01-10'));
    await aLet(town, 'care', closed('2027-03-10'), { columns: { track: 'care', level: 4 } });
    await aReviewDecision(town, await aLet(town, 'ends'), 'ended');
    const names = async (query: Parameters<typeof forecast>[1]) =>
      Object.keys(told(await forecast(town, query)));
    expect(await names({})).toEqual(['leaves', 'care', 'ends']);
    expect(await names({ until: plainDate('2027-03-24') })).toEqual(['leaves', 'care']);
    expect(await names({ until: plainDate('2027-03-23') })).toEqual(['leaves']);
    expect(await names({ certainty: 'certain' })).toEqual(['leaves', 'care']);
    expect(await names({ track: 'care' })).toEqual(['care']);
    expect(await names({ level: 1 })).toEqual(['leaves', 'ends']);
    expect((await forecast(town)).months).toEqual([
      month('2027-01', 'welfare', 1, { certain: 1 }),
      month('2027-03', 'care', 4, { certain: 1 }),
      month('2027-05', 'welfare', 1, { likely: 1 }),
    ]);
    await expect(forecast(town, { until: addDays(TODAY, -1) })).rejects.toMatchObject({
      code: 'record.date-in-the-past',
    });
  });

  it('tells which dwellings leave the stock, and how long their tenants have them', async () => {
    const town = await aTown(scene);
    await aLet(town, 'leaves before', closed('2027-01-10'), { columns: LEASED_IN('2027-02-01') });
    await aLet(town, 'term ends before', {}, { columns: LEASED_IN('2027-06-01') });
    await aLet(town, 'runs beyond', through('2028-03-31'), { columns: LEASED_IN('2027-06-02') });
    await aLet(town, 'should have left', {}, { columns: LEASED_IN('2026-10-01') });
    await aUsedDwelling(town, [ALWAYS_A_DWELLING], { reference: 'empty', ...LEASED_IN('2027-07-01') });
    await aUsedDwelling(town, [ALWAYS_A_DWELLING], { reference: 'gone', ...LEASED_IN('2026-10-01') });
    const { vacancies, leaving } = await forecast(town);
    expect(leaving.map(({ reference, leavesOn, tenancy }) => `${leavesOn} ${reference}: ${tenancy}`)).toEqual(
      [
        '2026-10-01 should have left: runs-beyond',
        '2027-02-01 leaves before: closes-before',
        '2027-06-01 term ends before: term-ends-before',
        '2027-06-02 runs beyond: runs-beyond',
        '2027-07-01 empty: none',
      ],
    );
    // Free for a week, but not for a lease of three years.
    expect(vacancies.map(({ reference, isTermHeld }) => [reference, isTermHeld])).toEqual([
      ['leaves before', false],
    ]);
  });

  it('leaves out cases from which one is recused, and those of protected people, and is logged', async () => {
    const town = await aTown(scene);
    const open = await aLet(town, 'open', closed('2027-01-10'));
    const hidden = await aLet(town, 'hidden', closed('2027-01-10'));
    const secret = await aLet(town, 'secret', closed('2027-01-10'));
    await aMember(town, secret.householdId, { address_protection: 'strictly-confidential' });
    await nameForCase(town, secret.householdId, actorOf(town).id);
    await aRecusal(town, actorOf(town), hidden.householdId);
    const seen = await forecast(town);
    expect(new Set(seen.vacancies.map(({ leaseId }) => leaseId))).toEqual(
      new Set([open.leaseId, secret.leaseId]),
    );
    expect(await householdsRead(town)).toEqual([open.householdId, secret.householdId].toSorted());
    const forOthers = await forecast(town, {}, 'housing-manager');
    const leaseOf = new Map(forOthers.vacancies.map(({ reference, leaseId }) => [reference, leaseId]));
    expect(leaseOf).toEqual(
      new Map([
        ['open', open.leaseId],
        ['hidden', hidden.leaseId],
      ]),
    );
    await expect(forecast(town, {}, 'committee')).rejects.toMatchObject({ code: 'authorisation.denied' });
  });

  it('tells of a dwelling whose tenant is hidden only what is so without the tenant', async () => {
    const town = await aTown(scene);
    const inRepair: readonly Use[] = [
      ['repair', '[2026-01-01,2027-02-01)'],
      ['dwelling', '[2027-02-01,)'],
    ];
    const former = await aLet(town, 'in repair', closed('2026-06-30'), { uses: inRepair });
    const leaving = await aLet(town, 'leaves', closed('2027-01-10'), { columns: LEASED_IN('2027-06-01') });
    for (const { householdId } of [former, leaving]) {
      await aMember(town, householdId, { address_protection: 'confidential' });
    }
    const seen = await forecast(town);
    expect(told(seen)).toEqual({ 'in repair': 'refurbishment likely 2027-02-01 other-use-ends' });
    expect([...seen.vacancies, ...seen.leaving].map(({ leaseId }) => leaseId)).toEqual([null]);
  });

  it('shows nothing of another municipality', async () => {
    await aLet(await aTown(scene), 'leaves', closed('2027-01-10'));
    const { vacancies, leaving, months } = await forecast(await aTown(scene));
    expect([...vacancies, ...leaving, ...months]).toEqual([]);
  });

  it('of a municipality of real size is what looking at its rows one by one gives', async () => {
    const demo = generateDemo({ seed: 5, on: TODAY });
    await insertDemo(scene.db, demo, { cipher: scene.deps.identityCipher });
    const scope = { db: scene.db, municipalityId: demo.municipality.id };
    const until = plainDate('2099-12-31');
    const { vacancies } = await forecast(scope, { until });
    const bySource = (source: string): ReadonlyMap<string, string> =>
      new Map(
        vacancies
          .filter((one) => one.source === source)
          .map(({ dwellingId, availableFrom }) => [dwellingId, availableFrom]),
      );
    expect(bySource('ended')).toEqual(leavingOf(demo));
    expect(bySource('ended').size).toBeGreaterThan(0);
    expect(new Set(bySource('refurbishment').keys())).toEqual(repairedOf(demo));
    expect(new Set(bySource('ending').keys())).toEqual(askedOf(demo));
    expect(bySource('ending').size).toBeGreaterThan(0);
  });
});

function month(name: string, track: string, level: number, vacancies: object): object {
  const none = { certain: 0, likely: 0, possible: 0 };
  return { month: name, track, level, vacancies: { ...none, ...vacancies }, leaving: 0 };
}

/** The households that anybody has read by now, from the log. */
async function householdsRead(town: Town): Promise<readonly string[]> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('access_events')
        .where('operation', '=', 'list-forecast-vacancies')
        .select('household_ids')
        .execute(),
  );
  return rows.flatMap(({ household_ids }) => household_ids).toSorted();
}

/** Whether `on` lies in a period written as `[from,to)`. */
function holds(period: string, on: string): boolean {
  const [from = '', to = ''] = period.slice(1, -1).split(',');
  return from <= on && (to === '' || on < to);
}

function isDwellingOn({ rows }: DemoMunicipality, dwellingId: string, on: string): boolean {
  return rows.dwelling_periods.some(
    (row) => row.dwelling_id === dwellingId && row.role === 'dwelling' && holds(row.valid_during, on),
  );
}

/** Dwellings whose tenant has a registered day of moving out ahead, or was the last to leave: made ready in 14 days. */
function leavingOf(demo: DemoMunicipality): ReadonlyMap<string, PlainDateString> {
  const found = new Map<string, PlainDateString>();
  for (const { id } of demo.rows.dwellings) {
    const begun = demo.rows.leases.filter((row) => row.dwelling_id === id && row.starts_on <= TODAY);
    const isLetLater = demo.rows.leases.some((row) => row.dwelling_id === id && row.starts_on > TODAY);
    const last = begun.toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1)).at(0);
    if (last === undefined || last.closed_on === null || last.closed_because !== 'vacated') continue;
    const freeFrom = last.closed_on > TODAY ? last.closed_on : TODAY;
    if (isLetLater || !isDwellingOn(demo, id, freeFrom)) continue;
    const ready = addDays(last.closed_on, 14);
    found.set(id, ready > TODAY ? ready : TODAY);
  }
  return found;
}

/** Dwellings that nobody rents and that are something else until a day. */
function repairedOf(demo: DemoMunicipality): ReadonlySet<string> {
  return new Set(
    demo.rows.dwellings
      .filter(({ id }) => !isDwellingOn(demo, id, TODAY))
      .filter(({ id }) =>
        demo.rows.dwelling_periods.some(
          (row) =>
            row.dwelling_id === id && row.role === 'dwelling' && row.valid_during.slice(1) > `${TODAY},`,
        ),
      )
      .filter(
        ({ id }) =>
          !demo.rows.leases.some(
            (row) => row.dwelling_id === id && (row.closed_on === null || row.closed_on > TODAY),
          ),
      )
      .map(({ id }) => id),
  );
}

/** Dwellings whose tenant was asked to move after the last day and within three months of it, and is still there. */
function askedOf({ rows }: DemoMunicipality): ReadonlySet<string> {
  const lapsed = new Set(
    rows.leases
      .filter(({ last_day, closed_on }) => last_day !== null && last_day < TODAY && closed_on === null)
      .filter(({ short_term_basis, starts_on, last_day }) => {
        // Short terms are a matter of their own; these are all of three years or more.
        return short_term_basis === null && last_day !== null && addDays(starts_on, 3 * 365) <= last_day;
      })
      .filter(({ id, last_day }) =>
        rows.lease_notices.some(
          (notice) =>
            notice.lease_id === id &&
            notice.kind === 'move-request' &&
            last_day !== null &&
            notice.sent_on > last_day &&
            notice.sent_on <= addDays(last_day, 89),
        ),
      )
      .map(({ dwelling_id }) => dwelling_id),
  );
  return lapsed;
}

async function aTownThatExpects(): Promise<Town> {
  const town = await aTown(scene);
  await aUsedDwelling(town, [ALWAYS_A_DWELLING], { reference: 'vacant' });
  await aLet(town, 'leaves', closed('2026-12-10'));
  await aLet(town, 'leaves too late', closed('2026-12-20'));
  const asked = await aLet(town, 'asked', through('2026-10-31'));
  await aMoveRequest(town, asked.leaseId, '2026-11-05');
  await aWaiting(town);
  return town;
}

async function dwellingsOf(town: Town, changes = {}): Promise<Readonly<Record<string, string>>> {
  const { dwellings } = await frozenFacts(scene, town, changes);
  return Object.fromEntries(
    dwellings.map(({ reference, vacancy, availableFrom, certainty = 'registered' }) => [
      reference,
      `${vacancy} ${availableFrom} ${certainty}`,
    ]),
  );
}

describe('a round that takes in forecast vacancies', () => {
  it('has those of its certainty until its horizon, made ready; one that asks for none has what is registered', async () => {
    const town = await aTownThatExpects();
    const vacant = 'vacant 2026-12-01 registered';
    expect(await dwellingsOf(town)).toEqual({
      vacant,
      leaves: 'forecast 2026-12-10 registered',
      'leaves too late': 'forecast 2026-12-20 registered',
    });
    expect(await dwellingsOf(town, { forecastCertainty: 'certain' })).toEqual({
      vacant,
      leaves: 'forecast 2026-12-24 certain',
    });
    expect(await dwellingsOf(town, { forecastCertainty: 'likely' })).toEqual({
      vacant,
      leaves: 'forecast 2026-12-24 certain',
      asked: 'forecast 2026-12-31 likely',
    });
    expect(await dwellingsOf(town, { forecastCertainty: 'likely', horizonDays: 29 })).toEqual({
      vacant,
      leaves: 'forecast 2026-12-24 certain',
    });
  });

  it('has the home of a mover once, as a home and not as a forecast', async () => {
    const town = await aTown(scene);
    const mover = await aLet(town, 'home', through('2026-10-31'));
    await aMoveRequest(town, mover.leaseId, '2026-11-05');
    await anAssessment(town, { household_id: mover.householdId, ready_to_move: true });
    expect(await dwellingsOf(town, { forecastCertainty: 'possible' })).toEqual({
      home: 'home-of-mover 2026-12-01 registered',
    });
  });

  it('has no dwelling of which only its tenant with a protected address says that it becomes free', async () => {
    const town = await aTown(scene);
    const [later, forecast] = [plainDate('2089-11-20'), plainDate('2089-12-10')];
    const closings = { closed_on: forecast, closed_because: 'vacated' } as const;
    const term = { starts_on: plainDate('2026-01-01'), last_day: plainDate('2090-03-31') };
    const tenants = [
      await aLet(town, 'leaves', { ...term, ...closings }),
      await aLet(town, 'is away by the meeting', { ...term, ...closings, closed_on: later }),
      await aLet(town, 'asked', { ...term, last_day: plainDate('2089-10-31') }),
    ];
    const [, , asked] = tenants;
    await aMoveRequest(town, asked?.leaseId ?? '', '2089-11-05');
    // Of a lease that is over, nothing is told any more: the dwelling is vacant for everybody.
    const former = await aLet(town, 'vacant', closed('2026-06-30'));
    await aMember(town, former.householdId, { address_protection: 'confidential' });
    await aWaiting(town);
    const round = { meetingOn: plainDate('2089-12-01'), forecastCertainty: 'likely' } as const;
    const some: unknown = expect.any(String);
    const all = { leaves: some, 'is away by the meeting': some };
    const vacant = { vacant: 'vacant 2089-12-01 registered' };
    expect(await dwellingsOf(town, { ...round, forecastCertainty: null })).toEqual({ ...vacant, ...all });
    expect(await dwellingsOf(town, round)).toEqual({ ...vacant, ...all, asked: some });
    for (const { householdId } of tenants) {
      await aMember(town, householdId, { address_protection: 'strictly-confidential' });
    }
    expect(await dwellingsOf(town, { ...round, forecastCertainty: null })).toEqual(vacant);
    expect(await dwellingsOf(town, round)).toEqual(vacant);
  });
});
