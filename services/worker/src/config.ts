import {
  type ConfigOf,
  type Environment,
  fileScannerSetting,
  integer,
  koboSettings,
  LOG_LEVELS,
  oneOf,
  optional,
  readConfig,
  secret,
  secretBytes,
  text,
  url,
  WEBHOOK_HOST_SETTINGS,
  WEBHOOK_KEY_SETTINGS,
  withDefault,
} from '@boligtrapp/platform';

const SETTINGS = {
  /** With the password of the login, hence a secret as those below: each may stand in a file instead. */
  databaseUrl: secret('DATABASE_URL', (name) => url(name, ['postgres', 'postgresql'])),
  /** Where the queues are; undefined for PostgreSQL. */
  redisUrl: optional(secret('REDIS_URL', (name) => url(name, ['redis', 'rediss']))),
  /** Key of the seals on the audit trail, and its name. */
  auditKey: secret('AUDIT_KEY', (name) => secretBytes(name, 32)),
  auditKeyId: text('AUDIT_KEY_ID'),
  /** File outside the database to which the heads of the audit trail are written every hour. */
  auditAnchorFile: optional(text('AUDIT_ANCHOR_FILE')),
  /** Where they are posted, too. */
  auditAnchorUrl: optional(url('AUDIT_ANCHOR_URL', ['https', 'http'])),
  /** File outside the database in which the ledger of erasures is kept, to be done again after a restore. */
  erasureLedgerFile: optional(text('ERASURE_LEDGER_FILE')),
  /** Folder in place of the archive: what is signed and sent is put there. Nowhere where it is not set. */
  archiveFolder: optional(text('ARCHIVE_FOLDER')),
  /** Folder from which letters that were recorded as sent digitally are dispatched. */
  letterDispatchFolder: optional(text('LETTER_DISPATCH_FOLDER')),
  ...WEBHOOK_KEY_SETTINGS,
  ...WEBHOOK_HOST_SETTINGS,
  /** Kobo of each municipality that is connected, with its key. */
  kobo: koboSettings,
  /** Who looks for malware in files that are sent in; null for nobody. */
  fileScanner: fileScannerSetting,
  /** Rounds computed at the same time, each in a thread of its own. */
  solverThreads: withDefault(integer('SOLVER_THREADS', { min: 1, max: 64 }), 1),
  logLevel: withDefault(oneOf('LOG_LEVEL', LOG_LEVELS), 'info' as const),
};

/** Settings of the worker. */
export type WorkerConfig = ConfigOf<typeof SETTINGS>;

/** Reads the environment once. @throws {ConfigError} naming all that is missing or wrong. */
export function readWorkerConfig(environment: Environment): WorkerConfig {
  return readConfig(environment, SETTINGS);
}
