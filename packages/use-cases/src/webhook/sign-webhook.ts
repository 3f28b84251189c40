import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret as the other side keeps it, made of 64 hexadecimal digits. */
export function toWebhookSecret(hex: string): string {
  return PREFIX + Buffer.from(hex, 'hex').toString('base64');
}

/** What is signed. */
export interface SignedContent {
  /** The same in every attempt. */
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers of a call as Standard Webhooks has them, signed with each of the secrets: while one is being replaced the
 * other side may know either.
 */
export function signWebhook(
  { id, timestamp, body }: SignedContent,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
