import type { StateTable } from '../states/state-table.ts';

/** What a unit is used for on a day. `staff-base`: personalbase, as the first unit of a modulhus is. */
export type DwellingRole = 'dwelling' | 'staff-base' | 'repair' | 'out-of-use';
/** What turns a unit from staff base to dwelling, and back. */
export type DwellingRoleAction = 'open-as-dwelling' | 'take-as-base';

/**
 * Every change of role that rests on the load of the place. Repairs and taking out of use do not, and are not here. A role
 * comes and goes and has no end, so it is no state of a case and not among STATE_TABLES.
 */
export const DWELLING_ROLE_TRANSITIONS = {
  'staff-base': { 'open-as-dwelling': 'dwelling' },
  dwelling: { 'take-as-base': 'staff-base' },
  repair: {},
  'out-of-use': {},
} as const satisfies StateTable<DwellingRole, DwellingRoleAction>;
