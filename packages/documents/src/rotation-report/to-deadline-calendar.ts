import type { FindingGroup } from '@boligtrapp/domain';
import { toCalendar } from '../calendar/to-calendar.ts';
import { KIND_WORDS } from './report-words.ts';

/** What the calendar of deadlines is made of. */
export interface DeadlineCalendar {
  /** Host of the system, for the ids of the events. */
  readonly domain: string;
  /** Instant (UTC) of what it tells. */
  readonly writtenAt: string;
  readonly groups: readonly FindingGroup[];
}

/**
 * The days that matter as a calendar, one event for each kind and day. It tells how many, and nothing about whom: no
 * name, no household, no dwelling.
 */
export function toDeadlineCalendar({ domain, writtenAt, groups }: DeadlineCalendar): string {
  return toCalendar({
    name: 'Rullering',
    domain,
    writtenAt,
    events: groups.map(({ kind, dueOn, count }) => ({
      id: `${kind}-${dueOn}`,
      summary: `${KIND_WORDS[kind]}: ${count}`,
      when: { onDate: dueOn },
    })),
  });
}
