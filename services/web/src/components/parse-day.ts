const WITH_MARKS = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$/;
const DIGITS = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/;
const AS_MACHINES = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/**
 * A civil date as people type it (`31.12.2026`, `31.12.26`, `311226`, `31122026`, `3112`, `1/3-2027`, `2026-12-31`) in the
 * form of the API, `2026-12-31`; undefined for what is no date, or no day of the calendar. A day without a year is of the
 * year of `today`, which has the form of the API.
 */
export function parseDay(typed: string, today: string): string | undefined {
  const text = typed.trim();
  const byMachine = AS_MACHINES.exec(text);
  if (byMachine !== null) return dayOf(byMachine[1], byMachine[2], byMachine[3]);
  const byHand = WITH_MARKS.exec(text) ?? DIGITS.exec(text);
  if (byHand === null) return undefined;
  const [, day, month, year = today.slice(0, 4)] = byHand;
  return dayOf(year.length === 2 ? `20${year}` : year, month, day);
}

/** `2026-12-31` as `31.12.2026`. */
export function writeDay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}.${month}.${year}`;
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : undefined;
}
