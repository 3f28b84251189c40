/**
 * A calendar that can only step to the next day, for checking date arithmetic against something that shares no
 * code with it: no Temporal, no Date, nothing added or compared but day, month and year.
 */
export interface WalkedDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function lengthOfMonth({ year, month }: WalkedDay): number {
  if (month === 2) {
    return isLeapYear(year) ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether `day` is the last of its month. */
export function isLastOfMonth(day: WalkedDay): boolean {
  return day.day === lengthOfMonth(day);
}

/** The day after `day`. */
export function nextDay(day: WalkedDay): WalkedDay {
  if (!isLastOfMonth(day)) {
    return { ...day, day: day.day + 1 };
  }
  return day.month === 12
    ? { year: day.year + 1, month: 1, day: 1 }
    : { year: day.year, month: day.month + 1, day: 1 };
}

/** `text`, a date that exists, as a day to walk from. */
export function walkFrom(text: string): WalkedDay {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

/** The day as `YYYY-MM-DD`. */
export function written({ year, month, day }: WalkedDay): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}

/** The first day reached, `months` months on, that has the number of `from` or is the last of its month. */
export function walkMonths(from: WalkedDay, months: number): WalkedDay {
  let today = from;
  let left = months;
  while (left > 0) {
    today = nextDay(today);
    left -= today.day === 1 ? 1 : 0;
  }
  while (today.day !== from.day && !isLastOfMonth(today)) {
    today = nextDay(today);
  }
  return today;
}

/** Steps from `from` until `to` is reached; `to` must not be earlier. */
export function walkedDaysBetween(from: WalkedDay, to: WalkedDay): number {
  let days = 0;
  for (let today = from; written(today) !== written(to); today = nextDay(today)) {
    days += 1;
  }
  return days;
}
