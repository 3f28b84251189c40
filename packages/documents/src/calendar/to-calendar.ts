import type { PlainDateString } from '@boligtrapp/domain';
import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator';

/** Something that happens on a day, or at an instant. */
export interface CalendarEvent {
  /** The same for the same thing in every version of the calendar; unique in it. */
  readonly id: string;
  /** What it is, without names: a calendar is read by more programs than ours. */
  readonly summary: string;
  readonly when: { readonly onDate: PlainDateString } | { readonly at: string; readonly minutes: number };
  readonly url?: string;
}

/** A calendar to be written. */
export interface Calendar {
  readonly name: string;
  /** Host of the system, for the UIDs. */
  readonly domain: string;
  /** Instant (ISO 8601, UTC) of what it tells; it stands in each event. */
  readonly writtenAt: string;
  readonly events: readonly CalendarEvent[];
}

/** The calendar as iCalendar text (RFC 5545): days are whole days without zone, instants are in UTC. */
export function toCalendar({ name, domain, writtenAt, events }: Calendar): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Boligtrapp', product: 'Boligtrapp', language: 'NO' },
  });
  for (const { id, summary, when, url } of events) {
    calendar.createEvent({
      id: `${id}@${domain}`,
      summary: oneLine(summary),
      stamp: Temporal.Instant.from(writtenAt),
      ...(url === undefined ? {} : { url }),
      ...period(when),
    });
  }
  return calendar.toString();
}

function period(when: CalendarEvent['when']): ICalEventData {
  if ('onDate' in when) return { start: Temporal.PlainDate.from(when.onDate), allDay: true };
  const start = Temporal.Instant.from(when.at);
  return { start, end: start.add({ minutes: when.minutes }) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
