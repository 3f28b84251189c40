export {
  addresses,
  ConfigError,
  type ConfigOf,
  type Environment,
  integer,
  keyList,
  oneOf,
  optional,
  readConfig,
  type Setting,
  secretBytes,
  text,
  url,
  withDefault,
} from './config/config.ts';
export { secret } from './config/secret-file.ts';
export {
  type AuditKeys,
  type AuditSeal,
  AuditSealError,
  type AuditSealer,
  createAuditSealer,
} from './crypto/audit-seal.ts';
export { createFieldCrypto, type DataKey, type FieldCrypto, type FieldPlace } from './crypto/field-crypto.ts';
export { createFormerIdentityCipher, type FormerIdentityCipher } from './crypto/former-identity-cipher.ts';
export { KeyError } from './crypto/key-error.ts';
export {
  createKeyParts,
  createWebhookKeyService,
  KEY_SETTINGS,
  type KeyConfig,
  type KeyParts,
  type KeyPurpose,
  readKeyParts,
  WEBHOOK_KEY_SETTINGS,
  type WebhookKeyConfig,
} from './crypto/key-parts.ts';
export {
  createLocalKeyService,
  type DataKeyOwner,
  type LocalKeyService,
  type WrappedKey,
  type WrappingKeys,
} from './crypto/local-key-service.ts';
export {
  createLookupHasher,
  type LookupHash,
  type LookupHasher,
  type LookupKeys,
} from './crypto/lookup-hasher.ts';
export {
  createGuardedPost,
  type GuardedPost,
  type GuardedPostOptions,
  type PostAnswer,
} from './http/guarded-post.ts';
export { WEBHOOK_HOST_SETTINGS, webhookHostsOf } from './http/webhook-settings.ts';
export { createIdSource, type IdSource } from './ids.ts';
export { createHttpKoboGateway, type HttpKoboGateway } from './kobo/http-kobo-gateway.ts';
export { type KoboMunicipality, type KoboSettings, koboSettings } from './kobo/kobo-settings.ts';
export {
  type Lifecycle,
  type LifecycleOptions,
  type Part,
  runProcess,
  StopRequestedError,
} from './lifecycle.ts';
export { createLogger, LOG_LEVELS, type Logger, type LoggerOptions } from './logging/logger.ts';
export { maskIdentityNumbers } from './logging/mask-identity-numbers.ts';
export { createLotSource, type LotSource } from './lots.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
  stopOrphanedPostgres,
} from './postgres/embedded-postgres.ts';
export { EmbeddedPostgresError } from './postgres/postgres-error.ts';
export { findFreePort } from './process/free-port.ts';
export {
  currentProcessToken,
  findProcessToken,
  isProcessRunning,
  type ProcessToken,
} from './process/process-identity.ts';
export { type ClamdAddress, createClamdScanner } from './scanning/clamd-scanner.ts';
export { fileScannerSetting } from './scanning/file-scanner-setting.ts';
export { type Clock, createSystemClock } from './time/clock.ts';
export { every, type Repetition, type RepetitionOptions, sleep } from './time/timers.ts';
export { createTokenSource, type TokenSource } from './tokens.ts';
