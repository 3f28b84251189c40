import type { AppealBody, DecisionTrack } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { line, nullable, oneOf, PlainDate, Uuid } from '../http/primitives.ts';
import { ApplicationStatusName } from './applications.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const Track = oneOf(
  [
    'assistance',
    'municipal-dwelling',
    'care-dwelling',
    'temporary-housing',
  ] as const satisfies readonly DecisionTrack[],
  {
    description:
      'What the decision is about: help, kommunal bolig, heldøgns omsorgsbolig, midlertidig botilbud.',
  },
);

const Body = oneOf(['statsforvalter', 'municipal-appeals-board'] as const satisfies readonly AppealBody[], {
  description: 'Klageinstans; follows from the track.',
});

const Outcome = oneOf(['granted', 'refused']);
const Reason = nullable(
  Type.String({
    minLength: 20,
    maxLength: 4_000,
    description: 'Grounds; required for a refusal. Function and facts, no diagnosis.',
  }),
);

/** A decision on entitlement (vedtak). Legal basis and appeal body follow from the track. */
export const EntitlementRegistration = Type.Object(
  {
    decisionTrack: Track,
    outcome: Outcome,
    localRules: Type.Optional(
      nullable(
        line(200, {
          description: 'Guideline or regulation of the municipality; required for a municipal dwelling.',
        }),
      ),
    ),
    reason: Type.Optional(Reason),
    decidedOn: PlainDate,
    notifiedOn: {
      ...PlainDate,
      description: 'Day on which the notice reached the party; the three weeks to appeal run from it.',
    },
    correctsId: Type.Optional(
      nullable({ ...Uuid, description: 'The decision of the same track that this one replaces.' }),
    ),
  },
  { ...closed, title: 'EntitlementRegistration' },
);
/** {@link EntitlementRegistration} */
export type EntitlementRegistration = Static<typeof EntitlementRegistration>;

/** The decision that was made, and what became of its application. */
export const RegisteredEntitlement = Type.Object(
  {
    id: Uuid,
    legalBasis: Type.String(),
    appealBody: Body,
    isAppealBodyVerified: Type.Boolean({
      description:
        'False where the body is from memory and not read in the law: confirm it before relying on it.',
    }),
    applicationStatus: ApplicationStatusName,
  },
  { ...closed, title: 'RegisteredEntitlement' },
);
/** {@link RegisteredEntitlement} */
export type RegisteredEntitlement = Static<typeof RegisteredEntitlement>;

const Entitlement = Type.Object(
  {
    id: Uuid,
    applicationId: Uuid,
    decisionTrack: Track,
    outcome: Outcome,
    legalBasis: Type.String(),
    appealBody: Body,
    isAppealBodyVerified: Type.Boolean(),
    reason: nullable(Type.String()),
    decidedOn: PlainDate,
    notifiedOn: nullable(PlainDate),
    decidedBy: Type.String(),
    correctsId: nullable(Uuid),
    isInForce: Type.Boolean({ description: 'Whether no other decision corrects it.' }),
  },
  { ...closed, title: 'Entitlement' },
);

/** The decisions on one application in the order in which they were made. */
export const EntitlementList = Type.Object(
  { items: list(Entitlement) },
  { ...closed, title: 'EntitlementList' },
);
/** {@link EntitlementList} */
export type EntitlementList = Static<typeof EntitlementList>;
