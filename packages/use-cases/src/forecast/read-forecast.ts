import { type OutlookQuery, type OutlookRow, readOutlooks, type Tx } from '@boligtrapp/database';
import {
  type ForecastVacancy,
  forecastVacancies,
  type LeaseOptions,
  type PlainDateString,
  type PolicyContent,
  readPolicy,
} from '@boligtrapp/domain';

/** Which forecast, by whose rules. */
export interface ReadForecast extends OutlookQuery {
  readonly policy: PolicyContent;
  /** A day through which a vacancy must be in use as a dwelling without a break; null for none. */
  readonly usedThrough: PlainDateString | null;
  /**
   * Households whose tenancies are not told of: their dwellings are left out while they are let, and stand as if they
   * had not been let from then on. None where nothing is said.
   */
  readonly hidden?: ReadonlySet<string> | undefined;
}

/** A forecast, and what it rests on. */
export interface Forecast {
  readonly vacancies: readonly ForecastVacancy[];
  readonly outlooks: readonly OutlookRow[];
}

/** Forecasts from what is known now; nothing is stored. */
export async function readForecast(
  tx: Tx,
  { policy, usedThrough, hidden = new Set(), ...query }: ReadForecast,
): Promise<Forecast> {
  const outlooks = (await readOutlooks(tx, query)).flatMap((row) => withoutHidden(row, hidden, query.on));
  const { forecast, leaseTermMonths } = readPolicy(policy);
  const facts = {
    dwellings: outlooks,
    leaseOptions: leaseOptionsOf(policy),
    termMonths: leaseTermMonths,
    usedThrough,
  };
  return { vacancies: forecastVacancies(facts, forecast, query.on), outlooks };
}

function withoutHidden(
  row: OutlookRow,
  hidden: ReadonlySet<string>,
  on: PlainDateString,
): readonly OutlookRow[] {
  const { lease, householdId } = row;
  if (lease === null || householdId === null || !hidden.has(householdId)) return [row];
  const { vacatedOn } = lease.facts;
  return vacatedOn === null || vacatedOn > on ? [] : [{ ...row, lease: null, householdId: null }];
}

function leaseOptionsOf({ rotation }: PolicyContent): LeaseOptions {
  return {
    reviewWindowMonths: rotation.reviewWindowMonths,
    acceptEarlyRequests: rotation.acceptsEarlyRequests,
  };
}
