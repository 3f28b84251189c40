import { expect, test } from 'vitest';
import { isLetterHeld, nameHomeInLetter } from './letter-home.ts';

const home = { dwellingReference: 'V-101', buildingName: 'Eksempelveien 1' };

test('a letter names the building only where nobody has a protected address', () => {
  expect(nameHomeInLetter({ ...home, hasProtectedMember: false })).toBe('Eksempelveien 1 (V-101)');
  expect(nameHomeInLetter({ ...home, hasProtectedMember: true })).toBe('V-101');
});

test('a letter is held from when an address is protected until it is written anew', () => {
  const before = nameHomeInLetter({ ...home, hasProtectedMember: false });
  const after = nameHomeInLetter({ ...home, hasProtectedMember: true });
  const isHeld = (written: string, hasProtectedMember: boolean) =>
    isLetterHeld(written, { ...home, hasProtectedMember });
  expect([isHeld(before, false), isHeld(before, true), isHeld(after, true), isHeld(after, false)]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});
