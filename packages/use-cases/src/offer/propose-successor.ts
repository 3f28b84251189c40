import {
  type Db,
  ensureCaseTask,
  findOffer,
  hasOpenSuccession,
  insertSuccession,
  inTenant,
  inTenantSnapshot,
  isDwellingUnderOffer,
  listSuccessionsAfter,
  lockOffers,
  type Tx,
} from '@boligtrapp/database';
import { isLiveOffer, type PlainDateString } from '@boligtrapp/domain';
import { sha256Hex, toCanonicalJson } from '@boligtrapp/matching';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { findSuccessor, type SuccessorSearch } from './find-successor.ts';

/** What {@link proposeSuccessor} needs. */
export interface ProposeSuccessorDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The offer after which the next in line is looked for. */
export interface ProposeSuccessor {
  readonly municipalityId: string;
  readonly offerId: string;
  /** The job, for the audit trail. */
  readonly requestId: string;
}

/** What came of it. `settled`: there is a proposal already, or somebody else has the dwelling. */
export type ProposedSuccessor = 'proposed' | 'nobody' | 'settled';

const JOB = 'job:propose-successor';

/**
 * Proposes the next in line for the dwelling of an offer that ended, or leaves a task that says that nobody suits. A
 * person confirms and another decides; nothing is given by this. Run again it adds nothing.
 */
export async function proposeSuccessor(
  deps: ProposeSuccessorDeps,
  command: ProposeSuccessor,
): Promise<ProposedSuccessor> {
  const { municipalityId, offerId } = command;
  const today = deps.clock.today();
  const scope = { municipalityId, actorId: JOB };
  // Read before: judging takes a while, and whoever answers an offer waits for the lock meanwhile.
  const search = await inTenantSnapshot(
    deps.db,
    scope,
    async (tx) => await findSuccessor(tx, { municipalityId, offerId, today }),
  );
  return await inTenant(deps.db, scope, async (tx) => {
    await lockOffers(tx);
    if (search.kind === 'not-vacant' || (await isSettled(tx, command))) return 'settled';
    return await store(tx, deps, command, { search, today });
  });
}

async function isSettled(tx: Tx, { municipalityId, offerId }: ProposeSuccessor): Promise<boolean> {
  const offer = await findOffer(tx, municipalityId, offerId);
  if (offer === undefined || isLiveOffer(offer.state) || offer.state === 'fulfilled') return true;
  const earlier = await listSuccessionsAfter(tx, municipalityId, offerId);
  return (
    earlier.some(({ state }) => state !== 'discarded') ||
    (await hasOpenSuccession(tx, municipalityId, offer.dwellingId)) ||
    (await isDwellingUnderOffer(tx, municipalityId, offer.dwellingId))
  );
}

async function store(
  tx: Tx,
  deps: ProposeSuccessorDeps,
  { municipalityId, offerId, requestId }: ProposeSuccessor,
  { search, today }: { readonly search: SuccessorSearch; readonly today: PlainDateString },
): Promise<ProposedSuccessor> {
  const task = { id: deps.ids.next(), dueOn: today };
  if (search.kind !== 'found') {
    await ensureCaseTask(tx, municipalityId, { ...task, kind: 'succession-impossible', subjectId: offerId });
    return 'nobody';
  }
  const { household, facts, roundId } = search.successor;
  const [dwelling] = facts.dwellings;
  if (dwelling === undefined) throw new Error('facts without their dwelling');
  const succession = {
    id: deps.ids.next(),
    afterOfferId: offerId,
    attempt: 1 + (await listSuccessionsAfter(tx, municipalityId, offerId)).length,
    roundId,
    dwellingId: dwelling.id,
    householdId: household.id,
    rank: household.rank,
    proposedOn: today,
    facts: toCanonicalJson(facts),
    factsHash: sha256Hex(facts),
  };
  await insertSuccession(tx, municipalityId, succession);
  await ensureCaseTask(tx, municipalityId, {
    ...task,
    kind: 'succession-proposed',
    subjectId: succession.id,
  });
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  await appendAuditEvent(tx, actor, {
    action: 'succession.proposed',
    objectKind: 'succession',
    objectId: succession.id,
    after: {
      afterOfferId: offerId,
      dwellingId: dwelling.id,
      householdId: household.id,
      rank: household.rank,
      factsHash: succession.factsHash,
    },
  });
  return 'proposed';
}
