import type { ForecastReason, ForecastSource, StockLoss } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import {
  CertaintyName,
  LevelNumber,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
} from '../http/primitives.ts';

const closed = { additionalProperties: false } as const;
const count = (description: string) => Type.Integer({ minimum: 0, description });

/** Which part of the forecast. */
export const ForecastQuery = Type.Object(
  {
    until: Type.Optional({
      ...PlainDate,
      description: 'Last day (inclusive); a year ahead where nothing is said.',
    }),
    certainty: Type.Optional({
      ...CertaintyName,
      description: 'The least sure class; every one where nothing is said.',
    }),
    track: Type.Optional(TrackName),
    level: Type.Optional(LevelNumber),
  },
  closed,
);

const dwelling = {
  dwellingId: Uuid,
  reference: Type.String({ description: 'The number that people use for the dwelling.' }),
  track: TrackName,
  level: LevelNumber,
  programme: ProgrammeName,
};

const leaseId = nullable({
  ...Uuid,
  description: 'The lease that binds the dwelling; null where none does, or it is withheld from your role.',
});

const ForecastVacancy = Type.Object(
  {
    ...dwelling,
    source: oneOf([
      'ended',
      'ending',
      'moving',
      'refurbishment',
    ] as const satisfies readonly ForecastSource[]),
    certainty: CertaintyName,
    availableFrom: { ...PlainDate, description: 'First day on which it can be moved into, made ready.' },
    because: Type.Array(
      oneOf([
        'lease-closed',
        'move-requested',
        'review-ended',
        'review-private-rental',
        'review-startlan',
        'review-moved',
        'offer-accepted',
        'other-use-ends',
      ] as const satisfies readonly ForecastReason[]),
      { description: 'Everything that speaks for it, what the forecast rests on first.' },
    ),
    leaseId,
    leasedInUntil: nullable({
      ...PlainDate,
      description: 'First day on which the municipality no longer leases the dwelling in.',
    }),
    isTermHeld: Type.Boolean({
      description:
        'Whether a lease of the policy’s length ends before the municipality’s own contract does. Rounds propose nobody where it does not.',
    }),
  },
  { ...closed, title: 'ForecastVacancy' },
);

const LeavingDwelling = Type.Object(
  {
    ...dwelling,
    leavesOn: {
      ...PlainDate,
      description:
        'First day on which it is no longer in the stock; where that has passed, somebody still lives there.',
    },
    leaseId,
    tenancy: oneOf(
      [
        'none',
        'closes-before',
        'term-ends-before',
        'runs-beyond',
      ] as const satisfies readonly StockLoss['tenancy'][],
      {
        description:
          'closes-before: a day of moving out is registered. term-ends-before: the term runs out before, and nothing says that the tenant will be gone. runs-beyond: the tenant has the dwelling for longer than the municipality.',
      },
    ),
  },
  { ...closed, title: 'LeavingDwelling' },
);

const MonthOfForecast = Type.Object(
  {
    month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
    track: TrackName,
    level: LevelNumber,
    vacancies: Type.Object(
      {
        certain: count('Certain ones.'),
        likely: count('Likely ones.'),
        possible: count('Possible ones.'),
      },
      { ...closed, description: 'Dwellings that become available in the month.' },
    ),
    leaving: count('Dwellings that leave the stock in it.'),
  },
  { ...closed, title: 'MonthOfForecast' },
);

/** Dwellings that are expected to become vacant, and those that leave the stock. */
export const ForecastVacancies = Type.Object(
  {
    on: { ...PlainDate, description: 'The day of the forecast.' },
    until: PlainDate,
    vacancies: Type.Array(ForecastVacancy, { description: 'By day; each dwelling once.' }),
    leaving: Type.Array(LeavingDwelling, {
      description: 'Dwellings that the municipality no longer leases in, by day.',
    }),
    months: Type.Array(MonthOfForecast, { description: 'Counts by month, track and level.' }),
  },
  { ...closed, title: 'ForecastVacancies' },
);
/** {@link ForecastVacancies} */
export type ForecastVacancies = Static<typeof ForecastVacancies>;
