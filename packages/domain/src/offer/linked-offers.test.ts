import { describe, expect, it } from 'vitest';
import { type LinkedOffer, offersBrokenBy, offersChangedByAcceptance } from './linked-offers.ts';

function offer(id: string, changes: Partial<LinkedOffer> = {}): LinkedOffer {
  return { id, householdId: `h-${id}`, state: 'open', chainId: null, waitsForId: null, ...changes };
}

const LINE = [
  offer('a', { chainId: 'line' }),
  offer('b', { chainId: 'line', state: 'waiting', waitsForId: 'a' }),
  offer('c', { chainId: 'line', state: 'waiting', waitsForId: 'b' }),
];
const CIRCLE = ['x', 'y', 'z'].map((id) => offer(id, { chainId: 'circle' }));

describe('an offer that ends without an acceptance', () => {
  it('takes with it those that wait for it, and those that wait for these', () => {
    expect(offersBrokenBy([...LINE, ...CIRCLE], 'a')).toEqual(['b', 'c']);
    expect(offersBrokenBy(LINE, 'b')).toEqual(['c']);
    expect(offersBrokenBy(LINE, 'c')).toEqual([]);
  });

  it('takes with it the others of a circle, but not one with a lease', () => {
    expect(offersBrokenBy([...CIRCLE, ...LINE], 'y')).toEqual(['x', 'z']);
    const [x, y, z] = CIRCLE;
    const circle = [x, y, z].flatMap((member) => member ?? []);
    const withLease = circle.map(
      (member): LinkedOffer => (member.id === 'x' ? { ...member, state: 'fulfilled' } : member),
    );
    expect(offersBrokenBy(withLease, 'y')).toEqual(['z']);
  });

  it('leaves a line alone whose first has moved already', () => {
    const moved = LINE.map(
      (member): LinkedOffer =>
        member.id === 'a' ? { ...member, state: 'fulfilled' } : { ...member, state: 'open' },
    );
    expect(offersBrokenBy(moved, 'b')).toEqual(['c']);
  });
});

describe('an acceptance', () => {
  it('withdraws the other offers of the household and sends what waits for any of them', () => {
    const rival = offer('r', { householdId: 'h-a', chainId: 'other' });
    const follower = offer('f', { chainId: 'other', state: 'waiting', waitsForId: 'r' });
    expect(offersChangedByAcceptance([...LINE, rival, follower], { id: 'a', householdId: 'h-a' })).toEqual({
      withdrawn: ['r'],
      sent: ['b', 'f'],
    });
  });

  it('touches neither ended offers nor what waits for another household', () => {
    const ended = offer('e', { householdId: 'h-a', state: 'declined' });
    expect(offersChangedByAcceptance([...LINE, ended], { id: 'c', householdId: 'h-c' })).toEqual({
      withdrawn: [],
      sent: [],
    });
  });
});
