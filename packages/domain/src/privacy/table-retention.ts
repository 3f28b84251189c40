import type { RetentionRuleCode } from './retention-rules.ts';

/**
 * What a table holds of people. `case`: rows that belong to the case of one household; `shared`: texts about several
 * households at once, by ids; `staff`: only who did something; `trace`: who changed and read what, by ids; `technical`:
 * kept for hours or days by the product; `none`: nothing about people.
 */
export type TableClass = 'case' | 'shared' | 'staff' | 'trace' | 'technical' | 'none';

/** The retention of one table. */
export interface TableRetention {
  readonly class: TableClass;
  /** Rules by which its rows are blocked or destroyed; empty where they are kept. */
  readonly rules: readonly RetentionRuleCode[];
  /** What becomes of its rows otherwise, and why. */
  readonly otherwise: string;
}

const CASE =
  'kept with its case; blocked with it, never destroyed without a rule or permission of Nasjonalarkivet';
const NO_PEOPLE =
  'about places, dwellings or rules; nothing about people but the user ids of those who changed it';
const GUARD =
  'kept as long as the person or household is: what guards people with a protected address is never out of sight';
const RECORD_OF_RULES = 'kept: part of what proves how decisions were made';
const PRIVACY = 'kept: the proof of what was destroyed, blocked and handed out; ids only';

function inCase(...more: readonly RetentionRuleCode[]): TableRetention {
  return { class: 'case', rules: ['closed-case', ...more], otherwise: CASE };
}

function kept(tableClass: TableClass, otherwise: string): TableRetention {
  return { class: tableClass, rules: [], otherwise };
}

/** The retention of every table of the database; a test holds it against the catalog, so that none is forgotten. */
export const TABLE_RETENTION: Readonly<Record<string, TableRetention>> = {
  access_events: kept('trace', 'kept: who read what; ids only. Anchors outside the database cover it'),
  address_protection_changes: kept('shared', GUARD),
  address_protections: kept('shared', GUARD),
  appeal_panels: inCase(),
  appeals: inCase(),
  application_assignments: inCase(),
  applied_migrations: kept('none', 'which migrations ran'),
  assessments: inCase('never-applied'),
  attendance: kept('staff', 'kept: part of the minutes of a meeting'),
  audit_events: kept('trace', 'kept: who changed what; ids and codes only. Its chain must stay whole'),
  audit_heads: kept('trace', 'one row, overwritten: the sealed head of the chain'),
  buildings: kept('none', NO_PEOPLE),
  calendar_links: kept('staff', 'kept: who could read the deadlines, and until when'),
  career_plan_steps: inCase('draft-career-plan'),
  career_plan_versions: inCase('draft-career-plan'),
  career_plans: inCase('draft-career-plan'),
  case_access_grants: kept('shared', GUARD),
  case_blocks: kept('trace', PRIVACY),
  case_tasks: inCase(),
  corrections: inCase(),
  data_keys: kept('none', 'keys, wrapped by keys that are not in the database'),
  decisions: inCase(),
  dissents: inCase(),
  districts: kept('none', NO_PEOPLE),
  documents: inCase('unsent-letter'),
  dwelling_periods: kept('none', NO_PEOPLE),
  dwellings: kept('none', NO_PEOPLE),
  entitlements: inCase(),
  environment_reports: kept(
    'none',
    'about a building or neighbourhood, by level and count; nothing about people',
  ),
  erasure_ledger: kept('trace', PRIVACY),
  external_ids: kept('none', NO_PEOPLE),
  follow_up_assignments: inCase(),
  follow_up_notes: inCase(),
  follow_ups: inCase(),
  handover_items: inCase(),
  handovers: inCase(),
  household_members: inCase('never-applied'),
  household_merges: inCase(),
  households: inCase('never-applied'),
  housing_applications: inCase(),
  idempotency_keys: kept('technical', 'destroyed 24 hours after the request, every night'),
  identity_lookups: {
    class: 'technical',
    rules: ['never-applied'],
    otherwise: 'kept with the person, whom it makes one of a kind: keyed hashes of identity numbers',
  },
  import_faults: kept('technical', 'kept with the import: rows and columns at fault, never a value'),
  import_file_parts: kept(
    'technical',
    'destroyed when the import is over, at once where an identity number is found in it, and after 14 days at most',
  ),
  import_rows: kept('none', 'kept: which rows made or changed which dwelling or place, without their values'),
  import_runs: kept('staff', 'kept: who sent which file in, who approved it, and counts'),
  incident_households: inCase(),
  incidents: kept(
    'none',
    'coded, about a building or dwelling; whom it is put down to stands in incident_households',
  ),
  keep_apart: inCase(),
  keep_apart_reviews: inCase(),
  kobo_conflicts: kept('none', NO_PEOPLE),
  kobo_hints: kept('none', NO_PEOPLE),
  kobo_ledger: kept('none', NO_PEOPLE),
  kobo_links: kept('none', NO_PEOPLE),
  kobo_owners: kept('none', NO_PEOPLE),
  kobo_questions: kept('none', NO_PEOPLE),
  kobo_value_pairs: kept('none', NO_PEOPLE),
  lease_deposits: inCase(),
  lease_notices: inCase(),
  lease_party_changes: inCase(),
  lease_rents: inCase(),
  leases: inCase(),
  letter_senders: kept('staff', 'kept: who signed the letters of a time'),
  letter_templates: kept('none', NO_PEOPLE),
  lots: kept('shared', RECORD_OF_RULES),
  meeting_items: inCase(),
  meetings: kept('staff', 'kept: part of the minutes of a meeting'),
  municipalities: kept('none', NO_PEOPLE),
  neighbourhoods: kept('none', NO_PEOPLE),
  notice_letters: inCase('unsent-letter'),
  notice_sendings: inCase(),
  occupancy_requests: inCase(),
  offer_refusals: inCase(),
  offers: inCase(),
  outgoing_documents: kept('trace', 'kept: what the archive got, and when; ids only'),
  outbox: kept('technical', 'destroyed 30 days after it was relayed, every night; ids only'),
  overrides: inCase(),
  person_data_exports: kept(
    'technical',
    'the content is destroyed seven days after it was made; who asked for it, and why, is kept',
  ),
  persons: inCase('never-applied'),
  place_caps: kept('none', NO_PEOPLE),
  place_statuses: kept('none', NO_PEOPLE),
  policy_impact_runs: kept('shared', RECORD_OF_RULES),
  policy_sets: kept('none', NO_PEOPLE),
  prepared_notices: inCase(),
  proposals: kept('shared', RECORD_OF_RULES),
  'protected.addresses': kept(
    'shared',
    'kept with the person and destroyed with it; ciphertext, read by named people alone',
  ),
  protocols: kept('shared', 'kept: minutes, by ids; read by nobody while a case in them is blocked'),
  queue_events: inCase(),
  queue_moves: inCase(),
  queue_places: inCase(),
  recusals: inCase(),
  report_deliveries: kept('none', NO_PEOPLE),
  report_subscriptions: kept('staff', 'kept: which role was told of reports'),
  retention_figures: kept('staff', PRIVACY),
  retention_items: kept('trace', PRIVACY),
  retention_runs: kept('staff', PRIVACY),
  review_inputs: inCase(),
  review_protocols: inCase(),
  review_rulings: inCase(),
  review_signatures: inCase(),
  review_snapshots: inCase(),
  reviews: inCase(),
  role_changes: kept('none', NO_PEOPLE),
  rotation_flags: inCase(),
  rotation_run_flags: kept('shared', 'kept: which findings held on a night, by ids'),
  rotation_runs: kept('none', 'counts'),
  round_signatures: kept('staff', RECORD_OF_RULES),
  round_snapshots: kept(
    'shared',
    'kept: what a round was computed from, by ids and needs, without names; a blocked case is left out of what is shown of it',
  ),
  rounds: kept('none', NO_PEOPLE),
  rulings: inCase(),
  staff: kept('staff', 'kept as long as somebody works there: overwritten by the administration'),
  staff_directory: kept('staff', 'kept: says who the ids in minutes and traces are'),
  staff_sessions: kept('technical', 'destroyed 30 days after the session could last'),
  staffing: kept('none', NO_PEOPLE),
  successions: inCase(),
  verdicts: kept(
    'shared',
    'kept: every pair of a round judged, by ids and codes; a blocked case is left out of what is shown of it',
  ),
  visit_outcomes: inCase(),
  webhook_cursors: kept('none', 'how far the audit trail has been told'),
  webhook_deliveries: kept('technical', 'destroyed with their events, every night; ids only'),
  webhook_events: kept('technical', 'destroyed 90 days after they were recorded, every night; ids only'),
  webhook_messages: kept('technical', 'destroyed with their events, every night; ids only'),
  webhook_subscriptions: kept('none', NO_PEOPLE),
};
