import type { StateTable } from '../states/state-table.ts';

/** States of a copy of somebody's data. `nothing-held`: there is no such person or case any more. */
export type PersonDataExportState = 'requested' | 'ready' | 'nothing-held' | 'expired';

/** What may happen to it. `expire`: the time for fetching it is over, and its content goes. */
export type PersonDataExportAction = 'make' | 'find-nothing' | 'expire';

/** Every transition of a copy of somebody's data. */
export const PERSON_DATA_EXPORT_TRANSITIONS = {
  requested: { make: 'ready', 'find-nothing': 'nothing-held' },
  ready: { expire: 'expired' },
  'nothing-held': {},
  expired: {},
} as const satisfies StateTable<PersonDataExportState, PersonDataExportAction>;

/** Days for which a copy can be fetched; a limit of the product, so that no copy lies about. */
export const EXPORT_KEPT_DAYS = 7;
