import { laterOf, type PlainDateString } from '../time/plain-date.ts';
import type { LetterKind } from './notice-kinds.ts';

/** What a person adds to a letter, beside what the record holds. */
export interface LetterDetails {
  /** Day by which the tenant is asked to have moved (inclusive); null where the letter names none of its own. */
  readonly moveOutOn: PlainDateString | null;
  /** When and where the talk is; null in other letters. */
  readonly meeting: LetterMeeting | null;
}

/** A talk to which a letter invites. */
export interface LetterMeeting {
  readonly on: PlainDateString;
  /** Time of day in Norway, `HH:MM`. */
  readonly at: string;
  readonly place: string;
}

/** What does not go with a letter. */
export interface LetterDetailsFault {
  readonly field: 'moveOutOn' | 'meeting' | 'meeting/on';
  readonly because: 'missing' | 'unneeded' | 'too-early';
}

/**
 * What is wrong with the details of a letter that is written on `today`, or undefined. An invitation needs time and
 * place. A request to move after the last day needs the day by which to move; one before it may name a later day than
 * the last of the term, never an earlier one: until then the tenant has a right to stay.
 */
export function findLetterDetailsFault(
  letterKind: LetterKind,
  { moveOutOn, meeting }: LetterDetails,
  { lastDay, today }: { readonly lastDay: PlainDateString; readonly today: PlainDateString },
): LetterDetailsFault | undefined {
  if (letterKind === 'interview-invitation') {
    if (meeting === null) return { field: 'meeting', because: 'missing' };
    if (meeting.on < today) return { field: 'meeting/on', because: 'too-early' };
  } else if (meeting !== null) {
    return { field: 'meeting', because: 'unneeded' };
  }
  const asksToMove = letterKind === 'move-request-before-end' || letterKind === 'move-request-after-end';
  if (!asksToMove) return moveOutOn === null ? undefined : { field: 'moveOutOn', because: 'unneeded' };
  if (moveOutOn !== null) {
    return moveOutOn < laterOf(today, lastDay) ? { field: 'moveOutOn', because: 'too-early' } : undefined;
  }
  return letterKind === 'move-request-after-end' ? { field: 'moveOutOn', because: 'missing' } : undefined;
}
