import {
  type Arbitrary,
  assert,
  boolean,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  option,
  property,
  record,
  string,
  subarray,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, KoboDwelling } from '../contract/kobo-dwelling.ts';
import { KOBO_FIELDS } from '../contract/kobo-fields.ts';
import { type DwellingFacts, TRAITS } from '../translate/dwelling-facts.ts';
import { FACT_TRANSLATORS } from '../translate/fact-translators.ts';
import { createValueMap } from '../translate/value-map.ts';
import { DEFAULT_OWNERSHIP, type Ownership } from './ownership.ts';
import { type Reconciliation, reconcile, withSent } from './reconcile.ts';

const RUNS = { numRuns: 2_000 };
const OWNER_FORMS = ['owned', 'leased-in', 'allocation-right'] as const;
const map = createValueMap([
  ...OWNER_FORMS.map((ours, index) => ({ field: 'disposisjonsform', ours, kobos: `FORM_${index}` })),
  ...TRAITS.map((ours) => ({ field: 'egenskaper', ours, kobos: `TRAIT_${ours}` })),
]);

const facts: Arbitrary<DwellingFacts> = record({
  bedrooms: option(integer({ min: 0, max: 6 })),
  areaM2: option(integer({ min: 15, max: 140 })),
  floor: option(integer({ min: -1, max: 9 })),
  bruksenhetsnummer: option(constantFrom('H0101', 'H0102', 'U0101')),
  isWheelchairAccessible: option(boolean()),
  ownerForm: option(constantFrom<string>(...OWNER_FORMS)),
  traits: subarray([...TRAITS]),
});
const ownership: Arbitrary<Ownership> = record({
  bedrooms: constantFrom('kobo', 'ours'),
  areaM2: constantFrom('kobo', 'ours'),
  floor: constantFrom('kobo', 'ours'),
  bruksenhetsnummer: constantFrom('kobo', 'ours'),
  isWheelchairAccessible: constantFrom('kobo', 'ours'),
  ownerForm: constantFrom('kobo', 'ours'),
  traits: constantFrom('kobo', 'ours'),
});
/** What Kobo has beside what we speak of: unknown fields, egenskaper of its own, fractions of square metres. */
const beside: Arbitrary<{
  readonly unknown: KoboDwelling;
  readonly own: readonly string[];
  readonly fraction: number;
}> = record({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator makes JSON
  unknown: dictionary(
    string().map((name) => `x${name}`),
    jsonValue(),
  ) as Arbitrary<KoboDwelling>,
  own: subarray(['BALKONG', 'HAGE', 'KJELLER']),
  fraction: constantFrom(0, 0.2, -0.4),
});

const situation = record({
  agreed: option(facts, { nil: undefined }),
  ours: facts,
  kobos: facts,
  rest: beside,
  whose: ownership,
});

function asKobo(
  said: DwellingFacts,
  {
    unknown,
    own,
    fraction,
  }: { readonly unknown: KoboDwelling; readonly own: readonly string[]; readonly fraction: number },
): KoboDwelling {
  const form = OWNER_FORMS.findIndex((each) => each === said.ownerForm);
  return {
    ...unknown,
    leverandorBoligId: 'F-0001',
    boligtype: 'WHATEVER_IT_IS',
    antallSoverom: said.bedrooms,
    bruksareal: said.areaM2 === null ? null : said.areaM2 + fraction,
    etasjenummer: said.floor,
    bruksenhetsnummer: said.bruksenhetsnummer,
    erTilgjengeligForRullestolbruker: said.isWheelchairAccessible,
    disposisjonsform: form < 0 ? null : `FORM_${form}`,
    egenskaper: [...own, ...said.traits.map((trait) => `TRAIT_${trait}`)],
  };
}

function changedFields(before: KoboDwelling, after: KoboDwelling): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function settle(
  state: {
    readonly agreed: Partial<DwellingFacts> | undefined;
    readonly ours: DwellingFacts;
    readonly kobos: KoboDwelling;
  },
  whose: Ownership = DEFAULT_OWNERSHIP,
): { readonly ours: DwellingFacts; readonly kobos: KoboDwelling; readonly result: Reconciliation } {
  const result = reconcile(state, { ownership: whose, map });
  return { ours: { ...state.ours, ...result.take }, kobos: withSent(state.kobos, result.send), result };
}

describe('reconciling a dwelling with Kobo', () => {
  it('leaves the two alike but for what people are asked, and changes nothing the second time', () => {
    assert(
      property(situation, ({ agreed, ours, kobos, rest, whose }) => {
        const first = settle({ agreed, ours, kobos: asKobo(kobos, rest) }, whose);
        const asked = new Set(first.result.conflicts.map(({ fact }) => fact));
        for (const { fact, read } of FACT_TRANSLATORS) {
          const there = read(first.kobos, map);
          if (asked.has(fact)) continue;
          expect([fact, there]).toEqual([fact, { kind: 'known', value: first.ours[fact] }]);
        }
        const second = settle({ agreed: first.result.agreed, ours: first.ours, kobos: first.kobos }, whose);
        expect(second.result.take).toEqual({});
        expect(second.result.send).toEqual({});
        expect(second.result.conflicts.map(({ fact }) => fact).filter((fact) => !asked.has(fact))).toEqual(
          [],
        );
      }),
      RUNS,
    );
  });

  it('touches no field of Kobo that it does not speak of, and no egenskap that is not ours', () => {
    assert(
      property(situation, ({ agreed, ours, kobos, rest, whose }) => {
        const before = asKobo(kobos, rest);
        const { kobos: after } = settle({ agreed, ours, kobos: before }, whose);
        const spoken = new Set<string>(FACT_TRANSLATORS.map(({ field }) => field));
        expect(changedFields(before, after).filter((name) => !spoken.has(name))).toEqual([]);
        const egenskaper: Json = after['egenskaper'] ?? [];
        expect(Array.isArray(egenskaper) && rest.own.every((each) => egenskaper.includes(each))).toBe(true);
      }),
      RUNS,
    );
  });

  it('never overwrites a change of either side without asking, and never one of whom the fact is', () => {
    assert(
      property(situation, ({ agreed, ours, kobos, rest, whose }) => {
        const { result } = settle({ agreed, ours, kobos: asKobo(kobos, rest) }, whose);
        for (const { fact } of FACT_TRANSLATORS) {
          if (agreed === undefined || !(fact in result.take)) continue;
          expect([fact, ours[fact]]).toEqual([fact, agreed[fact]]);
          expect(whose[fact]).toBe('kobo');
        }
        for (const { fact, field } of FACT_TRANSLATORS) {
          if (agreed === undefined || !(field in result.send)) continue;
          expect([fact, kobos[fact]]).toEqual([fact, agreed[fact]]);
          expect(whose[fact]).toBe('ours');
          expect(KOBO_FIELDS[field]).not.toMatchObject({ isUpdatable: false });
        }
      }),
      RUNS,
    );
  });
});
