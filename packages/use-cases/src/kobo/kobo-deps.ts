import type { Db } from '@boligtrapp/database';
import type { AuditActor } from '../audit/append-audit-event.ts';
import type { KoboGateway } from '../ports/kobo-gateway.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** What the use cases of people and webhooks about Kobo need. */
export interface KoboDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** What the worker needs to speak with Kobo. */
export interface KoboSyncDeps extends KoboDeps {
  readonly clock: Clock;
  readonly kobo: KoboGateway;
}

/** A dwelling whose turn it is. */
export interface KoboJob {
  readonly municipalityId: string;
  readonly dwellingId: string;
  /** Id of the job, for the audit trail. */
  readonly requestId: string;
}

const ACTOR_ID = 'job:kobo-sync';

/** The scope of a transaction of the sync. */
export function syncTenant({ municipalityId }: { readonly municipalityId: string }): {
  readonly municipalityId: string;
  readonly actorId: string;
} {
  return { municipalityId, actorId: ACTOR_ID };
}

/** The sync, as the audit trail knows it. */
export function syncActor({ municipalityId, requestId }: KoboJob): AuditActor {
  return { id: ACTOR_ID, role: 'job', municipalityId, requestId };
}

/** The instant so many milliseconds after another one. */
export function laterBy(instant: string, milliseconds: number): string {
  return Temporal.Instant.from(instant)
    .add({ milliseconds: Math.round(milliseconds) })
    .toString({ smallestUnit: 'millisecond' });
}

/** Whether the first instant is before the second one. */
export function isBefore(first: string, second: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(first), Temporal.Instant.from(second)) < 0;
}
