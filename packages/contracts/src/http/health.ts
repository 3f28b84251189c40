import { type Static, Type } from 'typebox';
import { oneOf } from './primitives.ts';

/** The process answers; it says nothing of what the process needs. */
export const Liveness = Type.Object(
  { status: oneOf(['live']) },
  { additionalProperties: false, title: 'Liveness' },
);

/** Whether requests can be served, and what stands against it. */
export const Readiness = Type.Object(
  {
    status: oneOf(['ready', 'not-ready']),
    checks: Type.Object(
      {
        database: oneOf(['ok', 'unreachable']),
        schema: oneOf(['ok', 'does-not-fit', 'unknown'], {
          description: 'Whether the database has the migrations of this version, and no other.',
        }),
        outbox: oneOf(['ok', 'late', 'unknown'], {
          description: 'Late: an effect has waited for a worker for more than a minute.',
        }),
        rotation: oneOf(['ok', 'late', 'unknown'], {
          description:
            'Late: a night has waited for more than ten minutes, and no worker has been at work on any night for as long.',
        }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, title: 'Readiness' },
);
/** {@link Readiness} */
export type Readiness = Static<typeof Readiness>;
