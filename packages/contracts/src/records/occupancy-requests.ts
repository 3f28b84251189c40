import type { OccupancyRefusalGround, OccupancyState, OccupantKind } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';

const closed = { additionalProperties: false } as const;

const Kind = oneOf(
  [
    'spouse',
    'cohabitant',
    'relative-in-direct-line',
    'foster-child',
    'other',
  ] as const satisfies readonly OccupantKind[],
  { description: 'Whom the tenant asks to take in.' },
);

const Ground = oneOf(
  ['person', 'clear-overcrowding', 'design-or-purpose'] as const satisfies readonly OccupancyRefusalGround[],
  {
    description:
      'What the law lets a refusal rest on: forhold ved personen, klart overbefolket, boligens utforming eller formål.',
  },
);

const State = oneOf(
  ['pending', 'approved', 'refused', 'approved-by-silence'] as const satisfies readonly OccupancyState[],
  { description: 'Of today; silence for more than a month counts as approval. Computed, never stored.' },
);

const Answer = oneOf(['approved', 'refused']);

/** A written application to take in a household member (opptak i husstanden). */
export const OccupancyRequestRegistration = Type.Object(
  { personKind: Kind, receivedOn: PlainDate },
  { ...closed, title: 'OccupancyRequestRegistration' },
);
/** {@link OccupancyRequestRegistration} */
export type OccupancyRequestRegistration = Static<typeof OccupancyRequestRegistration>;

/** The answer to it. Ground and reason for a refusal only. */
export const OccupancyAnswer = Type.Object(
  {
    answer: Answer,
    answeredOn: PlainDate,
    refusalGround: Type.Optional(nullable(Ground)),
    reason: Type.Optional(nullable(Type.String({ minLength: 20, maxLength: 2_000 }))),
  },
  { ...closed, title: 'OccupancyAnswer' },
);
/** {@link OccupancyAnswer} */
export type OccupancyAnswer = Static<typeof OccupancyAnswer>;

/** An application to take somebody in, with what it amounts to today. */
export const OccupancyRequest = Type.Object(
  {
    id: Uuid,
    version: Version,
    leaseId: Uuid,
    householdId: Uuid,
    householdReference: Type.String(),
    personKind: Kind,
    receivedOn: PlainDate,
    dueOn: { ...PlainDate, description: 'Last day on which an answer keeps silence from being consent.' },
    state: State,
    answeredOn: nullable(PlainDate),
    answer: nullable(Answer),
    refusalGround: nullable(Ground),
    reason: nullable(Type.String()),
  },
  { ...closed, title: 'OccupancyRequest' },
);
/** {@link OccupancyRequest} */
export type OccupancyRequest = Static<typeof OccupancyRequest>;

/** The application that was stored, or answered. */
export const RegisteredOccupancyRequest = Type.Object(
  { id: Uuid, version: Version, dueOn: PlainDate, state: State },
  { ...closed, title: 'RegisteredOccupancyRequest' },
);
/** {@link RegisteredOccupancyRequest} */
export type RegisteredOccupancyRequest = Static<typeof RegisteredOccupancyRequest>;

/** Path of one application to take somebody in. */
export const OccupancyRequestParams = Type.Object({ occupancyRequestId: Uuid }, closed);
