import {
  type AuditEventQuery,
  type AuditEventRow,
  countAuditEvents,
  type Db,
  inTenant,
  inTenantSnapshot,
  listHouseholdsOf,
  listAuditEvents as readAuditEvents,
  type Tx,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { AuditSealer, IdSource } from '../ports/ports.ts';
import { type ChainFault, verifyChain } from './verify-audit.ts';
import { findWithheldCases, type WithheldCases } from './withheld-cases.ts';

/** What the queries about the traces need. */
export interface ReadTracesDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A change as the actor may see it: of a withheld case only that there was one, when and by whom. */
export interface AuditEventView
  extends Omit<AuditEventRow, 'action' | 'objectKind' | 'objectId' | 'previousHash' | 'hash'> {
  /** Null where it is withheld: what was done tells what the case is about. */
  readonly action: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly isWithheld: boolean;
}

/** Which changes; see `AuditEventQuery`. */
export interface ListAuditEvents extends Omit<AuditEventQuery, 'without'> {
  readonly beforeSequence?: number | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface AuditEventPage {
  readonly items: readonly AuditEventView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Changes from the newest. The trail has no gap for anybody, but what belongs to a withheld case is without its object
 * and content, and asking for such an object, or for what was done or to what kind of thing, does not find it.
 */
export async function listAuditEvents(
  deps: ReadTracesDeps,
  actor: Actor,
  { beforeSequence, limit, ...filter }: ListAuditEvents,
): Promise<AuditEventPage> {
  authorise(actor, 'traces.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const withheld = await findWithheldCases(tx, actor);
    if (filter.objectId !== undefined && withheld.ids.has(filter.objectId)) return EMPTY_PAGE;
    const tells = filter.action !== undefined || filter.objectKind !== undefined;
    const query = { ...filter, ...(tells ? { without: withheld.ids } : {}) };
    const rows = await readAuditEvents(tx, municipalityId, query, { beforeSequence, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => toAuditEventView(withheld, row));
    await noteHouseholds(tx, deps, actor, { operation: 'list-audit-events', views: items });
    const totalCount = await countAuditEvents(tx, municipalityId, query);
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

const EMPTY_PAGE: AuditEventPage = { items: [], isLast: true, totalCount: 0 };

/** What {@link checkAuditTrail} needs. */
export interface CheckAuditTrailDeps {
  readonly db: Db;
  readonly auditSealer: AuditSealer;
}

/** Whether the trail is as it was written. */
export interface AuditTrailCheck {
  readonly eventCount: number;
  readonly isWhole: boolean;
  readonly faults: readonly { readonly kind: ChainFault['kind']; readonly sequence: number | null }[];
}

/** Computes the chain of changes anew, as of one moment, and holds it against its sealed head. */
export async function checkAuditTrail(
  { db, auditSealer }: CheckAuditTrailDeps,
  actor: Actor,
): Promise<AuditTrailCheck> {
  authorise(actor, 'traces.read');
  return await inTenantSnapshot(db, tenantOf(actor), async (tx) => {
    const { count, faults } = await verifyChain(tx, auditSealer, actor.municipalityId);
    return {
      eventCount: count,
      isWhole: faults.length === 0,
      faults: faults.map((fault) => ({
        kind: fault.kind,
        sequence: 'sequence' in fault ? fault.sequence : null,
      })),
    };
  });
}

/** Logs the households of whose cases the changes shown tell: by their objects, or by what their content names. */
export async function noteHouseholds(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  { operation, views }: { readonly operation: string; readonly views: readonly AuditEventView[] },
): Promise<void> {
  const named = new Set(views.flatMap((view) => [...idsIn(view)]));
  const householdIds = await listHouseholdsOf(tx, actor.municipalityId, [...named]);
  await logAccess(tx, deps, actor, { operation, householdIds });
}

/** The change as it may be shown to somebody from whom these cases are withheld. */
export function toAuditEventView({ ids }: WithheldCases, row: AuditEventRow): AuditEventView {
  const { previousHash: _previousHash, hash: _hash, ...event } = row;
  if (!tellsOf(ids, row)) return { ...event, isWithheld: false };
  return {
    ...event,
    action: null,
    objectKind: null,
    objectId: null,
    before: null,
    after: null,
    reason: null,
    requestId: null,
    isWithheld: true,
  };
}

const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Whether a change tells of any of these: by its object, or by what its content names. */
export function tellsOf(
  ids: ReadonlySet<string>,
  { objectId, before, after, reason }: AuditEventRow,
): boolean {
  if (ids.size === 0) return false;
  return idsIn({ objectId, before, after, reason }).some((id) => ids.has(id));
}

/** Every id that a change names. */
function idsIn({
  objectId,
  before,
  after,
  reason,
}: Pick<AuditEventView, 'objectId' | 'before' | 'after' | 'reason'>): IteratorObject<string> {
  return JSON.stringify([objectId, before, after, reason])
    .matchAll(UUIDS)
    .map(([id]) => id);
}
