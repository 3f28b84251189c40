import {
  type Db,
  insertSignature,
  type LockedMeeting,
  listAttendance,
  listRecusals,
  listSignatures,
  listSuperiors,
  lockOpenMeetingOfRound,
  lockRound,
  type Tx,
} from '@boligtrapp/database';
import {
  barredFrom,
  compareFacts,
  countSignatures,
  createJudgingContext,
  type Ending,
  failedRuleCodes,
  judgeEnding,
  judgePair,
  ROUND_TRANSITIONS,
  type RoundAction,
  type RoundFacts,
  type RoundState,
  type RuleCode,
  readPolicy,
  type UnwelcomeLoad,
  type WaitingReason,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import { forecastDwellingsOf } from '../forecast/expect-vacancies.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hasChair, votersOf } from '../meeting/read-meetings.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { freezeAgain } from '../round/find-round-changes.ts';
import { transition } from '../states/transition.ts';
import { type AcceptedChange, coversChanges, toAcceptedChange } from './accepted-changes.ts';
import { changesThatMatter } from './changes-that-matter.ts';
import { findConflicts, type OfferConflict } from './find-conflicts.ts';
import {
  householdOf,
  loadCases,
  type RoundCases,
  type SigningContent,
  signingContentOf,
} from './load-cases.ts';
import { type StoredDecision, storeDecisions } from './store-decisions.ts';
import { closeRound } from './write-protocol.ts';

/** What {@link signRound} works with. */
export interface SignRoundDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A signature under what is decided about a round. */
export interface SignRound {
  readonly roundId: string;
  /** The hash of the signing draft that the signer has read. */
  readonly contentHash: string;
  /** Why the signer holds that changes since the facts were frozen do not matter; null where none is accepted. */
  readonly staleReason: string | null;
}

/** What came of a signature; cases that the signer is recused from are not in it. */
export interface SignedRound {
  readonly roundId: string;
  readonly state: RoundState;
  /** Decided by this signature. */
  readonly decided: readonly StoredDecision[];
  /** Not decided, because the dwelling or the household is no longer to be had; the rest is decided all the same. */
  readonly conflicts: readonly OfferConflict[];
  /** Not decided yet. */
  readonly waiting: readonly { readonly householdIds: readonly string[]; readonly because: WaitingReason }[];
  /** Hash of the minutes once every case is decided. */
  readonly protocolHash: string | null;
}

/**
 * Signs the cases of a round. A case is decided when two voters of the sitting have signed the same content who are not
 * barred from it, and enough voters remain for it; moves that hang together are decided as one. What is decided is
 * offered at once. What can no longer be offered is named, and the rest goes on.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`.
 * @throws {ConflictError} `record.transition-refused`, `round.not-in-open-meeting`, `meeting.no-quorum`,
 *   `round.content-changed`, `round.signed-already`, `round.stale`.
 * @throws {RuleRefusedError} `meeting.not-a-voter`, `round.rulings-contradictory`, `ruling.rule-broken`.
 * @law LOV-1967-02-10 § 6
 */
export async function signRound(
  deps: SignRoundDeps,
  actor: Actor,
  command: SignRound,
  request: IdempotencyRequest,
): Promise<SignedRound> {
  authorise(actor, 'decisions.sign');
  return await runOnce(deps.db, actor, request, async (tx) => await sign(tx, deps, actor, command));
}

/** A round that may be signed now: its meeting sits and has a quorum. */
interface Sitting {
  readonly meeting: LockedMeeting;
  readonly voters: readonly string[];
}

async function sign(tx: Tx, deps: SignRoundDeps, actor: Actor, command: SignRound): Promise<SignedRound> {
  const { municipalityId } = actor;
  await heedRecusals(tx, actor);
  const sitting = await openSitting(tx, actor, command.roundId);
  const cases = await loadCases(tx, command.roundId);
  const content = signingContentOf(cases);
  if (content.hash !== command.contentHash) throw new ConflictError('round.content-changed');
  const unwelcome = assertFeasible(cases.facts, content.ending);

  const groups = undecidedGroups(cases, content);
  const conflicts = await findConflicts(
    tx,
    {
      municipalityId,
      today: deps.clock.today(),
      forecastDwellingIds: forecastDwellingsOf(cases.facts.dwellings),
    },
    endingWithin(content.ending, groups.flat()),
  );
  const blocked = new Set(conflicts.map(({ householdId }) => householdId));
  const free = groups.filter((group) => !group.some((id) => blocked.has(id)));
  const accepted = await acceptChanges(tx, cases, {
    staleReason: command.staleReason,
    ending: endingWithin(content.ending, free.flat()),
  });
  const signers = await addSignature(tx, deps, actor, { command, sitting, accepted });
  const counted = countSignatures(free, signers, {
    voters: sitting.voters,
    quorum: sitting.meeting.quorum,
    isBarred: barredFrom(await listRecusals(tx, groups.flat()), await listSuperiors(tx)),
  });
  const decided = await storeDecisions(tx, deps, actor, {
    cases,
    content,
    unwelcome,
    meetingId: sitting.meeting.id,
    groups: counted.flatMap(({ householdIds, decidedBy }) =>
      decidedBy === null ? [] : [{ householdIds, decidedBy }],
    ),
  });
  await appendAuditEvent(tx, actor, {
    action: 'round.signed',
    objectKind: 'round',
    objectId: command.roundId,
    after: { contentHash: content.hash, meetingId: sitting.meeting.id, decided: decided.length },
    ...(command.staleReason === null ? {} : { reason: command.staleReason }),
  });
  const isDone =
    signers.length > 1 && blocked.size === 0 && counted.every(({ waitsFor }) => waitsFor === null);
  const protocolHash = isDone
    ? await closeRound(tx, actor, { roundId: command.roundId, meetingId: sitting.meeting.id })
    : null;
  const hidden = await hiddenHouseholds(tx, actor);
  await logAccess(tx, deps, actor, {
    operation: 'sign-round',
    householdIds: groups.flat().filter((id) => !hidden.has(id)),
  });
  return {
    roundId: command.roundId,
    state: isDone ? 'closed' : 'proposed',
    decided: decided.filter(({ householdId }) => !hidden.has(householdId)),
    conflicts: conflicts.filter(({ householdId }) => !hidden.has(householdId)),
    waiting: counted.flatMap(({ householdIds, waitsFor }) =>
      waitsFor === null || householdIds.some((id) => hidden.has(id))
        ? []
        : [{ householdIds, because: waitsFor }],
    ),
    protocolHash,
  };
}

async function openSitting(tx: Tx, actor: Actor, roundId: string): Promise<Sitting> {
  const locked = await lockRound(tx, roundId);
  if (locked === undefined) throw new NotFoundError('round.not-found');
  transition<RoundState, RoundAction>(ROUND_TRANSITIONS, locked.state, 'sign');
  const meeting = await lockOpenMeetingOfRound(tx, roundId);
  if (meeting === undefined) throw new ConflictError('round.not-in-open-meeting');
  const attendance = await listAttendance(tx, meeting.id);
  const voters = votersOf(attendance, meeting.sitting);
  if (voters.length < meeting.quorum || !hasChair(attendance, meeting.sitting)) {
    throw new ConflictError('meeting.no-quorum', {
      facts: { present: voters.length, quorum: meeting.quorum },
    });
  }
  if (!voters.includes(actor.id)) throw new RuleRefusedError('meeting.not-a-voter');
  return { meeting, voters };
}

/** @throws {RuleRefusedError} `round.rulings-contradictory` with the first fault. */
function assertFeasible(facts: RoundFacts, ending: Ending): readonly UnwelcomeLoad[] {
  const { faults, unwelcome } = judgeEnding(createJudgingContext(facts), ending);
  const [first] = faults;
  if (first === undefined) return unwelcome;
  const { code } = first;
  throw new RuleRefusedError('round.rulings-contradictory', {
    facts: {
      fault: code,
      faults: faults.length,
      ...('dwellingId' in first ? { dwellingId: first.dwellingId } : { placeId: first.placeId }),
    },
  });
}

/**
 * What has changed since the facts were frozen and does not only stand in the way of single cases: it is accepted with a
 * reason, or stops the signing. What is to be decided now must also go with the facts of today, whoever has moved in.
 *
 * @throws {ConflictError} `round.stale`
 * @throws {RuleRefusedError} `ruling.rule-broken`, `round.rulings-contradictory`.
 */
async function acceptChanges(
  tx: Tx,
  cases: RoundCases,
  { staleReason, ending }: { readonly staleReason: string | null; readonly ending: Ending },
): Promise<readonly AcceptedChange[]> {
  const today = await freezeAgain(tx, cases.round);
  if (today === undefined)
    throw new ConflictError('round.stale', { facts: { changes: 1, kinds: 'policy-replaced' } });
  const changes = changesThatMatter(cases, { changes: compareFacts(cases.facts, today), ending });
  if (changes.length > 0 && staleReason === null) {
    const kinds = [...new Set(changes.map(({ kind }) => kind))].join(', ');
    throw new ConflictError('round.stale', { facts: { changes: changes.length, kinds } });
  }
  const facts = factsOfToday(cases.facts, today, ending);
  assertPairsStand(cases, facts, ending);
  assertFeasible(facts, ending);
  return changes.map((one) => toAcceptedChange(today, one));
}

/**
 * The facts of today, with the households and dwellings of the ending as they were frozen where they take no part any
 * more: they move in all the same, and their load counts.
 */
function factsOfToday(frozen: RoundFacts, today: RoundFacts, ending: Ending): RoundFacts {
  const households = new Set(today.households.map(({ id }) => id));
  const dwellings = new Set(today.dwellings.map(({ id }) => id));
  const given = new Set(ending.values());
  return {
    ...today,
    households: [
      ...today.households,
      ...frozen.households.filter(({ id }) => ending.has(id) && !households.has(id)),
    ],
    dwellings: [
      ...today.dwellings,
      ...frozen.dwellings.filter(({ id }) => given.has(id) && !dwellings.has(id)),
    ],
  };
}

/**
 * A reason why changes do not matter waives no hard rule: only a ruling with a legal basis does.
 *
 * @throws {RuleRefusedError} `ruling.rule-broken` with the first dwelling.
 */
function assertPairsStand({ rulings }: RoundCases, facts: RoundFacts, ending: Ending): void {
  const context = createJudgingContext(facts);
  const waivable: ReadonlySet<RuleCode> = new Set(readPolicy(facts.policy.content).waivableRules);
  for (const [householdId, dwellingId] of ending) {
    const household = householdOf(facts, householdId);
    const dwelling = facts.dwellings.find(({ id }) => id === dwellingId);
    if (household === undefined || dwelling === undefined) continue;
    const broken = failedRuleCodes(judgePair(context, household, dwelling).failedRules);
    const isWaived = (rulings.get(householdId)?.waiverLegalBasis ?? null) !== null;
    const refused = isWaived ? broken.filter((rule) => !waivable.has(rule)) : broken;
    if (refused.length === 0) continue;
    const mayBeWaived = refused.every((rule) => waivable.has(rule));
    throw new RuleRefusedError('ruling.rule-broken', {
      facts: { rules: refused.join(', '), mayBeWaived, dwellingId },
    });
  }
}

interface AddedSignature {
  readonly command: SignRound;
  readonly sitting: Sitting;
  readonly accepted: readonly AcceptedChange[];
}

/**
 * Adds the signature. @returns who has signed the same by now, the first to sign first: the same content, in the same
 * meeting, with everything accepted that has changed until now. Nobody stands for what changed after they signed.
 */
async function addSignature(
  tx: Tx,
  deps: SignRoundDeps,
  actor: Actor,
  { command, sitting, accepted }: AddedSignature,
): Promise<readonly string[]> {
  const { roundId, contentHash, staleReason } = command;
  const meetingId = sitting.meeting.id;
  const before = (await listSignatures(tx, roundId))
    .filter((signature) => signature.contentHash === contentHash && signature.meetingId === meetingId)
    .filter(({ acceptedChanges }) => coversChanges(acceptedChanges, accepted))
    .map(({ signedBy }) => signedBy);
  if (before.includes(actor.id)) throw new ConflictError('round.signed-already');
  await insertSignature(tx, actor.municipalityId, {
    id: deps.ids.next(),
    roundId,
    meetingId,
    contentHash,
    signedBy: actor.id,
    staleReason,
    acceptedChanges: accepted,
  });
  return [...new Set([...before, actor.id])];
}

function undecidedGroups(
  { decided }: RoundCases,
  { groups }: SigningContent,
): readonly (readonly string[])[] {
  return groups.map((group) => group.filter((id) => !decided.has(id))).filter((group) => group.length > 0);
}

function endingWithin(ending: Ending, householdIds: readonly string[]): Ending {
  const within = new Set(householdIds);
  return new Map([...ending].filter(([householdId]) => within.has(householdId)));
}
