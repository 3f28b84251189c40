import {
  addresses,
  ConfigError,
  type ConfigOf,
  type Environment,
  fileScannerSetting,
  integer,
  KEY_SETTINGS,
  koboSettings,
  LOG_LEVELS,
  oneOf,
  optional,
  readConfig,
  type Setting,
  secret,
  secretBytes,
  text,
  url,
  WEBHOOK_HOST_SETTINGS,
  withDefault,
} from '@boligtrapp/platform';
import { type IdentitySettings, readIdentitySettings } from './identity/identity-settings.ts';

const ANY_PORT = { min: 0, max: 65_535 };

const KEY = (name: string): Setting<Uint8Array> => secretBytes(name, 32);

const SETTINGS = {
  /** 0 takes a free one. */
  port: withDefault(integer('PORT', ANY_PORT), 3000),
  host: withDefault(text('HOST'), '127.0.0.1'),
  /** Where callers reach the API, when that is not the address it listens on. */
  publicUrl: optional(url('PUBLIC_URL', ['http', 'https'])),
  /** With the password of the login, hence a secret as those below: each may stand in a file instead. */
  databaseUrl: secret('DATABASE_URL', (name) => url(name, ['postgresql', 'postgres'])),
  /** 0: `/metrics` is on the port of the API and needs the permission `metrics.read`. */
  metricsPort: withDefault(integer('METRICS_PORT', ANY_PORT), 0),
  ...WEBHOOK_HOST_SETTINGS,
  ...KEY_SETTINGS,
  /** A login of its own for the addresses of protected people, where there is one. */
  protectedDatabaseUrl: optional(
    secret('PROTECTED_DATABASE_URL', (name) => url(name, ['postgresql', 'postgres'])),
  ),
  /** Not set: real ones in production, synthetic ones elsewhere. */
  identityNumbers: optional(oneOf('IDENTITY_NUMBERS', ['real', 'synthetic'])),
  /** Kobo of each municipality that is connected, with the keys of its webhooks. */
  kobo: koboSettings,
  /** Key of the seals on the audit trail, and its name. */
  auditKey: secret('AUDIT_KEY', KEY),
  auditKeyId: text('AUDIT_KEY_ID'),
  /** Who looks for malware in files that are sent in; null for nobody. */
  fileScanner: fileScannerSetting,
  /** Folder of the built pages; where it is not set, that of this checkout, if they were built. */
  pagesFolder: optional(text('PAGES_FOLDER')),
  /** What-ifs and replays at the same time, each in a thread of its own; more of them wait. */
  solverThreads: withDefault(integer('API_SOLVER_THREADS', { min: 1, max: 64 }), 1),
  /** Requests of one user in a minute; lists, files and addresses have shares of it. */
  requestsPerMinute: withDefault(integer('REQUESTS_PER_MINUTE', { min: 20, max: 100_000_000 }), 600),
  /** Proxies in front of the API, whose `X-Forwarded-For` says who calls. */
  trustedProxies: withDefault(addresses('TRUSTED_PROXIES'), []),
  logLevel: withDefault(oneOf('LOG_LEVEL', LOG_LEVELS), 'info' as const),
};

/** The settings of the API. */
export type ApiConfig = ConfigOf<typeof SETTINGS> & { readonly identity: IdentitySettings };

/** Reads the settings, all of them before it complains. @throws {ConfigError} which never shows a value. */
export function readApiConfig(environment: Environment): ApiConfig {
  const faults: string[] = [];
  const config = collectFaults(faults, () => readConfig(environment, SETTINGS));
  const identity = readIdentitySettings(environment);
  faults.push(...identity.faults);
  if (config === undefined || identity.settings === undefined || faults.length > 0) {
    throw new ConfigError(faults);
  }
  return { ...config, identity: identity.settings };
}

function collectFaults<T>(faults: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}
