import { createJudgingContext, type Resident } from '@boligtrapp/domain';
import { describe, expect, it } from 'vitest';
import { aRoundPlace, aRoundResident, ROUND_PLACES, roundFacts } from '../../test/round-facts.ts';
import { compareLoads, type LoadChange } from './load-change.ts';

/** The default policy allows 8 points in a neighbourhood of 100 dwellings, 6 in such a district, any number in a building. */
function changes(
  before: readonly Resident[],
  after: readonly Resident[],
  places = ROUND_PLACES,
): readonly LoadChange[] {
  return compareLoads(createJudgingContext(roundFacts({ places, residents: before })), after);
}

/** Each change in one line. */
function lines(list: readonly LoadChange[]): readonly string[] {
  return list.map(
    ({ placeId, before, after, cap, fullnessBefore, fullnessAfter }) =>
      `${placeId} ${before} to ${after} of ${cap ?? 'any'}, ${fullnessBefore} to ${fullnessAfter}`,
  );
}

describe('what a proposal does to the places', () => {
  it('is nothing where nobody moves and no place is pressed', () => {
    const residents = [aRoundResident('a', 'b1', { level: 2 })];
    expect(changes(residents, residents)).toEqual([]);
    expect(changes([], [])).toEqual([]);
  });

  it('is shown for every place that someone comes to or leaves, districts first', () => {
    const before = [aRoundResident('a', 'b1', { level: 2 })];
    const after = [aRoundResident('a', 'b4', { level: 2 }), aRoundResident('b', 'b3', { level: 4 })];
    expect(lines(changes(before, after))).toEqual([
      'd1 2 to 6 of 6, room to full',
      'd2 0 to 2 of 6, room to room',
      'n1 2 to 0 of 8, room to room',
      'n2 0 to 6 of 8, room to near',
      'n3 0 to 2 of 8, room to room',
      'b1 2 to 0 of any, uncapped to uncapped',
      'b3 0 to 6 of any, uncapped to uncapped',
      'b4 0 to 2 of any, uncapped to uncapped',
    ]);
  });

  it('leaves out a place above a move that stays within it', () => {
    const before = [aRoundResident('a', 'b1')];
    const after = [aRoundResident('a', 'b2')];
    expect(lines(changes(before, after)).map((line) => line.slice(0, 2))).toEqual(['b1', 'b2']);
  });

  it.each([
    [2, []],
    [3, ['d2 4 to 4 of 6, near to near']],
    [4, ['d2 6 to 6 of 6, full to full', 'n3 6 to 6 of 8, near to near']],
    [5, ['d2 8 to 8 of 6, over to over', 'n3 8 to 8 of 8, full to full']],
  ] as const)('names places that are pressed already: need of level %i', (level, expected) => {
    const residents = [aRoundResident('a', 'b4', { level })];
    expect(lines(changes(residents, residents))).toEqual(expected);
  });

  it('does not name an empty place, however small its cap', () => {
    const places = ROUND_PLACES.map((place) => ({
      ...place,
      ownCapPoints: place.kind === 'building' ? 1 : 0,
    }));
    expect(changes([], [], places)).toEqual([]);
  });

  it('orders places of a kind by their names as Norwegian does', () => {
    const places = [
      ...ROUND_PLACES.filter(({ kind }) => kind !== 'building'),
      ...['Å', 'Ø', 'Æ', 'Aker', 'Z'].map((name, index) => aRoundPlace(`b${index}`, 'n1', { name })),
    ];
    const after = places
      .filter(({ kind }) => kind === 'building')
      .map(({ id }) => aRoundResident(`of ${id}`, id));
    const names = changes([], after, places).filter(({ kind }) => kind === 'building');
    expect(names.map(({ name }) => name)).toEqual(['Aker', 'Z', 'Æ', 'Ø', 'Å']);
  });
});
