import type { CaseAccessState } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { AddressProtection } from './households.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const Member = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[A-Za-z0-9._@-]+$',
  description: 'Who is named, by the id at the identity provider.',
});
const Reason = Type.String({ minLength: 10, maxLength: 1_000 });

/** Somebody who is to know of the case of a household with a protected member. */
export const CaseAccessGranting = Type.Object(
  {
    member: Member,
    until: nullable({
      ...PlainDate,
      description: 'First day on which it no longer holds (exclusive); null for no end.',
    }),
    reason: Reason,
  },
  { ...closed, title: 'CaseAccessGranting' },
);
/** The grant that was made. */
export const GrantedCaseAccess = Type.Object(
  { id: Uuid, householdId: Uuid },
  { ...closed, title: 'GrantedCaseAccess' },
);
/** {@link GrantedCaseAccess} */
export type GrantedCaseAccess = Static<typeof GrantedCaseAccess>;

const StateName = oneOf(['in-force', 'withdrawn', 'expired'] as const satisfies readonly CaseAccessState[]);

const CaseAccessGrant = Type.Object(
  {
    id: Uuid,
    householdId: Uuid,
    member: Type.String(),
    state: StateName,
    isInForce: Type.Boolean({ description: 'Whether it holds now: one past its day does not.' }),
    until: nullable(PlainDate),
    reason: Type.String(),
    grantedBy: Type.String(),
    grantedAt: Instant,
    endedBy: nullable(Type.String()),
    endedAt: nullable(Instant),
    endedBecause: nullable(Type.String()),
  },
  { ...closed, title: 'CaseAccessGrant' },
);

/** Who is and was named for a case, and every grade that its members were given. */
export const CaseAccess = Type.Object(
  {
    householdId: Uuid,
    grants: list(CaseAccessGrant, { description: 'From the newest, those that ended among them.' }),
    protectionChanges: list(
      Type.Object(
        {
          id: Uuid,
          personId: Uuid,
          grade: AddressProtection,
          changedAt: Instant,
          changedBy: Type.String(),
        },
        { ...closed, title: 'AddressProtectionChange' },
      ),
      { description: 'From the newest.' },
    ),
  },
  { ...closed, title: 'CaseAccess' },
);
/** {@link CaseAccess} */
export type CaseAccess = Static<typeof CaseAccess>;

/** Path of one grant. */
export const CaseAccessParams = Type.Object({ grantId: Uuid }, closed);
/** Why a grant is to hold no more. */
export const CaseAccessWithdrawal = Type.Object(
  { reason: Reason },
  { ...closed, title: 'CaseAccessWithdrawal' },
);
/** The grant after it was withdrawn. */
export const WithdrawnCaseAccess = Type.Object(
  { id: Uuid, state: StateName },
  { ...closed, title: 'WithdrawnCaseAccess' },
);
/** {@link WithdrawnCaseAccess} */
export type WithdrawnCaseAccess = Static<typeof WithdrawnCaseAccess>;

/** The cases for which nobody is named. */
export const UnattendedCases = Type.Object(
  { householdIds: list(Uuid, { description: 'Ids and nothing else of the cases; sorted.' }) },
  { ...closed, title: 'UnattendedCases' },
);
/** {@link UnattendedCases} */
export type UnattendedCases = Static<typeof UnattendedCases>;

/** A grade of protection that a person is given. */
export const AddressProtectionSetting = Type.Object(
  { grade: AddressProtection },
  { ...closed, title: 'AddressProtectionSetting' },
);

/** Header of a change of a protected address, which need not be there yet. */
export const IfMatchAddress = Type.Object({
  'if-match': Type.String({
    pattern: '^"(?:0|[1-9][0-9]{0,8})"$',
    maxLength: 11,
    description: 'Entity tag of the address that this one takes the place of; `"0"` where there is none.',
  }),
});

const lines = {
  homeLines: list(line(200), {
    maxItems: 6,
    description: 'Where the person lives; empty where even that is not to be known here.',
  }),
  postalLines: list(line(200), {
    maxItems: 6,
    description: 'Where letters may go, which for strengt fortrolig is an open postal address.',
  }),
  contact: nullable(
    line(500, { description: 'How the person may be reached; null where nothing was agreed.' }),
  ),
};

/** Where a protected person lives and how to reach them. */
export const ProtectedAddressWriting = Type.Object(lines, { ...closed, title: 'ProtectedAddressWriting' });
/** {@link ProtectedAddressWriting} */
export type ProtectedAddressWriting = Static<typeof ProtectedAddressWriting>;
/** The same as it is read. */
export const ProtectedAddress = Type.Object(
  { personId: Uuid, version: Version, writtenAt: Instant, ...lines },
  { ...closed, title: 'ProtectedAddress' },
);
/** {@link ProtectedAddress} */
export type ProtectedAddress = Static<typeof ProtectedAddress>;
/** The address that was written. */
export const WrittenProtectedAddress = Type.Object(
  { personId: Uuid, version: Version },
  { ...closed, title: 'WrittenProtectedAddress' },
);
/** {@link WrittenProtectedAddress} */
export type WrittenProtectedAddress = Static<typeof WrittenProtectedAddress>;
