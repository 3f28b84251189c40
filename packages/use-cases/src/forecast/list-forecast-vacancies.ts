import { type Db, findPolicyInForce, inTenant } from '@boligtrapp/database';
import {
  addMonthsClamped,
  type Certainty,
  countByMonth,
  DEFAULT_POLICY,
  type ForecastVacancy,
  forecastLosses,
  isSureEnough,
  type Level,
  type MonthOfForecast,
  type PlainDateString,
  type StockLoss,
  type Track,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { readForecast } from './read-forecast.ts';

/** What {@link listForecastVacancies} works with; ids are for the access log. */
export interface ListForecastDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Which part of the forecast of today. */
export interface ListForecastVacancies {
  /** Last day (inclusive); a year ahead where nothing is said. */
  readonly until?: PlainDateString | undefined;
  /** The least sure class; every one where nothing is said. */
  readonly certainty?: Certainty | undefined;
  readonly track?: Track | undefined;
  readonly level?: Level | undefined;
}

/** The forecast of a day. */
export interface ForecastView {
  readonly on: PlainDateString;
  readonly until: PlainDateString;
  /** By day. The lease is null where nobody lived there. */
  readonly vacancies: readonly ForecastVacancy[];
  /** Dwellings that the municipality no longer leases in, by day. */
  readonly leaving: readonly StockLoss[];
  readonly months: readonly MonthOfForecast[];
}

const MONTHS_AHEAD = 12;

/**
 * Which dwellings are expected to become vacant, computed from what is known now and never stored, by the policy that is
 * in force today; and which leave the stock. A dwelling whose tenant's case does not exist for the actor is left out while
 * it is let. The reading is logged for every household whose lease is named.
 *
 * @throws {RuleRefusedError} `record.date-in-the-past`
 */
export async function listForecastVacancies(
  deps: ListForecastDeps,
  actor: Actor,
  query: ListForecastVacancies,
): Promise<ForecastView> {
  authorise(actor, 'rotation.read');
  const on = deps.clock.today();
  const until = query.until ?? addMonthsClamped(on, MONTHS_AHEAD);
  if (until < on) throw new RuleRefusedError('record.date-in-the-past', { field: 'until' });
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const policy = (await findPolicyInForce(tx, on))?.content ?? DEFAULT_POLICY;
    const tracks = query.track === undefined ? undefined : [query.track];
    const hidden = await hiddenHouseholds(tx, actor);
    const forecast = await readForecast(tx, { on, tracks, policy, usedThrough: null, hidden });
    const rows = new Map(forecast.outlooks.map((row) => [row.dwellingId, row]));
    const isAsked = ({ level }: { level: Level }): boolean =>
      query.level === undefined || level === query.level;
    const least = query.certainty ?? 'possible';
    const vacancies = forecast.vacancies.filter(
      (one) => isAsked(one) && one.availableFrom <= until && isSureEnough(one.certainty, least),
    );
    const leaving = forecastLosses(forecast.outlooks, on).filter(
      (one) => isAsked(one) && one.leavesOn <= until,
    );
    const view = {
      vacancies,
      leaving,
    };
    await logAccess(tx, deps, actor, {
      operation: 'list-forecast-vacancies',
      householdIds: [...view.vacancies, ...view.leaving].flatMap(({ dwellingId, leaseId }) =>
        leaseId === null ? [] : (rows.get(dwellingId)?.householdId ?? []),
      ),
    });
    return { on, until, ...view, months: countByMonth(vacancies, leaving) };
  });
}
