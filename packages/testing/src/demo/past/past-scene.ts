import { createHash } from 'node:crypto';
import type { Db } from '@boligtrapp/database';
import { parseFacts } from '@boligtrapp/database';
import { addDays, type PlainDateString } from '@boligtrapp/domain';
import {
  type Actor,
  type Clock,
  computeImpact,
  computeProposal,
  type IdempotencyRequest,
  type IdentityCipher,
  type IdentityNumbers,
  type IdSource,
  type ImpactSolver,
  type LotSource,
  type Role,
  type RoundSolver,
} from '@boligtrapp/use-cases';
import { createPastIds } from '../demo-ids.ts';
import type { DemoMunicipality } from '../demo-municipality.ts';
import { backdated } from './backdate.ts';

/** What the use cases need, for a day in the past. */
export interface PastScene {
  readonly db: Db;
  readonly demo: DemoMunicipality;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly lots: LotSource;
  readonly solver: RoundSolver & ImpactSolver;
  readonly nowMs: () => number;
  readonly identityCipher: IdentityCipher;
  readonly identityNumbers: IdentityNumbers;
  /** Goes on to the morning of the day so many days before the day of the demo; never back. */
  readonly goTo: (daysBefore: number) => PlainDateString;
  readonly actor: (id: string, role: Role) => Actor;
  /** A request like no other. */
  readonly request: (operation: string) => IdempotencyRequest;
}

const MS_PER_SECOND = 1_000;
/** Eight in the morning in Norway's winter. */
const MORNING = 'T07:00:00Z';

/** The scene for a demo municipality that is in the database, and for nothing else but making its past. */
export async function createPastScene(
  db: Db,
  demo: DemoMunicipality,
  identityCipher: IdentityCipher,
): Promise<PastScene> {
  const { on, seed, index } = demo;
  let ms = Date.parse(`${addDays(on, -FIRST_DAY)}${MORNING}`);
  let today = addDays(on, -FIRST_DAY);
  const now = (): string => {
    ms += MS_PER_SECOND;
    return new Date(ms).toISOString();
  };
  const past = createPastIds(seed, index);
  const ids: IdSource = { next: () => past(ms) };
  let requests = 0;
  let seeds = 0;
  return {
    db: await backdated(db, now),
    demo,
    clock: { now, today: () => today },
    ids,
    lots: {
      seed: () => {
        seeds += 1;
        return sha256(`${seed}/${index}/lot/${seeds}`);
      },
    },
    solver: IN_PROCESS,
    nowMs: () => ms,
    identityCipher,
    identityNumbers: 'synthetic',
    goTo: (daysBefore) => {
      const day = addDays(on, -daysBefore);
      if (day < today) throw new Error(`${day} lies before ${today}`);
      if (day > today) ms = Date.parse(`${day}${MORNING}`);
      today = day;
      return day;
    },
    actor: (id, role) => ({ id, role, municipalityId: demo.municipality.id, requestId: ids.next() }),
    request: (operation) => {
      requests += 1;
      const key = `demo-past-${requests}`;
      return { operation, key, requestHash: sha256(key), status: 201 };
    },
  };
}

/** The past begins so many days before the day of the demo. */
export const FIRST_DAY = 40;

/** No thread of its own: whoever makes a demo waits for it. */
const IN_PROCESS: PastScene['solver'] = {
  solve: async (facts, { maxNodes }) =>
    await Promise.resolve(computeProposal(parseFacts(facts), { maxNodes })),
  measureImpact: async (task) => await Promise.resolve(computeImpact(task)),
};

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
