import type { Db, WebhookOutcome } from '@boligtrapp/database';
import type { WebhookHosts } from '@boligtrapp/domain';
import { createFieldCipher, type FieldCipher, type FieldCipherDeps } from '../keys/field-cipher.ts';
import type { Clock, IdSource, TokenSource } from '../ports/ports.ts';

/** Where the secrets of subscriptions are encrypted. */
export const WEBHOOK_SECRET_COLUMN = {
  purpose: 'webhook-secret',
  table: 'webhook_subscriptions',
  column: 'secrets',
  idColumn: 'id',
} as const;

/** What an installation that has webhooks was given. */
export interface WebhookSettings {
  readonly cipher: FieldCipher;
  readonly hosts: WebhookHosts;
}

/** The cipher of the secrets of subscriptions. */
export function createWebhookCipher(deps: FieldCipherDeps): FieldCipher {
  return createFieldCipher(deps, WEBHOOK_SECRET_COLUMN.purpose);
}

/** What managing subscriptions works with. */
export interface WebhookDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly tokens: TokenSource;
  /** Undefined where the installation has no key for their secrets: then there are no webhooks. */
  readonly webhooks: WebhookSettings | undefined;
}

/** A call to another system. */
export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of a call; the status where there was an answer. */
export type WebhookAnswer =
  | {
      readonly outcome: Extract<WebhookOutcome, 'delivered' | 'refused' | 'redirected'>;
      readonly statusCode: number;
    }
  | {
      readonly outcome: Extract<WebhookOutcome, 'timed-out' | 'unreachable' | 'address-not-allowed'>;
      readonly statusCode: null;
    };

/** Makes calls to other systems. */
export interface WebhookSender {
  /**
   * Posts the body and waits for the answer, for a bounded time. Follows no redirect, and connects to no address that is
   * not public. Never rejects for what the other side does.
   */
  send(call: WebhookCall): Promise<WebhookAnswer>;
}
