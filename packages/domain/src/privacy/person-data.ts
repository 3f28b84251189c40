/** A row of a table as JSON has it, by the names of its columns. */
export type DataRow = Readonly<Record<string, unknown>>;

/** Why a column is left out of a copy that a person gets. */
export type WithheldBecause =
  /** Who of the staff did something: the list of who has seen the case tells roles. */
  | 'staff'
  /** It tells of somebody else. */
  | 'third-party'
  /** It says nothing about anybody: keys, versions, hashes. */
  | 'technical'
  /** A file, which the case officer hands out with the copy. */
  | 'file';

const STAFF_COLUMNS: ReadonlySet<string> = new Set(['member', 'owner', 'assigned_to', 'actor']);
const TECHNICAL_COLUMNS: ReadonlySet<string> = new Set([
  'municipality_id',
  'version',
  'blocked_at',
  'place_id',
  'binds_during',
  'sha256',
  'facts_hash',
  'document_hash',
  'content_hash',
]);

/** Columns that tell of somebody else, or are handed out in another way, by table. */
const WITHHELD: Readonly<Record<string, Readonly<Record<string, WithheldBecause>>>> = {
  // A copy may go to the very person from whom somebody of the household is protected.
  address_protection_changes: { person_id: 'third-party', grade: 'third-party', changed_at: 'third-party' },
  address_protections: { person_id: 'third-party', grade: 'third-party' },
  application_assignments: { reason: 'staff' },
  case_access_grants: { reason: 'staff', ended_because: 'staff' },
  documents: { bytes: 'file' },
  household_merges: { reason: 'third-party' },
  // Nothing but a keyed hash: it tells nobody anything.
  identity_lookups: { hash: 'technical', lookup_key_id: 'technical', person_id: 'third-party' },
  keep_apart: {
    household_a_id: 'third-party',
    household_b_id: 'third-party',
    restricted_reason: 'third-party',
  },
  keep_apart_reviews: { restricted_note: 'third-party' },
  lease_party_changes: { former_lease_id: 'third-party' },
  // The names of all who get the letter stand in it.
  notice_letters: { data: 'file' },
  offers: { waits_for_id: 'third-party', chain_id: 'technical' },
  recusals: { ground: 'staff' },
  successions: { facts: 'third-party', after_offer_id: 'third-party' },
};

/** Texts in which somebody may have written about others: read by the case officer before they are handed out. */
export const TEXTS_TO_READ: readonly string[] = [
  'appeals.outcome_reason',
  'appeals.statement',
  'corrections.reason',
  'decisions.reason',
  'dissents.reason',
  'entitlements.reason',
  'follow_up_notes.note',
  'occupancy_requests.reason',
  'offer_refusals.assessment_reason',
  'prepared_notices.discard_note',
  'review_inputs.remark',
  'review_inputs.wish',
  'review_protocols.document',
  'review_rulings.reason',
  'review_snapshots.facts',
  'rulings.reason',
  'successions.discard_reason',
];

/** Why the column is left out of a copy for the person; undefined where it is handed out. */
export function withheldBecause(table: string, column: string): WithheldBecause | undefined {
  const own = WITHHELD[table]?.[column];
  if (own !== undefined) return own;
  if (TECHNICAL_COLUMNS.has(column)) return 'technical';
  return column.endsWith('_by') || STAFF_COLUMNS.has(column) ? 'staff' : undefined;
}

/** The row as the person gets it. What the archive reads is whole, but for the bytes of files. */
export function disclose(kind: 'access' | 'archive', table: string, row: DataRow): DataRow {
  const isOut = (column: string): boolean =>
    kind === 'access'
      ? withheldBecause(table, column) !== undefined
      : column === 'municipality_id' || column === 'bytes';
  return Object.fromEntries(Object.entries(row).filter(([column]) => !isOut(column)));
}

/** Whether a member of a household may have the whole case: the others have what is held on themselves. */
export function mayHaveCase(relation: string): boolean {
  return relation === 'applicant' || relation === 'partner';
}
