import type { NonEmpty } from '../brand.ts';
import { ageOn } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { HouseholdMember } from './household.ts';

/** How a municipality counts the bedrooms a household needs. */
export interface BedroomNormPolicy {
  /** Completed years from which a person who is not half of a couple has a room alone. */
  readonly ownRoomFromAge: number;
  /** Completed years below which two children share whatever their sex; at most `ownRoomFromAge`. */
  readonly sharedAnySexBelowAge: number;
  /**
   * Whether persons between the two ages share only with the same sex. Where it is false, sex need not be recorded.
   * It decides the number of rooms only, in favour of the household.
   */
  readonly sexUsedForSharing: boolean;
  /** Whether a couple has one room together; where false, each is counted as a single person. */
  readonly couplesShare: boolean;
  /** Where the figures come from. */
  readonly source: string;
}

/**
 * The norm used until a municipality sets its own. Norwegian law and guidelines give no figure; this is the British
 * bedroom standard, which is written so that it can be computed.
 */
export const DEFAULT_BEDROOM_NORM: BedroomNormPolicy = {
  ownRoomFromAge: 21,
  sharedAnySexBelowAge: 10,
  sexUsedForSharing: true,
  couplesShare: true,
  source:
    'The bedroom standard of the United Kingdom: one bedroom for a couple, for each other person from 21, for each ' +
    'two of the same sex from 10 to 20, for each two under 10; one left over from 10 to 20 shares with a child ' +
    'under 10 of the same sex, or else has a room, as has a child left over. No Norwegian norm in figures is known.',
};

/** Why a bedroom is counted. `older` and `younger` are the two age groups that share below the age of an own room. */
export type BedroomUse =
  | 'couple'
  | 'own-room-by-age'
  | 'two-older'
  | 'older-with-younger'
  | 'two-younger'
  | 'left-over';

/** One counted bedroom and who it is for. */
export interface BedroomReason {
  readonly use: BedroomUse;
  readonly memberIds: NonEmpty<string>;
}

/** The bedrooms a household needs, with one reason for each; every counted member is in exactly one. */
export interface BedroomNeed {
  readonly bedrooms: number;
  readonly reasons: readonly BedroomReason[];
}

function ageKey(member: HouseholdMember): string {
  return `${member.birthDate} ${member.id}`;
}

function oldestFirst(a: HouseholdMember, b: HouseholdMember): number {
  return ageKey(a) < ageKey(b) ? -1 : 1;
}

function alone(member: HouseholdMember, use: BedroomUse): BedroomReason {
  return { use, memberIds: [member.id] };
}

function together(a: HouseholdMember, b: HouseholdMember, use: BedroomUse): BedroomReason {
  return { use, memberIds: [a.id, b.id] };
}

interface Rooms {
  readonly rooms: readonly BedroomReason[];
  readonly left: readonly HouseholdMember[];
}

/** Gives each member, in order, a room with the first later one that may share it; the others are left. */
function pairUp(
  members: readonly HouseholdMember[],
  use: BedroomUse,
  mayShare: (a: HouseholdMember, b: HouseholdMember) => boolean,
): Rooms {
  const rooms: BedroomReason[] = [];
  const left: HouseholdMember[] = [];
  const waiting = [...members];
  for (let member = waiting.shift(); member !== undefined; member = waiting.shift()) {
    const first = member;
    const index = waiting.findIndex((other) => mayShare(first, other));
    const [second] = index === -1 ? [] : waiting.splice(index, 1);
    if (second === undefined) {
      left.push(first);
    } else {
      rooms.push(together(first, second, use));
    }
  }
  return { rooms, left };
}

function isCouple(a: HouseholdMember, b: HouseholdMember): boolean {
  return a.partnerId === b.id && b.partnerId === a.id;
}

/**
 * Whether the two may share by sex. A sex that is not recorded is not taken to be the same: the household gets the
 * room.
 */
function sharesBySex(a: HouseholdMember, b: HouseholdMember, policy: BedroomNormPolicy): boolean {
  return !policy.sexUsedForSharing || (a.sex !== null && a.sex === b.sex);
}

/**
 * Rooms of those below the age of an own room. The younger pair among themselves first; only when their number is
 * odd does one of them share with an older one who is left over. That is the order of the norm; breaking up pairs of
 * younger ones to save a room is not asked of a family.
 */
function roomsOfSharers(
  older: readonly HouseholdMember[],
  younger: readonly HouseholdMember[],
  policy: BedroomNormPolicy,
): readonly BedroomReason[] {
  const olderPairs = pairUp(older, 'two-older', (a, b) => sharesBySex(a, b, policy));
  const mixed =
    younger.length % 2 === 0
      ? undefined
      : olderPairs.left
          .flatMap((a) => younger.filter((b) => sharesBySex(a, b, policy)).map((b) => ({ a, b })))
          .at(0);
  const youngerPairs = pairUp(
    younger.filter((member) => member !== mixed?.b),
    'two-younger',
    () => true,
  );
  const left = [...olderPairs.left.filter((member) => member !== mixed?.a), ...youngerPairs.left];
  return [
    ...olderPairs.rooms,
    ...(mixed === undefined ? [] : [together(mixed.a, mixed.b, 'older-with-younger')]),
    ...youngerPairs.rooms,
    ...left.map((member) => alone(member, 'left-over')),
  ];
}

/**
 * Bedrooms that `members` need on `on` by `policy`. The order of the members does not matter; members born after
 * `on` are not counted.
 *
 * One more member never lowers the number and raises it by at most one. One more *year* can lower it: a boy of nine
 * who turns ten may then share with an older brother who had a room alone.
 */
export function bedroomNorm(
  members: readonly HouseholdMember[],
  policy: BedroomNormPolicy,
  on: PlainDateString,
): BedroomNeed {
  const present = members.filter((member) => member.birthDate <= on).toSorted(oldestFirst);
  const couples = pairUp(present, 'couple', (a, b) => policy.couplesShare && isCouple(a, b));
  const inAges = (from: number, below: number): readonly HouseholdMember[] =>
    couples.left.filter((member) => {
      const age = ageOn(member.birthDate, on);
      return from <= age && age < below;
    });
  const youngerBelow = Math.min(policy.sharedAnySexBelowAge, policy.ownRoomFromAge);
  const reasons = [
    ...couples.rooms,
    ...inAges(policy.ownRoomFromAge, Infinity).map((member) => alone(member, 'own-room-by-age')),
    ...roomsOfSharers(inAges(youngerBelow, policy.ownRoomFromAge), inAges(0, youngerBelow), policy),
  ];
  return { bedrooms: reasons.length, reasons };
}

/**
 * Whether a range of bedrooms is what the norm gives: it begins at the norm and ends at most `spareBedrooms` above it.
 * Anything else needs a reason.
 */
export function isWithinNorm(
  bedrooms: { readonly min: number; readonly max: number },
  norm: number,
  spareBedrooms: number,
): boolean {
  return bedrooms.min === norm && bedrooms.max <= norm + spareBedrooms;
}
