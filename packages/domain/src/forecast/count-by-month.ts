import type { Level, Track } from '../ladder/ladder.ts';
import type { Certainty } from '../policy/rotation-policy.ts';
import { CERTAINTIES } from './certainty.ts';
import type { ForecastVacancy } from './forecast-vacancies.ts';
import type { StockLoss } from './lease-in.ts';

/** What a forecast expects of one step in one month. */
export interface MonthOfForecast {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly track: Track;
  readonly level: Level;
  /** Dwellings that become available in the month, by how sure that is. */
  readonly vacancies: Readonly<Record<Certainty, number>>;
  /** Dwellings that leave the stock in it. */
  readonly leaving: number;
}

/** Counts a forecast by month, track and level, in this order; months of which nothing is expected are left out. */
export function countByMonth(
  vacancies: readonly ForecastVacancy[],
  losses: readonly StockLoss[],
): readonly MonthOfForecast[] {
  const days = [
    ...vacancies.map(({ availableFrom, track, level, certainty }) => ({
      month: availableFrom.slice(0, 7),
      track,
      level,
      certainty,
    })),
    ...losses.map(({ leavesOn, track, level }) => ({
      month: leavesOn.slice(0, 7),
      track,
      level,
      certainty: null,
    })),
  ];
  const groups = Map.groupBy(days, ({ month, track, level }) => `${month} ${track} ${level}`);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]): readonly MonthOfForecast[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { month, track, level } = first;
      const count = (of: Certainty | null): number =>
        group.filter(({ certainty }) => certainty === of).length;
      const [certain = 0, likely = 0, possible = 0] = CERTAINTIES.map(count);
      return [{ month, track, level, vacancies: { certain, likely, possible }, leaving: count(null) }];
    });
}
