import {
  addresses,
  type ConfigOf,
  type Environment,
  integer,
  KEY_SETTINGS,
  LOG_LEVELS,
  oneOf,
  optional,
  readConfig,
  type Setting,
  secret,
  secretBytes,
  text,
  url,
  withDefault,
} from '@boligtrapp/platform';

const ANY_PORT = { min: 0, max: 65_535 };
const SHORTEST_SECRET = 32;

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
  nodeEnv: notInProduction(
    withDefault(oneOf('NODE_ENV', ['development', 'test', 'production']), 'development'),
  ),
  devIssuerSecret: secret('DEV_ISSUER_SECRET', (name) => atLeast(SHORTEST_SECRET, name)),
  ...KEY_SETTINGS,
  /** Not set: real ones in production, synthetic ones elsewhere. */
  identityNumbers: optional(oneOf('IDENTITY_NUMBERS', ['real', 'synthetic'])),
  /** Key of the seals on the audit trail, and its name. */
  auditKey: secret('AUDIT_KEY', KEY),
  auditKeyId: text('AUDIT_KEY_ID'),
  /** What-ifs and replays at the same time, each in a thread of its own; more of them wait. */
  solverThreads: withDefault(integer('API_SOLVER_THREADS', { min: 1, max: 64 }), 1),
  /** Requests of one user in a minute; lists, files and addresses have shares of it. */
  requestsPerMinute: withDefault(integer('REQUESTS_PER_MINUTE', { min: 20, max: 100_000_000 }), 600),
  /** Proxies in front of the API, whose `X-Forwarded-For` says who calls. */
  trustedProxies: withDefault(addresses('TRUSTED_PROXIES'), []),
  logLevel: withDefault(oneOf('LOG_LEVEL', LOG_LEVELS), 'info' as const),
};

/** The settings of the API. */
export type ApiConfig = ConfigOf<typeof SETTINGS>;

/** Reads the settings, all of them before it complains. @throws {ConfigError} which never shows a value. */
export function readApiConfig(environment: Environment): ApiConfig {
  return readConfig(environment, SETTINGS);
}

/**
 * Only the development issuer is wired so far, whose tokens anyone with the shared secret can make. Refusing is
 * better than to look protected.
 */
function notInProduction<T>(setting: Setting<T>): Setting<T> {
  return (environment) => {
    const result = setting(environment);
    return 'value' in result && result.value === 'production'
      ? {
          fault:
            'NODE_ENV is production: this version has only the development issuer of access tokens, none for production',
          isMissing: false,
        }
      : result;
  };
}

function atLeast(length: number, name: string): Setting<string> {
  const setting = text(name);
  return (environment) => {
    const result = setting(environment);
    return 'value' in result && result.value.length < length
      ? { fault: `${name} is shorter than ${length} characters`, isMissing: false }
      : result;
  };
}
