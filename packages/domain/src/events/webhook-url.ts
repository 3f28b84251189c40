/** Where webhooks may go. */
export interface WebhookHosts {
  /** Names of hosts, each `host`, `host:port` or `*.domain` for every name under a domain; port 443 where none is named. */
  readonly allowed: readonly string[];
  /** Whether the own machine may be called, without TLS, too; for development. */
  readonly allowsLoopback: boolean;
}

/** Why an address is refused. */
export type WebhookUrlFault = 'malformed' | 'not-https' | 'host-not-allowed';

/** A host on the own machine, as it stands in an address. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const LONGEST_URL = 2_000;

/**
 * What is wrong with an address for webhooks; undefined where nothing is. A name that is allowed may still lead to an
 * address that is not: that is looked at when the connection is made.
 */
export function findWebhookUrlFault(text: string, hosts: WebhookHosts): WebhookUrlFault | undefined {
  const url = URL.parse(text);
  if (url === null || text.length > LONGEST_URL || url.username !== '' || url.password !== '') {
    return 'malformed';
  }
  if (url.hash !== '' || url.hostname === '') return 'malformed';
  if (hosts.allowsLoopback && LOOPBACK_HOSTS.has(url.hostname) && /^https?:$/.test(url.protocol)) {
    return undefined;
  }
  if (url.protocol !== 'https:') return 'not-https';
  const port = url.port === '' ? '443' : url.port;
  return hosts.allowed.some((entry) => isMatch(entry.toLowerCase(), url.hostname, port))
    ? undefined
    : 'host-not-allowed';
}

function isMatch(entry: string, hostname: string, port: string): boolean {
  const [, name = '', entryPort = '443'] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
  if (entryPort !== port) return false;
  // A dot before the domain: `*.example.no` is not `evilexample.no`.
  return name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name;
}
