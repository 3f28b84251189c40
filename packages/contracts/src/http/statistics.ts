import { REPORTED_FIGURES } from '@boligtrapp/domain';
import { Type } from 'typebox';
import { nullable, oneOf, PlainDate } from './primitives.ts';

const closed = { additionalProperties: false } as const;

const Count = nullable(
  Type.Integer({ minimum: 0, description: 'Null where it is about so few that it is not shown.' }),
);

/** Which figures. */
export const StatisticsQuery = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    form: Type.Optional(
      oneOf(['public', 'internal'], {
        description:
          'public (where nothing is said): counts under five are left out, with all that would tell them. internal: as they are, for who reports them.',
      }),
    ),
  },
  closed,
);

/** The figures of a year, each with its definition (rapportering). */
export const Statistics = Type.Object(
  {
    year: Type.Integer(),
    form: oneOf(['public', 'internal']),
    through: { ...PlainDate, description: 'Last day that is counted: today, where the year is not over.' },
    figures: Type.Array(
      Type.Object(
        {
          figure: oneOf([...REPORTED_FIGURES]),
          title: Type.String(),
          definition: Type.String({ description: 'What is counted, as the source has it; in bokmål.' }),
          clarification: Type.String({
            description: 'What the source leaves open, and how it is counted here; in bokmål.',
          }),
          source: Type.String(),
          sourceUrl: Type.String(),
          on: nullable(PlainDate),
          value: Count,
          parts: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), value: Count }, closed)),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'Statistics' },
);
