import type { WebhookHosts } from '@boligtrapp/domain';
import { ConfigError, hostList, oneOf, withDefault } from '../config/config.ts';

/** Where webhooks may go; nowhere where nothing is set. The same for the API and the worker. */
export const WEBHOOK_HOST_SETTINGS = {
  webhookAllowedHosts: withDefault(hostList('WEBHOOK_ALLOWED_HOSTS'), []),
  /** Whether the own machine may be called, without TLS; refused in production. */
  webhookLoopback: withDefault(oneOf('WEBHOOK_LOOPBACK', ['allowed', 'refused']), 'refused' as const),
  nodeEnv: withDefault(oneOf('NODE_ENV', ['development', 'test', 'production']), 'development'),
} as const;

/** The hosts of these settings. @throws {ConfigError} where the own machine could be called in production. */
export function webhookHostsOf(config: {
  readonly webhookAllowedHosts: readonly string[];
  readonly webhookLoopback: 'allowed' | 'refused';
  readonly nodeEnv: string;
}): WebhookHosts {
  const allowsLoopback = config.webhookLoopback === 'allowed';
  if (allowsLoopback && config.nodeEnv === 'production') {
    throw new ConfigError(['WEBHOOK_LOOPBACK must not be allowed in production']);
  }
  return { allowed: config.webhookAllowedHosts, allowsLoopback };
}
