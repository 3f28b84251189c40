import {
  findMeeting,
  insertProtocol,
  listAttendance,
  listDissents,
  listRecusals,
  listSignatures,
  markRoundClosed,
  type Tx,
} from '@boligtrapp/database';
import { sha256Hex, toCanonicalJson } from '@boligtrapp/matching';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { changesForMinutes } from './accepted-changes.ts';
import { loadCases, signingContentOf } from './load-cases.ts';

/**
 * Closes a round whose cases are all decided, and stores its minutes: who was present, who was recused and who
 * disagreed, every case with its reason, the rules, facts and proposal it rests on, and who signed. Ids and reasons, no
 * names. @returns the hash of the minutes.
 */
export async function closeRound(
  tx: Tx,
  actor: Actor,
  { roundId, meetingId }: { readonly roundId: string; readonly meetingId: string },
): Promise<string> {
  await markRoundClosed(tx, roundId);
  const document = await composeProtocol(tx, { roundId, meetingId });
  const documentHash = sha256Hex(document);
  await insertProtocol(tx, actor.municipalityId, {
    roundId,
    meetingId,
    document: toCanonicalJson(document),
    documentHash,
  });
  await appendAuditEvent(tx, actor, {
    action: 'round.closed',
    objectKind: 'round',
    objectId: roundId,
    after: { protocolHash: documentHash, meetingId },
  });
  return documentHash;
}

/** What stands in the minutes, format boligtrapp-protocol/1. */
export type ProtocolDocument = Awaited<ReturnType<typeof composeProtocol>>;

async function composeProtocol(tx: Tx, { roundId, meetingId }: { roundId: string; meetingId: string }) {
  const cases = await loadCases(tx, roundId);
  const content = signingContentOf(cases);
  const meeting = await findMeeting(tx, meetingId);
  const ruledOn = content.cases.map(({ householdId }) => householdId);
  const dissents = await listDissents(tx, meetingId);
  const { round, facts } = cases;
  return {
    format: 'boligtrapp-protocol/1',
    meeting: {
      id: meetingId,
      meetingOn: meeting?.meetingOn ?? round.meetingOn,
      quorum: meeting?.quorum ?? 0,
      attendance: (await listAttendance(tx, meetingId)).map((attendee) => ({ ...attendee })),
    },
    round: {
      id: roundId,
      reference: round.reference,
      factsHash: round.factsHash,
      solutionHash: cases.solutionHash,
      engineVersion: cases.engineVersion,
      policySetId: facts.policy.id,
      policyHash: facts.policy.hash,
    },
    recusals: (await listRecusals(tx, ruledOn)).map((recusal) => ({ ...recusal })),
    dissents: dissents
      .filter((dissent) => dissent.roundId === roundId)
      .map(({ householdId, member, reason }) => ({ householdId, member, reason })),
    cases: content.cases.map((item) => ({
      ...item,
      decisions: cases.decisions
        .filter(({ householdId }) => householdId === item.householdId)
        .map(({ id, outcome, decidedBy, countersignedBy, chainId, softBreaks, brokenRules }) => ({
          id,
          outcome,
          decidedBy,
          countersignedBy,
          chainId,
          softBreaks,
          brokenRules: brokenRules ?? [],
        })),
    })),
    signatures: (await listSignatures(tx, roundId)).map((signature) => ({
      ...signature,
      acceptedChanges: changesForMinutes(signature.acceptedChanges),
    })),
  };
}
