import {
  type ConfigOf,
  type Environment,
  integer,
  LOG_LEVELS,
  oneOf,
  optional,
  readConfig,
  type Setting,
  secretBytes,
  text,
  url,
  withDefault,
} from '@boligtrapp/platform';

const ANY_PORT = { min: 0, max: 65_535 };
const SHORTEST_SECRET = 32;

const SETTINGS = {
  /** 0 takes a free one. */
  port: withDefault(integer('PORT', ANY_PORT), 3000),
  host: withDefault(text('HOST'), '127.0.0.1'),
  /** Where callers reach the API, when that is not the address it listens on. */
  publicUrl: optional(url('PUBLIC_URL', ['http', 'https'])),
  databaseUrl: url('DATABASE_URL', ['postgresql', 'postgres']),
  /** 0: `/metrics` is on the port of the API and needs the permission `metrics.read`. */
  metricsPort: withDefault(integer('METRICS_PORT', ANY_PORT), 0),
  nodeEnv: notInProduction(
    withDefault(oneOf('NODE_ENV', ['development', 'test', 'production']), 'development'),
  ),
  devIssuerSecret: atLeast(SHORTEST_SECRET, 'DEV_ISSUER_SECRET'),
  identityEncryptionKey: secretBytes('IDENTITY_ENCRYPTION_KEY', 32),
  identityLookupKey: secretBytes('IDENTITY_LOOKUP_KEY', 32),
  identityKeyId: text('IDENTITY_KEY_ID'),
  /** Key of the addresses of protected people, and its name. */
  addressEncryptionKey: secretBytes('ADDRESS_ENCRYPTION_KEY', 32),
  addressKeyId: text('ADDRESS_KEY_ID'),
  /** A login of its own for those addresses, where there is one. */
  protectedDatabaseUrl: optional(url('PROTECTED_DATABASE_URL', ['postgresql', 'postgres'])),
  /** Key of the seals on the audit trail, and its name. */
  auditKey: secretBytes('AUDIT_KEY', 32),
  auditKeyId: text('AUDIT_KEY_ID'),
  /** What-ifs and replays at the same time, each in a thread of its own; more of them wait. */
  solverThreads: withDefault(integer('API_SOLVER_THREADS', { min: 1, max: 64 }), 1),
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
