import { PROTECTION_GRADES } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

/** How a person belongs to a household. */
const MemberRelation = oneOf(['applicant', 'partner', 'child', 'other']);

/** A grade of address protection. */
export const AddressProtection = oneOf(PROTECTION_GRADES, {
  description: 'Adressesperre: none, fortrolig, strengt fortrolig, strengt fortrolig utland.',
});

const IdentityNumber = Type.String({
  pattern: '^[0-9]{11}$',
  maxLength: 11,
  description: 'Fødselsnummer, D-nummer or a synthetic number: eleven digits. Never in an answer.',
});

/** A person who is to live in a new household. */
const NewMember = Type.Object(
  {
    name: line(200),
    birthDate: PlainDate,
    relation: MemberRelation,
    identityNumber: Type.Optional(nullable(IdentityNumber)),
    addressProtection: Type.Optional(AddressProtection),
  },
  { ...closed, title: 'NewHouseholdMember' },
);

/** A household to be registered; its members are new to the municipality. */
export const HouseholdRegistration = Type.Object(
  {
    members: list(NewMember, {
      minItems: 1,
      maxItems: 20,
      description: 'Exactly one applicant, one partner at most.',
    }),
  },
  { ...closed, title: 'HouseholdRegistration' },
);
/** {@link HouseholdRegistration} */
export type HouseholdRegistration = Static<typeof HouseholdRegistration>;

/** A person who joins a household. */
export const HouseholdJoining = Type.Object(
  {
    from: { ...PlainDate, description: 'First day as a member; may lie ahead.' },
    member: NewMember,
  },
  { ...closed, title: 'HouseholdJoining' },
);
/** {@link HouseholdJoining} */
export type HouseholdJoining = Static<typeof HouseholdJoining>;

/** The end of a membership. */
export const HouseholdLeaving = Type.Object(
  { until: { ...PlainDate, description: 'First day on which the person is no member (exclusive).' } },
  { ...closed, title: 'HouseholdLeaving' },
);

/** The household after its members changed, and who it was about. */
export const ChangedHousehold = Type.Object(
  { id: Uuid, version: Version, personId: Uuid },
  { ...closed, title: 'ChangedHousehold' },
);
/** {@link ChangedHousehold} */
export type ChangedHousehold = Static<typeof ChangedHousehold>;

/** The household that was made. */
export const RegisteredHousehold = Type.Object(
  { id: Uuid, reference: Type.String() },
  { ...closed, title: 'RegisteredHousehold' },
);
/** {@link RegisteredHousehold} */
export type RegisteredHousehold = Static<typeof RegisteredHousehold>;

const HouseholdMember = Type.Object(
  {
    personId: Uuid,
    relation: MemberRelation,
    name: nullable(Type.String({ description: 'Null when withheld from your role.' })),
    birthDate: nullable(PlainDate),
    hasIdentityNumber: Type.Boolean(),
    addressProtection: nullable(AddressProtection),
  },
  { ...closed, title: 'HouseholdMember' },
);

/** A household (husstand) with its members of today. */
export const Household = Type.Object(
  {
    id: Uuid,
    version: Version,
    reference: Type.String({ description: 'What pages and letters show instead of a name.' }),
    createdAt: Instant,
    mergedIntoId: nullable({ ...Uuid, description: 'The household that this registration was merged into.' }),
    members: list(HouseholdMember),
  },
  { ...closed, title: 'Household' },
);
/** {@link Household} */
export type Household = Static<typeof Household>;

/** A page of households. */
export const HouseholdPage = pageOf('HouseholdPage', Household);
/** {@link HouseholdPage} */
export type HouseholdPage = Static<typeof HouseholdPage>;
/** Keys of the cursor: the reference. */
export const HouseholdCursor = Type.Tuple([Type.String()]);
/** Filters of the list. */
export const HouseholdQuery = Type.Object(
  {
    reference: Type.Optional(line(40, { description: 'Beginning of the reference.' })),
    ...PagingQuery,
  },
  closed,
);
/** Path of one household. */
export const HouseholdParams = Type.Object({ householdId: Uuid }, closed);

/** Path of one member of a household. */
export const HouseholdMemberParams = Type.Object({ householdId: Uuid, personId: Uuid }, closed);

/** A search by identity number: in the body, because addresses are logged. */
export const HouseholdSearch = Type.Object(
  { identityNumber: IdentityNumber },
  { ...closed, title: 'HouseholdSearch' },
);

/** What a search found: none, one, or two for a child with two homes. */
export const HouseholdSearchResult = Type.Object(
  { items: list(Household) },
  { ...closed, title: 'HouseholdSearchResult' },
);
/** {@link HouseholdSearchResult} */
export type HouseholdSearchResult = Static<typeof HouseholdSearchResult>;
