import type { DwellingRole } from '../dwelling/dwelling-role-states.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';

/** What a unit is used for in a period; null for no beginning, or no end (half-open). */
export interface DwellingUse {
  readonly role: DwellingRole;
  readonly from: PlainDateString | null;
  readonly to: PlainDateString | null;
}

/** A time without a break in which a unit is used as a dwelling; half-open. */
interface Span {
  readonly from: PlainDateString | null;
  readonly to: PlainDateString | null;
}

/**
 * The first day from `from` on that the unit is used as a dwelling, or undefined where no such day is known. Where
 * `through` is given, it must be one without a break until then (inclusive). Periods that touch count as one; of a time
 * for which nothing is recorded nobody can say that it is a dwelling.
 */
export function firstDayAsDwelling(
  uses: readonly DwellingUse[],
  from: PlainDateString,
  through: PlainDateString | null,
): PlainDateString | undefined {
  const lasting = through === null ? from : laterOf(from, through);
  const span = spansAsDwelling(uses).find(
    ({ from: begins, to }) =>
      (to === null || to > lasting) && (through === null || begins === null || begins <= lasting),
  );
  if (span === undefined) return undefined;
  return span.from === null ? from : laterOf(span.from, from);
}

function spansAsDwelling(uses: readonly DwellingUse[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { role, from, to } of uses.toSorted(byBeginning)) {
    if (role !== 'dwelling') continue;
    const last = spans.at(-1);
    if (last !== undefined && last.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}

function byBeginning(a: DwellingUse, b: DwellingUse): number {
  const [first, second] = [a.from ?? '', b.from ?? ''];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
