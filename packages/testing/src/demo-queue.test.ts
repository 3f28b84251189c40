import {
  addDays,
  bedroomNorm,
  createJudgingContext,
  DEFAULT_POLICY,
  failedRuleCodes,
  judgePair,
  judgeRound,
  orderQueue,
  plainDate,
} from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { describe, expect, test } from 'vitest';
import { bedroomsNeeded } from './demo/composition.ts';
import { currentAssessments, currentLeases, periodHolds } from './demo/demo-facts.ts';
import { demoRoundFacts } from './demo/demo-round-facts.ts';
import { generateDemo } from './demo/generate-demo.ts';

const ON = plainDate('2026-11-22');
const demo = generateDemo({ seed: 1, on: ON });
const { rows } = demo;
const facts = demoRoundFacts(demo, { meetingOn: ON, horizonEndsOn: ON, includesMovers: false });
const inQueue = new Set(facts.households.map(({ id }) => id));
const judgement = judgeRound(facts);

describe('the queue', () => {
  test('has 400 households with an assessment in force, of which one waits outside the rounds; 41 wait for welfare 1', () => {
    expect(facts.households.length).toBe(399);
    const lowest = facts.households.filter(
      ({ track, level, programme }) => track === 'welfare' && level === 1 && programme === 'ladder',
    );
    expect(lowest.length).toBe(41);
  });

  test('each has been granted what it waits for; others are not assessed, refused or withdrawn', () => {
    const granted = new Set(
      rows.entitlements
        .filter(({ outcome }) => outcome === 'granted')
        .map(({ application_id }) => application_id),
    );
    const queued = rows.housing_applications.filter(({ status }) => status === 'in-queue');
    expect(queued.filter(({ id }) => !granted.has(id))).toEqual([]);
    const statuses = Map.groupBy(rows.housing_applications, ({ status }) => status);
    expect([...statuses].map(([status, list]) => [status, list.length])).toEqual([
      ['in-queue', 400],
      ['received', 15],
      ['refused', 6],
      ['withdrawn', 4],
    ]);
  });

  test('nothing was decided or assessed before it could be, nor after today', () => {
    const received = new Map(rows.housing_applications.map(({ id, received_on }) => [id, received_on]));
    const wrong = rows.entitlements.filter(
      ({ application_id, decided_on }) =>
        decided_on > ON || decided_on < (received.get(application_id) ?? ''),
    );
    expect(wrong).toEqual([]);
    expect(
      rows.assessments.filter((row) => row.assessed_on > ON || row.valid_until <= row.assessed_on),
    ).toEqual([]);
  });

  test('need points are the sum of their parts; all urgency classes and waits of up to three years occur', () => {
    const unequal = rows.assessments.filter(
      ({ need_points, need_points_parts }) =>
        need_points_parts.reduce((sum, { points }) => sum + points, 0) !== need_points,
    );
    expect(unequal).toEqual([]);
    expect(new Set(facts.households.map(({ urgencyClass }) => urgencyClass))).toEqual(new Set([1, 2, 3, 4]));
    const waits = facts.households.map(({ waitingSince }) => waitingSince).toSorted();
    expect((waits[0] ?? '') < addDays(ON, -1_000)).toBe(true);
    expect((waits.at(-1) ?? '') > addDays(ON, -100)).toBe(true);
  });

  test('some households stand exactly level, so that a lot is drawn', () => {
    const entries = facts.households.map((household) => ({ ...household, householdId: household.id }));
    const ties = orderQueue(DEFAULT_POLICY, entries, ON).filter((group) => group.length > 1);
    expect(ties.length).toBeGreaterThanOrEqual(3);
  });

  test('some were assessed anew; the newest counts', () => {
    const newest = currentAssessments(rows);
    const superseded = rows.assessments.filter((row) => newest.get(row.household_id) !== row);
    expect(superseded.length).toBeGreaterThan(10);
    expect(superseded.filter(({ version_number }) => version_number !== 1)).toEqual([]);
  });
});

/** Bedrooms by the default norm, for adults of 40 and children of the given ages. */
function defaultNorm(adults: 1 | 2, childAges: readonly number[]): number {
  const member = (id: string, age: number, partnerId: string | null) =>
    ({ id, birthDate: addDays(ON, -Math.floor(age * 365.25) - 100), sex: null, partnerId }) as const;
  const people = [
    member('a', 40, adults === 2 ? 'b' : null),
    ...(adults === 2 ? [member('b', 40, 'a')] : []),
    ...childAges.map((age, position) => member(`c${position}`, age, null)),
  ];
  return bedroomNorm(people, DEFAULT_POLICY.bedroomNorm, ON).bedrooms;
}

describe('what fits', () => {
  const fitting = judgement.rows.filter(({ verdicts }) =>
    verdicts.some(({ failedRules }) => failedRules === 0),
  );

  test('most households have a vacancy that passes every rule, and not all', () => {
    expect(fitting.length).toBeGreaterThan(240);
    expect(fitting.length).toBeLessThan(380);
  });

  test('for the others different rules stand in the way on their own step', () => {
    const context = createJudgingContext(facts);
    const stuck = facts.households.filter(({ id }) => !fitting.some(({ householdId }) => householdId === id));
    const nearest = stuck.map((household) => {
      const failures = facts.dwellings
        .map((dwelling) => failedRuleCodes(judgePair(context, household, dwelling).failedRules))
        .filter(
          (codes) => !codes.some((code) => code === 'track' || code === 'level' || code === 'programme'),
        )
        .toSorted((a, b) => a.length - b.length);
      return failures[0]?.[0];
    });
    expect(new Set(nearest).size).toBeGreaterThanOrEqual(5);
  });

  test('every rule but the deadline stands in the way of some pair', () => {
    const failed = judgement.rows.reduce(
      (bits, { verdicts }) => verdicts.reduce((all, { failedRules }) => all | failedRules, bits),
      0,
    );
    expect(failedRuleCodes(failed).length).toBe(14);
    expect(failedRuleCodes(failed)).not.toContain('free-in-time');
  });

  test('the fewest bedrooms are those of the default norm, or a single person accepts one room', () => {
    for (const [adults, childAges] of [
      [1, []],
      [2, []],
      [1, [3]],
      [2, [3, 5]],
      [1, [16, 12]],
      [2, [15, 9, 8]],
      [1, [14, 9, 5, 2]],
    ] as const) {
      const adultAges = Array.from({ length: adults }, () => 40);
      expect(bedroomsNeeded({ adultAges, childAges }), childAges.join()).toBe(defaultNorm(adults, childAges));
    }
  });
});

describe('tenants who may move', () => {
  const newest = currentAssessments(rows);
  const leases = new Map([...currentLeases(rows, ON).values()].map((lease) => [lease.household_id, lease]));
  const dwellings = new Map(rows.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  const movers = [...newest.values()].filter((row) => row.ready_to_move);
  const homeOf = (householdId: string) => dwellings.get(leases.get(householdId)?.dwelling_id ?? '');

  test('45 are ready, each one level down or up, or out of the youth house', () => {
    expect(movers.length).toBe(45);
    const steps = movers.map((row) => {
      const home = homeOf(row.household_id);
      return home?.programme === row.programme ? row.level - home.level : 'out of the programme';
    });
    const counts = Map.groupBy(steps, String);
    expect(
      [...counts]
        .map(([step, list]) => [step, list.length] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ).toEqual([
      ['-1', 33],
      ['1', 10],
      ['out of the programme', 2],
    ]);
  });

  test('25 live above their need and are not ready; nobody in the queue lives in the stock', () => {
    const above = [...newest.values()].filter(
      (row) => !row.ready_to_move && row.level < (homeOf(row.household_id)?.level ?? 0),
    );
    expect(above.length).toBe(25);
    expect([...inQueue].filter((id) => leases.has(id))).toEqual([]);
  });
});

describe('pairs to be kept apart', () => {
  test('are 25, once each, the lower id first, of both scopes and all three kinds', () => {
    expect(rows.keep_apart.length).toBe(25);
    expect(rows.keep_apart.filter((row) => row.household_a_id >= row.household_b_id)).toEqual([]);
    expect(new Set(rows.keep_apart.map((row) => `${row.household_a_id}${row.household_b_id}`)).size).toBe(25);
    expect(new Set(rows.keep_apart.map(({ scope }) => scope))).toEqual(
      new Set(['building', 'neighbourhood']),
    );
    const kinds = rows.keep_apart.map(
      (row) => Number(inQueue.has(row.household_a_id)) + Number(inQueue.has(row.household_b_id)),
    );
    expect([0, 1, 2].map((count) => kinds.filter((kind) => kind === count).length)).toEqual([6, 11, 8]);
  });
});

describe('the rules', () => {
  test('one set is in force and one was replaced when it took effect; two persons stand behind each', () => {
    const [former, present] = rows.policy_sets;
    expect([former?.state, present?.state]).toEqual(['replaced', 'in-force']);
    expect(rows.policy_sets.filter(({ valid_during }) => periodHolds(valid_during, ON))).toEqual([present]);
    expect(former?.valid_during.slice(12, 22)).toBe(present?.valid_during.slice(1, 11));
    expect(rows.policy_sets.filter(({ author, approver }) => author === approver)).toEqual([]);
    expect(present?.content).toEqual(DEFAULT_POLICY);
    expect(rows.policy_sets.map(({ content_hash }) => content_hash)).toEqual(
      rows.policy_sets.map(({ content }) => sha256Hex(content)),
    );
  });
});
