import { type Db, type DwellingRow, inTenant, listDwellingsById } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link exportDwellings} needs. */
export interface ExportDwellingsDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/**
 * Exactly these dwellings as they are today, in the order in which they are named.
 *
 * @throws {RuleRefusedError} `record.reference-unknown` when one of them is none of the municipality's.
 */
export async function exportDwellings(
  deps: ExportDwellingsDeps,
  actor: Actor,
  dwellingIds: readonly string[],
): Promise<readonly DwellingRow[]> {
  authorise(actor, 'dwellings.read');
  const scope = { municipalityId: actor.municipalityId, on: deps.clock.today() };
  const rows = await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) => await listDwellingsById(tx, scope, dwellingIds),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return dwellingIds.map((id) => {
    const row = byId.get(id);
    if (row === undefined) throw new RuleRefusedError('record.reference-unknown', { field: 'dwellingIds' });
    return row;
  });
}
