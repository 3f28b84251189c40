import type { StateTable } from '../states/state-table.ts';

/** States of a meeting of the allocation committee (møte i tildelingsutvalget). */
export type MeetingState = 'planned' | 'open' | 'adjourned' | 'closed' | 'cancelled';

/** `open` also where an adjourned meeting goes on, as another sitting. */
export type MeetingAction = 'open' | 'adjourn' | 'close' | 'cancel';

/** Every transition of a meeting. */
export const MEETING_TRANSITIONS = {
  planned: { open: 'open', cancel: 'cancelled' },
  open: { adjourn: 'adjourned', close: 'closed' },
  adjourned: { open: 'open', close: 'closed' },
  closed: {},
  cancelled: {},
} as const satisfies StateTable<MeetingState, MeetingAction>;

/** In which capacity someone is present. A deputy (vara) sits for a member; a secretary and a guest have no vote. */
export type MeetingCapacity = 'chair' | 'member' | 'deputy' | 'secretary' | 'guest';

/** All capacities. */
export const MEETING_CAPACITIES = [
  'chair',
  'member',
  'deputy',
  'secretary',
  'guest',
] as const satisfies readonly MeetingCapacity[];

/** Whether somebody in this capacity counts for the quorum and may sign. */
export function hasVote(capacity: MeetingCapacity): boolean {
  return capacity !== 'secretary' && capacity !== 'guest';
}
