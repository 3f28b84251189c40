import type { FactChangeKind, FactChangeSubject } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { line, nullable, oneOf, PlainDate, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;

/** Why nobody is to decide by a round. */
export const RoundCancellation = Type.Object(
  { reason: line(2_000) },
  { ...closed, title: 'RoundCancellation' },
);

/** A round to be computed anew. */
export const ReSolveRequest = Type.Object(
  {
    meetingOn: Type.Optional({
      ...PlainDate,
      description: 'Another day of the meeting; the round keeps its own where nothing is said.',
    }),
  },
  { ...closed, title: 'ReSolveRequest' },
);

const ChangeKind = oneOf([
  'household-joined',
  'household-left',
  'assessment-superseded',
  'household-moved',
  'dwelling-freed',
  'dwelling-taken',
  'dwelling-changed',
  'availability-changed',
  'status-changed',
  'cap-changed',
  'staffing-changed',
  'place-changed',
  'resident-moved-in',
  'resident-moved-out',
  'resident-reassessed',
  'home-promised',
  'promise-ended',
  'keep-apart-changed',
  'policy-replaced',
] as const satisfies readonly FactChangeKind[]);

/** What has changed since the facts of a round were frozen. */
export const RoundChanges = Type.Object(
  {
    roundId: Uuid,
    isStale: Type.Boolean({
      description: 'Also where a change is not for your eyes. False for a round that is signed or cancelled.',
    }),
    changes: Type.Array(
      Type.Object(
        {
          kind: ChangeKind,
          subject: oneOf([
            'household',
            'dwelling',
            'place',
            'policy-set',
          ] as const satisfies readonly FactChangeSubject[]),
          id: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
          otherId: nullable({
            ...Uuid,
            description: 'The other household of a pair, or the dwelling that somebody moves in or out of.',
          }),
        },
        { ...closed, title: 'RoundChange' },
      ),
    ),
  },
  { ...closed, title: 'RoundChanges' },
);
/** Proposals that rest on facts that have changed. */
export const StaleRounds = Type.Object(
  {
    items: Type.Array(Type.Object({ id: Uuid, reference: Type.String() }, closed), {
      description: 'Of the newest twenty that are not decided.',
    }),
  },
  { ...closed, title: 'StaleRounds' },
);

/** {@link RoundChanges} */
export type RoundChanges = Static<typeof RoundChanges>;

const hash = Type.Object(
  { stored: Type.String(), recomputed: Type.String() },
  { ...closed, description: 'SHA-256 in hex, as stored and as computed now.' },
);

/** What came of computing a round once more. */
export const RoundReplay = Type.Object(
  {
    roundId: Uuid,
    engineVersion: Type.String({ description: 'The engine that made the stored proposal.' }),
    replayedBy: Type.String({ description: 'The engine that replayed it.' }),
    isReproduced: Type.Boolean({
      description: 'Whether all hashes are the same. Another engine may answer otherwise and be right, too.',
    }),
    facts: hash,
    problem: hash,
    solution: hash,
  },
  { ...closed, title: 'RoundReplay' },
);
/** {@link RoundReplay} */
export type RoundReplay = Static<typeof RoundReplay>;
