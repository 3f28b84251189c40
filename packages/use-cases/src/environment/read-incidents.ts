import {
  countIncidents,
  findIncident,
  findIncidentHousehold,
  type IncidentKey,
  type IncidentRow,
  inTenant,
  listIncidents as readPage,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise, isAllowed } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** A page of incidents from the latest; none says whom it is put down to. */
export interface IncidentPage {
  readonly items: readonly IncidentRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Incidents from the latest. Those that would tell of a household whose case is hidden from the actor are left out. */
export async function listIncidents(
  deps: FollowUpDeps,
  actor: Actor,
  query: {
    /** A building, or a neighbourhood with its buildings. */
    readonly placeId?: string | undefined;
    readonly isWithdrawn?: boolean | undefined;
    readonly after?: IncidentKey | undefined;
    readonly limit: number;
  },
): Promise<IncidentPage> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  const { placeId, isWithdrawn, after, limit } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const filter = { placeId, isWithdrawn, hidden: await hiddenHouseholds(tx, actor) };
    const rows = await readPage(tx, municipalityId, filter, { after, limit: limit + 1 });
    const totalCount = await countIncidents(tx, municipalityId, filter);
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}

/** One incident. @throws {NotFoundError} `incident.not-found` */
export async function getIncident(
  deps: FollowUpDeps,
  actor: Actor,
  incidentId: string,
): Promise<IncidentRow> {
  authorise(actor, 'follow-ups.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const incident = await findIncident(tx, actor.municipalityId, incidentId, { hidden, lock: 'none' });
    if (incident === undefined) throw new NotFoundError('incident.not-found');
    return incident;
  });
}

/**
 * The household that an incident is put down to, for those who follow up; each reading is logged under its own name.
 *
 * @throws {NotFoundError} `incident.not-found`; `incident-household.not-found` where it is put down to nobody, or
 * that is withheld from the actor's role: who reads only, and does not follow up, never sees it.
 */
export async function getIncidentHousehold(
  deps: FollowUpDeps,
  actor: Actor,
  incidentId: string,
): Promise<{ readonly householdId: string }> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const incident = await findIncident(tx, municipalityId, incidentId, { hidden, lock: 'none' });
    if (incident === undefined) throw new NotFoundError('incident.not-found');
    const found = await findIncidentHousehold(tx, municipalityId, incidentId);
    if (found === undefined || !isAllowed(actor, 'follow-ups.write')) {
      throw new NotFoundError('incident-household.not-found');
    }
    const { householdId } = found;
    await logAccess(tx, deps, actor, { operation: 'get-incident-household', householdIds: [householdId] });
    return { householdId };
  });
}
