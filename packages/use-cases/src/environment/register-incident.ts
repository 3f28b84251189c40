import {
  findBuildingOfDwelling,
  findPlaceKind,
  type IncidentReporter,
  insertIncident,
  type Tx,
} from '@boligtrapp/database';
import type { IncidentKind, IncidentSeverity, PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertHouseholdKnown } from './assert-household-known.ts';

/** What happened at a building or a dwelling, in codes; no text. */
export interface RegisterIncident {
  /** The building, where no dwelling is named; this or `dwellingId`. */
  readonly buildingId?: string | undefined;
  readonly dwellingId?: string | undefined;
  /** Today or earlier. */
  readonly occurredOn: PlainDateString;
  readonly severity: IncidentSeverity;
  readonly kind: IncidentKind;
  readonly reportedByRole: IncidentReporter;
  /** The household that it is put down to; null where nobody knows, or nobody is to blame. */
  readonly householdId: string | null;
}

/**
 * Registers an incident. It counts for its building and neighbourhood, and there only as a number; whom it is put down to
 * is kept apart from it, and never counts for a place or its load.
 *
 * @throws {RuleRefusedError} `incident.place-unclear` unless one of building and dwelling is named;
 * `record.reference-unknown`, `record.date-in-the-future`
 */
export async function registerIncident(
  deps: FollowUpDeps,
  actor: Actor,
  command: RegisterIncident,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'follow-ups.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { occurredOn, severity, kind, reportedByRole, householdId, dwellingId = null } = command;
    if (occurredOn > deps.clock.today()) {
      throw new RuleRefusedError('record.date-in-the-future', { field: 'occurredOn' });
    }
    const buildingId = await findBuilding(tx, actor, command);
    if (householdId !== null) await assertHouseholdKnown(tx, actor, householdId);
    const id = deps.ids.next();
    const incident = { id, buildingId, dwellingId, occurredOn, severity, kind, reportedByRole };
    await insertIncident(tx, actor.municipalityId, { ...incident, registeredBy: actor.id }, householdId);
    await appendAuditEvent(tx, actor, {
      action: 'incident.registered',
      objectKind: 'incident',
      objectId: id,
      after: {
        buildingId,
        dwellingId,
        occurredOn,
        severity,
        kind,
        reportedByRole,
        hasHousehold: householdId !== null,
      },
    });
    return { id };
  });
}

async function findBuilding(
  tx: Tx,
  { municipalityId }: Actor,
  { buildingId, dwellingId }: RegisterIncident,
): Promise<string> {
  if (dwellingId !== undefined && buildingId === undefined) {
    const found = await findBuildingOfDwelling(tx, municipalityId, dwellingId);
    if (found !== undefined) return found;
    throw new RuleRefusedError('record.reference-unknown', { field: 'dwellingId' });
  }
  if (buildingId === undefined || dwellingId !== undefined) {
    throw new RuleRefusedError('incident.place-unclear', { field: 'buildingId' });
  }
  const kind = await findPlaceKind(tx, municipalityId, buildingId, 'none');
  if (kind === 'building') return buildingId;
  throw new RuleRefusedError('record.reference-unknown', { field: 'buildingId' });
}
