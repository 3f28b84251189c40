import { describe, expect, test } from 'vitest';
import { hasWantedStrength, readStaffClaims } from './staff-claims.ts';

const ONE = {
  userClaim: 'sub',
  userPrefix: '',
  roleClaim: 'roles',
  roles: { leader: 'leader' },
  municipality: { kommunenummer: '3201' },
} as const;
const OTHER = { ...ONE, userPrefix: 'nav:' } as const;
const PREFIXES = ['nav:'];

describe('a user of two identity providers of one municipality', () => {
  const claims = { sub: 'kari', roles: ['leader'] };

  test('is two users here', () => {
    expect(readStaffClaims(claims, ONE, PREFIXES)).toMatchObject({ actorId: 'kari' });
    expect(readStaffClaims(claims, OTHER, PREFIXES)).toMatchObject({ actorId: 'nav:kari' });
  });

  test('cannot be given an id at one of them that is somebody’s at the other', () => {
    const planted = { ...claims, sub: 'nav:kari' };
    expect(readStaffClaims(planted, ONE, PREFIXES)).toEqual({ kind: 'nobody', because: 'user-unusable' });
    expect(readStaffClaims(planted, OTHER, PREFIXES)).toMatchObject({ actorId: 'nav:nav:kari' });
  });
});

test('nobody of the staff has an id that stands for a machine in the traces', () => {
  const planted = { sub: '0192:912345678', roles: ['leader'] };
  expect(readStaffClaims(planted, ONE, [])).toEqual({ kind: 'nobody', because: 'user-unusable' });
});

function nameIn(name: unknown): unknown {
  return readStaffClaims({ sub: 'kari', roles: ['leader'], name }, ONE, []);
}

test('the name of somebody is the claim of that name, on one line, and none where it is none', () => {
  expect(nameIn('Kari  Prøve\n')).toMatchObject({ name: 'Kari Prøve' });
  expect(nameIn('x'.repeat(300))).toMatchObject({ name: 'x'.repeat(200) });
  expect(nameIn(' ')).toMatchObject({ name: null });
  expect(nameIn(['Kari'])).toMatchObject({ name: null });
});

describe('the strength of a sign-in', () => {
  const mfa = { amr: ['mfa'], acr: [] };
  const high = { amr: [], acr: ['idporten-loa-high', 'urn:high'] };

  test('is what the settings ask for: all of the methods, one of the levels', () => {
    expect(hasWantedStrength({}, { amr: [], acr: [] })).toBe(true);
    expect(hasWantedStrength({ amr: ['pwd', 'mfa'] }, mfa)).toBe(true);
    expect(hasWantedStrength({ acr: 'urn:high' }, high)).toBe(true);
    expect(hasWantedStrength({ amr: ['pwd', 'mfa'], acr: 'urn:high' }, { ...high, amr: ['mfa'] })).toBe(true);
  });

  test('is not taken for granted where the token says less, or nothing, or something else', () => {
    for (const amr of [undefined, 'mfa', ['pwd'], [], { mfa: true }]) {
      expect(hasWantedStrength({ amr }, mfa)).toBe(false);
    }
    for (const acr of [undefined, 'urn:low', ['urn:high'], '']) {
      expect(hasWantedStrength({ acr }, high)).toBe(false);
    }
  });
});
