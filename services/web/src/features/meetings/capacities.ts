import type { Schemas } from '@boligtrapp/client';

/** As what somebody can be present in a meeting. */
export const CAPACITIES = [
  'chair',
  'member',
  'deputy',
  'secretary',
  'guest',
] as const satisfies readonly Schemas['AttendanceRegistration']['capacity'][];

/** Whether somebody in this capacity has a vote, and so may sign. */
export function hasVote(capacity: (typeof CAPACITIES)[number]): boolean {
  return capacity !== 'secretary' && capacity !== 'guest';
}

/** Who has a vote in the present sitting of a meeting. */
export function votersOf({
  attendance,
  sitting,
}: Pick<Schemas['MeetingDetails'], 'attendance' | 'sitting'>): Schemas['MeetingDetails']['attendance'] {
  return attendance.filter((row) => row.sitting === sitting && hasVote(row.capacity));
}
