import {
  type Db,
  type DwellingAttributes,
  type DwellingRow,
  findDwelling,
  findDwellingForUpdate,
  inTenant,
  type LockedDwelling,
  updateDwellingAttributes,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { type AuditFields, appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { Clock } from '../ports/ports.ts';

/** What {@link changeDwelling} needs. */
export interface ChangeDwellingDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** New values of some attributes; the others stay. */
export interface ChangeDwelling {
  readonly dwellingId: string;
  /** The version that the caller has read. */
  readonly version: number;
  readonly attributes: Partial<DwellingAttributes>;
}

/**
 * Changes attributes of a dwelling and gives the dwelling as it is then. Nothing is stored, and the version
 * stays, when every value is what it was.
 *
 * @throws {NotFoundError} `dwelling.not-found` @throws {StaleVersionError}
 * @throws {RuleRefusedError} `dwelling.not-leased-in` for an end of a contract that there is none of.
 */
export async function changeDwelling(
  deps: ChangeDwellingDeps,
  actor: Actor,
  command: ChangeDwelling,
): Promise<DwellingRow> {
  authorise(actor, 'dwellings.write');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const before = await findDwellingForUpdate(tx, municipalityId, command.dwellingId);
    if (before === undefined) throw new NotFoundError('dwelling.not-found');
    if (before.version !== command.version) throw new StaleVersionError();

    const after: LockedDwelling = { ...before, ...command.attributes };
    if (after.leasedInUntil !== null && after.ownerForm !== 'leased-in') {
      throw new RuleRefusedError('dwelling.not-leased-in', { field: 'leasedInUntil' });
    }
    const changed = changedAttributes(before, after);
    if (changed.length > 0) {
      await updateDwellingAttributes(tx, municipalityId, after);
      await appendAuditEvent(tx, actor, {
        action: 'dwelling.changed',
        objectKind: 'dwelling',
        objectId: before.id,
        before: pick(before, changed),
        after: pick(after, changed),
      });
    }
    const scope = { municipalityId, on: deps.clock.today() };
    const dwelling = await findDwelling(tx, scope, command.dwellingId);
    if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
    return dwelling;
  });
}

const ATTRIBUTES = [
  'bedrooms',
  'hasLift',
  'wheelchairAccessible',
  'robust',
  'ownEntrance',
  'screened',
  'schoolDistrict',
  'leasedInUntil',
] as const satisfies readonly (keyof DwellingAttributes)[];

function changedAttributes(
  before: DwellingAttributes,
  after: DwellingAttributes,
): readonly (keyof DwellingAttributes)[] {
  return ATTRIBUTES.filter((attribute) => before[attribute] !== after[attribute]);
}

function pick(dwelling: DwellingAttributes, attributes: readonly (keyof DwellingAttributes)[]): AuditFields {
  return Object.fromEntries(attributes.map((attribute) => [attribute, dwelling[attribute]]));
}
