import { atLarge, made, ofMunicipality, type Probe, settled } from '../probe.ts';

const WANTED = { url: 'https://hooks.example.no/in', eventTypes: ['no.boligtrapp.round.signed.v1'] };
const LATER = { allowed: 202 } as const;

/** Events for other systems. */
export const WEBHOOK_PROBES: Readonly<Record<string, Probe>> = {
  listEventTypes: atLarge(),
  subscribeToEvents: made(() => ({ body: WANTED })),
  listWebhookSubscriptions: atLarge(() => ({ query: 'limit=200' })),
  getWebhookSubscription: ofMunicipality((_, { activeWebhookId }) => ({
    params: { webhookSubscriptionId: activeWebhookId },
  })),
  changeWebhookSubscription: ofMunicipality((_, { activeWebhookId }) => ({
    params: { webhookSubscriptionId: activeWebhookId },
    body: { url: 'https://hooks.example.no/other' },
    version: 1,
  })),
  endWebhookSubscription: ofMunicipality(
    (_, { activeWebhookId }) => ({ params: { webhookSubscriptionId: activeWebhookId }, version: 1 }),
    { allowed: 204 },
  ),
  rotateWebhookSecret: settled((_, { activeWebhookId }) => ({
    params: { webhookSubscriptionId: activeWebhookId },
    version: 1,
  })),
  pauseWebhookSubscription: settled((_, { activeWebhookId }) => ({
    params: { webhookSubscriptionId: activeWebhookId },
    version: 1,
  })),
  resumeWebhookSubscription: settled((_, { pausedWebhookId, pausedWebhookVersion }) => ({
    params: { webhookSubscriptionId: pausedWebhookId },
    version: pausedWebhookVersion,
  })),
  listWebhookDeliveries: ofMunicipality((_, { activeWebhookId }) => ({
    params: { webhookSubscriptionId: activeWebhookId },
  })),
  replayWebhookDelivery: settled(
    (_, { activeWebhookId, webhookDeliveryId }) => ({
      params: { webhookSubscriptionId: activeWebhookId, webhookDeliveryId },
    }),
    LATER,
  ),
  replayWebhookRange: settled(
    (_, { activeWebhookId }) => ({
      params: { webhookSubscriptionId: activeWebhookId },
      body: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z', onlyDead: false },
    }),
    LATER,
  ),
  testWebhookSubscription: settled(
    (_, { activeWebhookId }) => ({ params: { webhookSubscriptionId: activeWebhookId } }),
    LATER,
  ),
};
