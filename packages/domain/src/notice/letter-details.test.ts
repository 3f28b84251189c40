import { expect, it } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { findLetterDetailsFault, type LetterDetails } from './letter-details.ts';
import type { LetterKind } from './notice-kinds.ts';

const NONE: LetterDetails = { moveOutOn: null, meeting: null };
const TODAY = plainDate('2026-11-10');
const LAST_DAY = plainDate('2026-11-30');

function moving(day: string): LetterDetails {
  return { ...NONE, moveOutOn: plainDate(day) };
}
function meeting(day: string): LetterDetails {
  return { ...NONE, meeting: { on: plainDate(day), at: '10:00', place: 'Rådhuset' } };
}

it.each<[LetterKind, LetterDetails, string | undefined]>([
  ['interview-invitation', NONE, 'meeting missing'],
  ['interview-invitation', meeting('2026-11-09'), 'meeting/on too-early'],
  ['interview-invitation', meeting('2026-11-10'), undefined],
  ['interview-invitation', { ...meeting('2026-11-10'), moveOutOn: LAST_DAY }, 'moveOutOn unneeded'],
  ['expiry-information', NONE, undefined],
  ['expiry-information', meeting('2026-11-10'), 'meeting unneeded'],
  ['move-request-before-end', NONE, undefined],
  ['move-request-before-end', moving('2026-11-29'), 'moveOutOn too-early'],
  ['move-request-before-end', moving('2026-11-30'), undefined],
  ['move-request-after-end', NONE, 'moveOutOn missing'],
])('%s with %o: %s', (kind, details, expected) => {
  const fault = findLetterDetailsFault(kind, details, { lastDay: LAST_DAY, today: TODAY });
  expect(fault && `${fault.field} ${fault.because}`).toBe(expected);
});

it('asks nobody to have moved before the letter is written', () => {
  const after = { lastDay: LAST_DAY, today: plainDate('2026-12-15') };
  expect(findLetterDetailsFault('move-request-after-end', moving('2026-12-14'), after)).toMatchObject({
    because: 'too-early',
  });
  expect(findLetterDetailsFault('move-request-after-end', moving('2026-12-15'), after)).toBeUndefined();
});
