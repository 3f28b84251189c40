/** One event of a calendar: its properties by name, parameters included (`DTSTART;VALUE=DATE`). */
export type CalendarEntry = Readonly<Record<string, string>>;

/** The events of an iCalendar text, its folded lines joined. */
export function readCalendar(text: string): readonly CalendarEntry[] {
  const lines = text.replaceAll(/\r\n[ \t]/gu, '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const [, name, value] = /^([^:]+):(.*)$/u.exec(line) ?? [];
    const event = events.at(-1);
    if (event !== undefined && name !== undefined && name !== 'BEGIN' && name !== 'END')
      event[name] = value ?? '';
  }
  return events;
}
