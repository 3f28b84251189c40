import type { Pool, PoolClient } from 'pg';

/** What a pool is made to forget. */
export interface Forgetting {
  /** `every-third`: one transaction in three says of no municipality that it is for it. */
  readonly tenant: 'kept' | 'every-third';
  /** `session`: the municipality is set for the connection, and stays on it when it goes back to the pool. */
  readonly setting: 'transaction' | 'session';
}

/** How often a pool has forgotten something. */
export interface Forgotten {
  readonly filters: number;
  readonly tenants: number;
}

const FILTER = /(?:"?\w+"?\.)?"?municipality_id"?\s*=\s*(\$\d+)(?:::uuid)?/g;
const SETTING = /set_config\('app\.municipality', (\$\d+), true\)/;

/**
 * Takes the first wall of the app away: every condition on the municipality is replaced by one that always holds, in
 * whatever the app sends through the pool from now on. What is still not seen is what the database itself does not show.
 */
export function forgetMunicipality(pool: Pool, { tenant, setting }: Forgetting): Forgotten {
  const forgotten = { filters: 0, tenants: 0 };
  let transactions = 0;
  const rewrite = (text: string): string => {
    let changed = text.replace(FILTER, (_match, parameter: string) => {
      forgotten.filters += 1;
      return `(${parameter}::uuid is not null)`;
    });
    if (!SETTING.test(changed)) return changed;
    transactions += 1;
    if (tenant === 'every-third' && transactions % 3 === 0) {
      forgotten.tenants += 1;
      changed = changed.replace(SETTING, "set_config('app.nobody', $1, true)");
    } else if (setting === 'session') {
      changed = changed.replace(SETTING, "set_config('app.municipality', $1, false)");
    }
    return changed;
  };
  pool.on('connect', (client: PoolClient) => {
    const query: (text: unknown, ...rest: readonly unknown[]) => unknown = client.query.bind(client);
    Object.assign(client, {
      query: (text: unknown, ...rest: readonly unknown[]) =>
        query(typeof text === 'string' ? rewrite(text) : text, ...rest),
    });
  });
  return forgotten;
}
