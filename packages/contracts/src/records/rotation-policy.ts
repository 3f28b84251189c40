import { Type } from 'typebox';
import { oneOf } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;
const months = (minimum: number, maximum: number, description: string) =>
  Type.Integer({ minimum, maximum, description });
const days = (maximum: number, description: string) => Type.Integer({ minimum: 0, maximum, description });
const points = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000, description });

const RenewalTerms = Type.Object(
  {
    first: months(1, 240, 'Months, the first time that a lease is renewed.'),
    later: months(1, 240, 'Months, from the second time on.'),
  },
  closed,
);

const Reviews = Type.Object(
  {
    renewalMonths: Type.Object({ withChildren: RenewalTerms, others: RenewalTerms }, closed),
    childrenUpToAge: Type.Integer({ minimum: 0, maximum: 25, description: 'Completed years, inclusive.' }),
    considers: list(oneOf(['visits', 'rent', 'conduct']), {
      maxItems: 3,
      uniqueItems: true,
      description: 'Facts about the tenancy that a review may consider.',
    }),
    considersMonthsBack: months(0, 120, 'From which on visits, rent and conduct are considered.'),
  },
  { ...closed, description: 'How the review before the end of a lease is prepared.' },
);

const FollowUps = Type.Object(
  {
    firstVisitAfterMonths: months(0, 36, 'After the first day of the lease.'),
    visitEveryMonths: months(1, 60, 'From one visit to the next.'),
    careerPlanAfterMonths: months(0, 60, 'After the first day of the lease.'),
    overdueAfterDays: days(365, 'After the due day.'),
  },
  { ...closed, description: 'When tenants are visited and their way on is planned.' },
);

const Environment = Type.Object(
  {
    countsMonthsBack: months(1, 60, 'In which incidents and reports count.'),
    pointsPerSeverity: Type.Unsafe<readonly [number, number, number]>(
      Type.Array(points('Points of one incident.'), {
        minItems: 3,
        maxItems: 3,
        description: 'Severity 1 to 3.',
      }),
    ),
    cautionFromPoints: Type.Integer({ minimum: 1, maximum: 10_000 }),
    spareFromPoints: Type.Integer({ minimum: 1, maximum: 10_000 }),
  },
  { ...closed, description: 'When another status of a place is proposed; a person decides.' },
);

const Forecast = list(
  Type.Object(
    {
      source: oneOf(['ended', 'ending', 'moving', 'refurbishment']),
      certainty: oneOf(['certain', 'likely', 'possible']),
      readyAfterDays: days(730, 'For making the dwelling ready.'),
    },
    closed,
  ),
  { maxItems: 4, description: 'How vacancies are forecast, by source.' },
);

const Notices = Type.Object(
  {
    informationMonthsBefore: months(0, 36, 'Before the last day.'),
    interviewMonthsBefore: months(0, 36, 'Before the last day.'),
    requestDaysBefore: days(365, 'Before the last day.'),
    secondRequestDaysAfter: days(60, 'After the last day, within the three months.'),
  },
  { ...closed, description: 'When letters are prepared; a person sends them.' },
);

const Share = Type.Integer({ minimum: 0, maximum: 10_000, description: 'Basis points.' });

const Flow = Type.Object(
  {
    lowestLevelShareBasisPoints: Type.Object({ welfare: Share, care: Share }, closed),
    longStayYears: Type.Integer({ minimum: 1, maximum: 100 }),
  },
  { ...closed, description: 'What the flow on the ladders is measured against.' },
);

/** Groups that the work between two leases rests on; sets from before them have the default. */
export const ROTATION_POLICY_GROUPS = {
  reviews: Type.Optional(Reviews),
  followUps: Type.Optional(FollowUps),
  environment: Type.Optional(Environment),
  forecast: Type.Optional(Forecast),
  notices: Type.Optional(Notices),
  flow: Type.Optional(Flow),
};
