import type { StateTable } from '../states/state-table.ts';

/** States of a webhook subscription. What happens while it is paused is told when it goes on. */
export type WebhookSubscriptionState = 'active' | 'paused' | 'disabled';
/** What may happen to it. */
export type WebhookSubscriptionAction = 'pause' | 'resume' | 'disable';

/** Every transition of a webhook subscription. */
export const WEBHOOK_SUBSCRIPTION_TRANSITIONS = {
  active: { pause: 'paused', disable: 'disabled' },
  paused: { resume: 'active', disable: 'disabled' },
  disabled: {},
} as const satisfies StateTable<WebhookSubscriptionState, WebhookSubscriptionAction>;

/** States of an event on its way to one subscription. */
export type WebhookMessageState = 'pending' | 'delivered' | 'dead' | 'withheld';
/** What may happen to it; `withhold`: its case was protected before it was delivered. */
export type WebhookMessageAction = 'deliver' | 'give-up' | 'withhold' | 'replay';

/** Every transition of a message. What is withheld is never sent, not when somebody asks for it again, either. */
export const WEBHOOK_MESSAGE_TRANSITIONS = {
  pending: { deliver: 'delivered', 'give-up': 'dead', withhold: 'withheld', replay: 'pending' },
  delivered: { replay: 'pending' },
  dead: { replay: 'pending' },
  withheld: {},
} as const satisfies StateTable<WebhookMessageState, WebhookMessageAction>;
