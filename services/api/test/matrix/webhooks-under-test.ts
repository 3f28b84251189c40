import type { SceneClient } from './scene-client.ts';

/** Subscriptions in the states in which something can be done with them. */
export interface WebhooksUnderTest {
  readonly activeWebhookId: string;
  readonly pausedWebhookId: string;
  readonly pausedWebhookVersion: number;
  /** A message of the active one. */
  readonly webhookDeliveryId: string;
}

/** Subscribes twice, tries the one and pauses the other. */
export async function someWebhooks(client: SceneClient): Promise<WebhooksUnderTest> {
  const as = 'approver' as const;
  const body = { url: 'https://hooks.example.no/in', eventTypes: ['no.boligtrapp.round.signed.v1'] };
  const active = await client.post('webhook-subscriptions', body, { as });
  const made = await client.post('webhook-subscriptions', body, { as });
  const paused = await client.post(`webhook-subscriptions/${made.id}/pause`, undefined, {
    as,
    version: made.version,
  });
  await client.post(`webhook-subscriptions/${active.id}/tests`, undefined, { as });
  const path = `webhook-subscriptions/${active.id}/deliveries`;
  const { items } = await client.get<{ readonly items: readonly { readonly id: string }[] }>(path, as);
  return {
    activeWebhookId: active.id,
    pausedWebhookId: paused.id,
    pausedWebhookVersion: paused.version,
    webhookDeliveryId: items[0]?.id ?? '',
  };
}
