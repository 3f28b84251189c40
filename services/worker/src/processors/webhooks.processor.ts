import { listTellingMunicipalities, listUntoldMunicipalities } from '@boligtrapp/database';
import { type BoundJobHandler, jobHandler } from '@boligtrapp/jobs';
import {
  type DeliverWebhookDeps,
  deliverWebhook,
  type PublishEventsDeps,
  publishEvents,
  requeueOverdue,
} from '@boligtrapp/use-cases';
import type pg from 'pg';

/** Makes one attempt to deliver an event; what fails is tried again by a job of its own. */
export function deliverWebhookProcessor(deps: DeliverWebhookDeps): BoundJobHandler {
  return jobHandler('webhooks', 'deliver-webhook', async (payload) => {
    await deliverWebhook(deps, payload);
  });
}

/** What telling other systems works with. */
export interface TellAllDeps extends PublishEventsDeps {
  /** Connections as the relay role, which may see how far is told. */
  readonly relayPool: pg.Pool;
}

/** Makes events of what has happened since the last time, in every municipality where something has. */
export async function publishAllEvents(deps: TellAllDeps): Promise<void> {
  for (const municipalityId of await listUntoldMunicipalities(deps.relayPool)) {
    while (await publishEvents(deps, municipalityId));
  }
}

/** Enqueues again what should have been tried long ago. */
export async function requeueAllOverdue(deps: TellAllDeps): Promise<void> {
  for (const municipalityId of await listTellingMunicipalities(deps.relayPool)) {
    await requeueOverdue(deps, municipalityId);
  }
}
