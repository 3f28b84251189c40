import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { oneOf, PlainDate, Uuid } from '../http/primitives.ts';

const closed = { additionalProperties: false } as const;

/** Something that the law gives a month for and that nobody has answered. */
export const DueDate = Type.Object(
  {
    kind: oneOf(['preliminary-answer', 'occupancy-answer'], {
      description:
        'preliminary-answer: an application without decision (forvaltningsloven § 11 a). occupancy-answer: silence is consent (husleieloven § 7-6).',
    }),
    id: { ...Uuid, description: 'The application, or the application to take somebody in.' },
    householdId: Uuid,
    householdReference: Type.String(),
    receivedOn: PlainDate,
    dueOn: { ...PlainDate, description: 'Last day (inclusive); a working day.' },
    isOverdue: Type.Boolean({ description: 'Whether that day has gone by.' }),
  },
  { ...closed, title: 'DueDate' },
);
/** {@link DueDate} */
export type DueDate = Static<typeof DueDate>;

/** A page of due dates, the earliest first. */
export const DueDatePage = pageOf('DueDatePage', DueDate);
/** Keys of the cursor: due date and id. */
export const DueDateCursor = Type.Tuple([PlainDate, Uuid]);
/** Which page. */
export const DueDateQuery = Type.Object({ householdId: Type.Optional(Uuid), ...PagingQuery }, closed);
