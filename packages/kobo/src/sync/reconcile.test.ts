import { describe, expect, it } from 'vitest';
import type { KoboDwelling } from '../contract/kobo-dwelling.ts';
import type { DwellingFacts } from '../translate/dwelling-facts.ts';
import { createValueMap } from '../translate/value-map.ts';
import { DEFAULT_OWNERSHIP } from './ownership.ts';
import { NOTHING, reconcile, withConfirmed } from './reconcile.ts';

const map = createValueMap([
  { field: 'disposisjonsform', ours: 'owned', kobos: 'A' },
  { field: 'egenskaper', ours: 'lift', kobos: 'L' },
]);
const rules = { ownership: DEFAULT_OWNERSHIP, map };
const ours: DwellingFacts = { ...NOTHING, bedrooms: 2, areaM2: 54, ownerForm: 'owned', traits: ['lift'] };
const kobos: KoboDwelling = {
  leverandorBoligId: 'F-0001',
  antallSoverom: 2,
  bruksareal: 54.3,
  disposisjonsform: 'A',
  egenskaper: ['L', 'HAGE'],
};

function isSomething(_fact: string, value: unknown): boolean {
  return value !== null;
}

describe('reconcile', () => {
  it('finds nothing to do where both say the same, whatever the fractions', () => {
    expect(reconcile({ agreed: ours, ours, kobos }, rules)).toEqual({
      take: {},
      send: {},
      conflicts: [],
      questions: [],
      ruled: [],
      settled: Object.keys(NOTHING),
      agreed: ours,
    });
  });

  it('takes over what Kobo has changed of what is its own', () => {
    const changed = { ...kobos, antallSoverom: 3 };
    expect(reconcile({ agreed: ours, ours, kobos: changed }, rules)).toMatchObject({
      take: { bedrooms: 3 },
      send: {},
      agreed: { bedrooms: 3 },
    });
  });

  it('sends what was changed here of what is ours, and leaves the rest of the list', () => {
    const changed = { ...ours, traits: [] };
    expect(reconcile({ agreed: ours, ours: changed, kobos }, rules)).toMatchObject({
      take: {},
      send: { egenskaper: ['HAGE'] },
    });
  });

  it.each([
    ['both have changed it', { ...ours, bedrooms: 1 }, { ...kobos, antallSoverom: 3 }, 'both-changed'],
    ['we changed what is Kobo’s', { ...ours, bedrooms: 1 }, kobos, 'changed-by-other'],
  ] as const)('asks people where %s', (_, here, there, cause) => {
    const { take, send, conflicts, agreed } = reconcile({ agreed: ours, ours: here, kobos: there }, rules);
    expect({ take, send }).toEqual({ take: {}, send: {} });
    expect(conflicts).toMatchObject([{ fact: 'bedrooms', cause, agreed: 2, ours: 1 }]);
    expect(agreed.bedrooms).toBe(2);
  });

  it('asks people about what is ours and Kobo takes no change of', () => {
    const whose = { ...DEFAULT_OWNERSHIP, bruksenhetsnummer: 'ours' } as const;
    const here = { ...ours, bruksenhetsnummer: 'H0101' };
    const { send, conflicts } = reconcile({ agreed: ours, ours: here, kobos }, { ownership: whose, map });
    expect(send).toEqual({});
    expect(conflicts).toMatchObject([{ fact: 'bruksenhetsnummer', cause: 'not-updatable', kobos: null }]);
  });

  it('asks people about what we cannot hold', () => {
    const there = { ...kobos, antallSoverom: null };
    const { take, conflicts } = reconcile(
      { agreed: ours, ours, kobos: there },
      { ...rules, canHold: isSomething },
    );
    expect(take).toEqual({});
    expect(conflicts).toMatchObject([{ fact: 'bedrooms', cause: 'not-storable', kobos: null }]);
  });

  it.each([
    ['ours', {}, { antallSoverom: 1 }, { bedrooms: 1 }],
    ['kobo', { bedrooms: 3 }, {}, { bedrooms: 3 }],
  ] as const)('does what people said of a conflict, %s, and says so', (choice, take, send, agreed) => {
    const [here, there] = [
      { ...ours, bedrooms: 1 },
      { ...kobos, antallSoverom: 3 },
    ];
    const rulings = { bedrooms: { choice, ours: 1, kobos: 3 } };
    const result = reconcile({ agreed: ours, ours: here, kobos: there }, { ...rules, rulings });
    expect(result).toMatchObject({ take, send, conflicts: [], ruled: ['bedrooms'], agreed });
    expect(Object.keys(result.take).length + Object.keys(result.send).length).toBe(1);
  });

  it('asks anew where a value is another one than people were asked about', () => {
    const rulings = { bedrooms: { choice: 'kobo', ours: 1, kobos: 3 } } as const;
    const [here, there] = [
      { ...ours, bedrooms: 1 },
      { ...kobos, antallSoverom: 4 },
    ];
    const { conflicts, ruled } = reconcile({ agreed: ours, ours: here, kobos: there }, { ...rules, rulings });
    expect([conflicts.length, ruled]).toEqual([1, []]);
  });

  it('leaves the two apart where ours holds and Kobo takes no change', () => {
    const whose = { ...DEFAULT_OWNERSHIP, bruksenhetsnummer: 'ours' } as const;
    const here = { ...ours, bruksenhetsnummer: 'H0101' };
    const rulings = { bruksenhetsnummer: { choice: 'ours', ours: 'H0101', kobos: null } } as const;
    const result = reconcile({ agreed: ours, ours: here, kobos }, { ownership: whose, map, rulings });
    expect([result.send, result.conflicts, result.ruled]).toEqual([{}, [], []]);
  });

  it('asks what a value means that nobody has paired, in either direction, and touches nothing', () => {
    const there = reconcile({ agreed: ours, ours, kobos: { ...kobos, disposisjonsform: 'NY' } }, rules);
    expect(there.questions).toEqual([{ field: 'disposisjonsform', side: 'kobo', value: 'NY' }]);
    const here = reconcile({ agreed: ours, ours: { ...ours, traits: ['lift', 'robust'] }, kobos }, rules);
    expect(here.questions).toEqual([{ field: 'egenskaper', side: 'ours', value: 'robust' }]);
    expect([there.take, there.send, here.take, here.send]).toEqual([{}, {}, {}, {}]);
  });

  it('lets the side that knows something tell the other, the first time, and asks where both do', () => {
    const first = reconcile(
      { agreed: undefined, ours: { ...ours, floor: 3 }, kobos: { ...kobos, antallSoverom: 4 } },
      rules,
    );
    expect(first.agreed).not.toHaveProperty('bedrooms');
    expect(first.send).toEqual({ etasjenummer: 3 });
    expect(first.conflicts).toMatchObject([{ fact: 'bedrooms', cause: 'both-changed', ours: 2, kobos: 4 }]);
  });
});

describe('what was sent', () => {
  it('is agreed on when Kobo is seen to hold it, and not before', () => {
    const sent = { antallSoverom: 4, egenskaper: ['HAGE'] };
    const seen = withConfirmed(ours, { kobos: { ...kobos, antallSoverom: 4 }, sent, map });
    expect(seen).toEqual({ agreed: { ...ours, bedrooms: 4 }, confirmed: ['antallSoverom'] });
    expect(withConfirmed({}, { kobos, sent, map })).toEqual({ agreed: {}, confirmed: [] });
  });
});
