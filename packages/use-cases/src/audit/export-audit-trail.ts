import { type Db, inTenant, listAuditEventsAfter } from '@boligtrapp/database';
import { toCanonicalJson } from '@boligtrapp/matching';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { AuditSealer, Clock, IdSource } from '../ports/ports.ts';
import { noteHouseholds, toAuditEventView } from './read-audit-trail.ts';
import { findWithheldCases } from './withheld-cases.ts';

/** What {@link exportAuditTrail} needs. */
export interface ExportAuditTrailDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly auditSealer: AuditSealer;
}

/** A stretch of the trail to be handed over: JSON lines, the last of which seals all before it. */
export interface AuditExport {
  readonly text: string;
  /** Numbers of the first and the last change in it; both 0 where there is none. */
  readonly first: number;
  readonly last: number;
}

/** The last line of an export without its seal. */
interface ExportFooter {
  readonly format: 'boligtrapp-audit-export/1';
  readonly municipalityId: string;
  readonly exportedAt: string;
  readonly exportedBy: string;
  /** Changes after this number (exclusive) through `last`. */
  readonly after: number;
  readonly last: number;
  readonly count: number;
  /** Whether the trail ended there when it was exported. */
  readonly isEnd: boolean;
}

const EVENTS_PER_EXPORT = 10_000;

/**
 * The changes after the number `after` (exclusive), ten thousand at most, each with its hash in the chain. What is
 * withheld from the actor is withheld here, too, and says so. Proves nothing to who has not the key.
 */
export async function exportAuditTrail(
  deps: ExportAuditTrailDeps,
  actor: Actor,
  after: number,
): Promise<AuditExport> {
  authorise(actor, 'traces.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const withheld = await findWithheldCases(tx, actor);
    const page = { sequence: after, limit: EVENTS_PER_EXPORT + 1 };
    const rows = await listAuditEventsAfter(tx, municipalityId, page);
    const exported = rows.slice(0, EVENTS_PER_EXPORT);
    const views = exported.map((row) => ({ ...toAuditEventView(withheld, row), hash: row.hash }));
    await noteHouseholds(tx, deps, actor, { operation: 'export-audit-trail', views });
    const last = exported.at(-1)?.sequence ?? 0;
    const lines = views.map((view) => `${toCanonicalJson(view)}\n`).join('');
    const footer: ExportFooter = {
      format: 'boligtrapp-audit-export/1',
      municipalityId,
      exportedAt: deps.clock.now(),
      exportedBy: actor.id,
      after,
      last,
      count: exported.length,
      isEnd: rows.length <= EVENTS_PER_EXPORT,
    };
    const sealed = { ...footer, ...deps.auditSealer.seal(lines + toCanonicalJson(footer)) };
    return {
      text: `${lines}${toCanonicalJson(sealed)}\n`,
      first: exported[0]?.sequence ?? 0,
      last,
    };
  });
}

/** What an export says of itself, or what is wrong with it. */
export type AuditExportReading =
  | { readonly ok: true; readonly count: number; readonly last: number; readonly exportedAt: string }
  | { readonly ok: false; readonly fault: 'no-export' | 'not-sealed' };

/**
 * Whether a text is an export as it was handed out, to the last character.
 *
 * `no-export`: its last line is no seal of this format. `not-sealed`: text and seal do not belong together.
 */
export function readAuditExport(sealer: AuditSealer, text: string): AuditExportReading {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const sealed = parseObject(text.slice(end));
  if (sealed === undefined || sealed['format'] !== 'boligtrapp-audit-export/1') {
    return { ok: false, fault: 'no-export' };
  }
  const { keyId, seal, ...footer } = sealed;
  const { count, last, exportedAt } = footer;
  const isSealed =
    typeof keyId === 'string' &&
    typeof seal === 'string' &&
    text.slice(end) === `${toCanonicalJson(sealed)}\n` &&
    sealer.isSealed(text.slice(0, end) + toCanonicalJson(footer), { keyId, seal });
  if (!isSealed || typeof count !== 'number' || typeof last !== 'number' || typeof exportedAt !== 'string') {
    return { ok: false, fault: 'not-sealed' };
  }
  return { ok: true, count, last, exportedAt };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
