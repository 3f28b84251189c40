import { type Static, Type } from 'typebox';
import { Instant, LevelNumber, nullable, oneOf, TrackName, Uuid } from '../http/primitives.ts';
import { ComparedPlaces } from '../http/what-ifs.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0 });
const cell = nullable(
  Type.Integer({
    minimum: 0,
    description: 'Households; null where they are so few that no figure is shown.',
  }),
);
const cells = { changed: cell, gained: cell, lost: cell };

const run = {
  id: Uuid,
  policySetId: Uuid,
  contentHash: Type.String({ description: 'SHA-256 of the content that is tried.' }),
  state: oneOf(['queued', 'running', 'done', 'failed']),
};

/** An impact run that was asked for. */
export const RequestedPolicyImpactRun = Type.Object(run, { ...closed, title: 'RequestedPolicyImpactRun' });

const ids = list(Uuid);

const Part = Type.Object(
  {
    households: cell,
    dwellings: count,
    unchanged: cell,
    total: Type.Object(cells, closed),
    byLevel: list(Type.Object({ track: TrackName, level: LevelNumber, ...cells }, closed)),
    byArea: list(Type.Object({ neighbourhoodId: Uuid, name: Type.String(), ...cells }, closed), {
      description: 'By the neighbourhood of the dwelling that is gained or lost.',
    }),
    places: ComparedPlaces,
    optimal: Type.Boolean({ description: 'True only where every step of the answer is proven.' }),
    householdIds: Type.Union([
      Type.Object({ changed: ids, gained: ids, lost: ids }, closed),
      Type.Null({ description: 'Withheld from who may not read households.' }),
    ]),
  },
  { ...closed, title: 'PolicyImpactPart', description: 'Changed: another dwelling than before.' },
);

/** What a policy set changes in the last round and in the present queue (konsekvensberegning). */
export const PolicyImpactRun = Type.Object(
  {
    ...run,
    isOfPresentContent: Type.Boolean({ description: 'False where the draft has been changed since.' }),
    roundId: nullable({ ...Uuid, description: 'The last round; null where there was none.' }),
    failureCode: nullable(Type.String()),
    progress: Type.Object({ done: count, total: count }, closed),
    requestedBy: Type.String(),
    createdAt: Instant,
    finishedAt: nullable(Instant),
    result: Type.Union([
      Type.Object(
        {
          lastRound: Type.Union([Part, Type.Null()]),
          presentQueue: Type.Union([Part, Type.Null()]),
        },
        { ...closed, title: 'PolicyImpact' },
      ),
      Type.Null({ description: 'Until it is done.' }),
    ]),
  },
  { ...closed, title: 'PolicyImpactRun' },
);
/** {@link PolicyImpactRun} */
export type PolicyImpactRun = Static<typeof PolicyImpactRun>;
/** Path of one run. */
export const PolicyImpactRunParams = Type.Object({ policySetId: Uuid, impactRunId: Uuid }, closed);
