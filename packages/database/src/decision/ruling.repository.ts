import type { RulingOutcome } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What the committee says about a case, until it is signed. */
export interface RulingRow {
  readonly householdId: string;
  readonly outcome: RulingOutcome;
  readonly dwellingId: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly waiverLegalBasis: string | null;
  readonly ruledBy: string;
  readonly version: number;
}

/** The rulings of a round, by household. */
export async function listRulings(tx: Tx, roundId: string): Promise<readonly RulingRow[]> {
  return await tx
    .selectFrom('rulings')
    .where('round_id', '=', roundId)
    .select([
      'household_id as householdId',
      'outcome',
      'dwelling_id as dwellingId',
      'reason_code as reasonCode',
      'reason',
      'waiver_legal_basis as waiverLegalBasis',
      'ruled_by as ruledBy',
      'version',
    ])
    .orderBy('household_id')
    .execute();
}

/** Stores a ruling in place of the one before. The caller holds the round's lock. @returns the new version. */
export async function upsertRuling(
  tx: Tx,
  key: { readonly municipalityId: string; readonly roundId: string },
  ruling: Omit<RulingRow, 'version'>,
): Promise<number> {
  const values = {
    outcome: ruling.outcome,
    dwelling_id: ruling.dwellingId,
    reason_code: ruling.reasonCode,
    reason: ruling.reason,
    waiver_legal_basis: ruling.waiverLegalBasis,
    ruled_by: ruling.ruledBy,
  };
  const { version } = await tx
    .insertInto('rulings')
    .values({
      municipality_id: key.municipalityId,
      round_id: key.roundId,
      household_id: ruling.householdId,
      ...values,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'round_id', 'household_id'])
        .doUpdateSet({ ...values, ruled_at: sql`now()`, version: sql`rulings.version + 1` }),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** A signature under the content of a round. */
export interface SignatureRow {
  readonly meetingId: string;
  readonly contentHash: string;
  readonly signedBy: string;
  readonly signedAt: string;
  readonly staleReason: string | null;
  readonly acceptedChanges: unknown;
}

/** The signatures of a round, from the first. */
export async function listSignatures(tx: Tx, roundId: string): Promise<readonly SignatureRow[]> {
  return await tx
    .selectFrom('round_signatures')
    .where('round_id', '=', roundId)
    .select([
      'meeting_id as meetingId',
      'content_hash as contentHash',
      'signed_by as signedBy',
      'signed_at as signedAt',
      'stale_reason as staleReason',
      'accepted_changes as acceptedChanges',
    ])
    .orderBy('id')
    .execute();
}

/** Adds a signature. The caller holds the round's lock and has seen that this person has not signed the content. */
export async function insertSignature(
  tx: Tx,
  municipalityId: string,
  signature: {
    readonly id: string;
    readonly roundId: string;
    readonly meetingId: string;
    readonly contentHash: string;
    readonly signedBy: string;
    readonly staleReason: string | null;
    readonly acceptedChanges: readonly object[];
  },
): Promise<void> {
  await tx
    .insertInto('round_signatures')
    .values({
      municipality_id: municipalityId,
      id: signature.id,
      round_id: signature.roundId,
      meeting_id: signature.meetingId,
      content_hash: signature.contentHash,
      signed_by: signature.signedBy,
      stale_reason: signature.staleReason,
      accepted_changes: JSON.stringify(signature.acceptedChanges),
    })
    .execute();
}

/** Stores the minutes of a round; the database checks that the hash is that of these very bytes. */
export async function insertProtocol(
  tx: Tx,
  municipalityId: string,
  protocol: {
    readonly roundId: string;
    readonly meetingId: string;
    readonly document: string;
    readonly documentHash: string;
  },
): Promise<void> {
  await tx
    .insertInto('protocols')
    .values({
      municipality_id: municipalityId,
      round_id: protocol.roundId,
      meeting_id: protocol.meetingId,
      document: protocol.document,
      document_hash: protocol.documentHash,
    })
    .execute();
}

/** The minutes of a round, or undefined until it is signed. */
export async function findProtocol(
  tx: Tx,
  roundId: string,
): Promise<{ readonly document: string; readonly documentHash: string } | undefined> {
  return await tx
    .selectFrom('protocols')
    .where('round_id', '=', roundId)
    .select(['document', 'document_hash as documentHash'])
    .executeTakeFirst();
}
