import type { BedroomUse } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import {
  Instant,
  LevelNumber,
  line,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
} from '../http/primitives.ts';
import { AssessmentNeeds } from './assessment-needs.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;
const MOST_POINTS = 1_000;

const needPointsPart = {
  criterion: line(100),
  value: Type.String({ maxLength: 200, description: 'What was found; no diagnosis.' }),
  points: Type.Integer({ minimum: -MOST_POINTS, maximum: MOST_POINTS }),
};
const NewNeedPointsPart = Type.Object(needPointsPart, { ...closed, title: 'NewNeedPointsPart' });
const NeedPointsPart = Type.Object(needPointsPart, { ...closed, title: 'NeedPointsPart' });

/** What whoever assesses says. */
const assessed = {
  householdId: Uuid,
  track: TrackName,
  level: LevelNumber,
  programme: ProgrammeName,
  needs: AssessmentNeeds,
  urgencyClass: Type.Integer({
    minimum: 1,
    maximum: 4,
    description: '1 is the most urgent; what each class means stands in the policy set.',
  }),
  needPoints: Type.Integer({ minimum: 0, maximum: MOST_POINTS, description: 'The sum of its parts.' }),
  needPointsParts: list(NewNeedPointsPart, { maxItems: 50 }),
  waitingSince: PlainDate,
  readyToMove: Type.Boolean({ description: 'A tenant who may move along the ladder.' }),
  assessedOn: PlainDate,
  validUntil: PlainDate,
};

/** An assessment to be added; the ones before stay as they are. */
export const AssessmentRegistration = Type.Object(assessed, { ...closed, title: 'AssessmentRegistration' });
/** {@link AssessmentRegistration} */
export type AssessmentRegistration = Static<typeof AssessmentRegistration>;

const BedroomNorm = nullable(
  Type.Object(
    {
      bedrooms: Type.Integer({ minimum: 0 }),
      uses: list(
        oneOf([
          'couple',
          'own-room-by-age',
          'two-older',
          'older-with-younger',
          'two-younger',
          'left-over',
        ] as const satisfies readonly BedroomUse[]),
        { description: 'What each counted bedroom is for.' },
      ),
    },
    {
      ...closed,
      description:
        'Bedrooms by the norm of the policy in force on the day of the assessment; told, not stored. Null where none was in force.',
    },
  ),
);

const VersionNumber = Type.Integer({
  minimum: 1,
  description: 'The highest of a household is the one in force.',
});

/** The version that was made. */
export const RegisteredAssessment = Type.Object(
  { id: Uuid, versionNumber: VersionNumber, bedroomNorm: BedroomNorm },
  { ...closed, title: 'RegisteredAssessment' },
);
/** {@link RegisteredAssessment} */
export type RegisteredAssessment = Static<typeof RegisteredAssessment>;

const assessment = {
  id: Uuid,
  householdReference: Type.String(),
  versionNumber: VersionNumber,
  isCurrent: Type.Boolean({ description: 'Whether no later version has superseded it.' }),
  ...assessed,
  needPointsParts: list(NeedPointsPart),
  assessedBy: Type.String(),
  validUntil: { ...PlainDate, description: 'First day on which it no longer holds (exclusive).' },
  createdAt: Instant,
};

/** An assessment (kartlegging). Never changed, only superseded. */
export const Assessment = Type.Object(assessment, { ...closed, title: 'Assessment' });
/** {@link Assessment} */
export type Assessment = Static<typeof Assessment>;

/** An assessment with the bedroom norm of its day. */
export const AssessmentDetails = Type.Object(
  { ...assessment, bedroomNorm: BedroomNorm },
  { ...closed, title: 'AssessmentDetails' },
);
/** {@link AssessmentDetails} */
export type AssessmentDetails = Static<typeof AssessmentDetails>;

/** A page of the assessments of one household, from the newest. */
export const AssessmentPage = pageOf('AssessmentPage', Assessment);
/** {@link AssessmentPage} */
export type AssessmentPage = Static<typeof AssessmentPage>;
/** Keys of the cursor: the version. */
export const AssessmentCursor = Type.Tuple([Type.Integer()]);
/** Whose assessments. */
export const AssessmentQuery = Type.Object({ householdId: Uuid, ...PagingQuery }, closed);
/** Path of one assessment. */
export const AssessmentParams = Type.Object({ assessmentId: Uuid }, closed);
