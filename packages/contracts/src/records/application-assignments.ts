import { type Static, Type } from 'typebox';
import { line, nullable, oneOf, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';
import { MemberId } from './meetings.ts';

const closed = { additionalProperties: false } as const;

/** Who is to answer for which applications. */
export const ApplicationAssignmentRequest = Type.Object(
  {
    applications: Type.Array(
      Type.Object(
        {
          id: Uuid,
          seenAssignedTo: nullable({
            ...MemberId,
            description: 'Who had it when you saw it; null for nobody.',
          }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
    assignedTo: nullable({ ...MemberId, description: 'Saksbehandler; null gives them back.' }),
    reason: line(200, { description: 'Why; nothing about the applicant.' }),
  },
  { ...closed, title: 'ApplicationAssignmentRequest' },
);
/** {@link ApplicationAssignmentRequest} */
export type ApplicationAssignmentRequest = Static<typeof ApplicationAssignmentRequest>;

/** What came of each of them, in the order in which they were named. */
export const AssignedApplications = Type.Object(
  {
    items: list(
      Type.Object(
        {
          id: Uuid,
          outcome: oneOf(
            ['assigned', 'unchanged', 'changed-meanwhile', 'settled', 'assignee-unfit', 'not-found'],
            {
              description:
                'changed-meanwhile: somebody else assigned it after you saw it. settled: it is not open any more. assignee-unfit: who was named may not know of the case.',
            },
          ),
          assignedTo: nullable(Type.String()),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'AssignedApplications' },
);
/** {@link AssignedApplications} */
export type AssignedApplications = Static<typeof AssignedApplications>;
