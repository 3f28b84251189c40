import { countNewlyMovedIn, type Db, inTenantSnapshot, readDisposedDwellings } from '@boligtrapp/database';
import {
  FIGURE_DEFINITIONS,
  type FigureDefinition,
  type PlainDateString,
  plainDate,
  type ReportedFigure,
  showBreakdown,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What {@link getStatistics} works with. */
export interface GetStatisticsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Which figures. */
export interface GetStatistics {
  readonly year: number;
  /** `public`: counts about few are left out, with all that would tell them; `internal`: as they are. */
  readonly form: 'public' | 'internal';
}

/** A figure with its definition; null where it is not shown. */
export interface Figure extends Omit<FigureDefinition, 'parts'> {
  readonly figure: ReportedFigure;
  /** The day that it is counted on; null for what happened in the whole year. */
  readonly on: PlainDateString | null;
  readonly value: number | null;
  readonly parts: readonly { readonly key: string; readonly title: string; readonly value: number | null }[];
}

/** The figures of a year. */
export interface Statistics extends GetStatistics {
  /** Last day of what is counted: today, where the year is not over. */
  readonly through: PlainDateString;
  readonly figures: readonly Figure[];
}

/**
 * The figures of a year that have a definition which is known, each with it. A year that is not over is counted through
 * today.
 *
 * @throws {RuleRefusedError} `record.date-in-the-future` for a year that has not begun.
 */
export async function getStatistics(
  deps: GetStatisticsDeps,
  actor: Actor,
  { year, form }: GetStatistics,
): Promise<Statistics> {
  authorise(actor, 'reports.read');
  const today = deps.clock.today();
  const [from, lastDay, until] = [dayOf(year, '01-01'), dayOf(year, '12-31'), dayOf(year + 1, '01-01')];
  if (from > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'year' });
  const through = lastDay < today ? lastDay : today;
  const { municipalityId } = actor;
  return await inTenantSnapshot(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const dwellings = await readDisposedDwellings(tx, municipalityId, through);
    const { owned, leasedIn, allocationRight, wheelchairAccessible } = dwellings;
    const all = owned + leasedIn + allocationRight;
    const moved = await countNewlyMovedIn(tx, municipalityId, { from, until }, hidden);
    const figures = [
      toFigure('dwellings', through, form, [owned, leasedIn, allocationRight]),
      toFigure('wheelchair', through, form, [wheelchairAccessible, all - wheelchairAccessible]),
      toFigure('newly-moved-in', null, form, [moved]),
    ];
    // One total stands in both breakdowns: what the one leaves out the other must not tell.
    const isTotalHidden = figures.some(({ on, value }) => on !== null && value === null);
    const shown = figures.map((figure) =>
      isTotalHidden && figure.on !== null ? withoutValues(figure) : figure,
    );
    return { year, form, through, figures: shown };
  });
}

function dayOf(year: number, day: string): PlainDateString {
  return plainDate(`${year}-${day}`);
}

function toFigure(
  figure: ReportedFigure,
  on: PlainDateString | null,
  form: GetStatistics['form'],
  counts: readonly number[],
): Figure {
  const { parts, ...definition } = FIGURE_DEFINITIONS[figure];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shown = form === 'public' ? showBreakdown(counts) : { total, parts: counts };
  return {
    figure,
    ...definition,
    on,
    value: shown.total,
    parts: parts.map((part, index) => ({ ...part, value: shown.parts[index] ?? null })),
  };
}

function withoutValues(figure: Figure): Figure {
  return { ...figure, value: null, parts: figure.parts.map((part) => ({ ...part, value: null })) };
}
