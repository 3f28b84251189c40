import {
  type Environment,
  keyList,
  optional,
  readConfig,
  type Setting,
  secretBytes,
  text,
  withDefault,
} from '../config/config.ts';
import { secret } from '../config/secret-file.ts';
import { createFieldCrypto, type FieldCrypto } from './field-crypto.ts';
import { createFormerIdentityCipher, type FormerIdentityCipher } from './former-identity-cipher.ts';
import { assertKeysDiffer, KEY_BYTES, KeyError } from './key-error.ts';
import { createLocalKeyService, type LocalKeyService, type WrappingKeys } from './local-key-service.ts';
import { createLookupHasher, type LookupHasher } from './lookup-hasher.ts';

/** What a key-encryption key is for; each purpose has keys of its own. */
export type KeyPurpose = 'identity-number' | 'protected-address' | 'webhook-secret';

const key = (name: string): Setting<Uint8Array> => secret(name, (given) => secretBytes(given, KEY_BYTES));
const others = (name: string): Setting<Readonly<Record<string, Uint8Array>>> =>
  withDefault(
    secret(name, (given) => keyList(given, KEY_BYTES)),
    {},
  );

/** The settings of the key of webhook secrets; where there is none, there are no webhooks. */
export const WEBHOOK_KEY_SETTINGS = {
  webhookKeyId: optional(text('WEBHOOK_KEY_ID')),
  webhookEncryptionKey: optional(key('WEBHOOK_ENCRYPTION_KEY')),
  webhookOtherKeys: others('WEBHOOK_OTHER_KEYS'),
} as const;

/** The values of {@link WEBHOOK_KEY_SETTINGS}. */
export interface WebhookKeyConfig {
  readonly webhookKeyId?: string | undefined;
  readonly webhookEncryptionKey?: Uint8Array | undefined;
  readonly webhookOtherKeys?: Readonly<Record<string, Uint8Array>>;
}

/** The settings of every key that encrypts or hashes; each secret may lie in the file that `NAME_FILE` names. */
export const KEY_SETTINGS = {
  identityKeyId: text('IDENTITY_KEY_ID'),
  identityEncryptionKey: key('IDENTITY_ENCRYPTION_KEY'),
  identityOtherKeys: others('IDENTITY_OTHER_KEYS'),
  /** Hashes that stand from before lookup keys had names are under `l1`. */
  identityLookupKeyId: withDefault(text('IDENTITY_LOOKUP_KEY_ID'), 'l1'),
  identityLookupKey: key('IDENTITY_LOOKUP_KEY'),
  identityOtherLookupKeys: others('IDENTITY_OTHER_LOOKUP_KEYS'),
  addressKeyId: text('ADDRESS_KEY_ID'),
  addressEncryptionKey: key('ADDRESS_ENCRYPTION_KEY'),
  addressOtherKeys: others('ADDRESS_OTHER_KEYS'),
  ...WEBHOOK_KEY_SETTINGS,
} as const;

/** The values of {@link KEY_SETTINGS}. */
export interface KeyConfig extends WebhookKeyConfig {
  readonly identityKeyId: string;
  readonly identityEncryptionKey: Uint8Array;
  readonly identityOtherKeys: Readonly<Record<string, Uint8Array>>;
  readonly identityLookupKeyId: string;
  readonly identityLookupKey: Uint8Array;
  readonly identityOtherLookupKeys: Readonly<Record<string, Uint8Array>>;
  readonly addressKeyId: string;
  readonly addressEncryptionKey: Uint8Array;
  readonly addressOtherKeys: Readonly<Record<string, Uint8Array>>;
}

/** Everything that holds a key, for the ciphers of the use cases. */
export interface KeyParts {
  readonly keyService: LocalKeyService<KeyPurpose>;
  readonly fieldCrypto: FieldCrypto;
  readonly lookupHasher: LookupHasher;
  readonly formerIdentity: FormerIdentityCipher;
  /** Whether secrets of webhooks can be encrypted. */
  readonly hasWebhookKey: boolean;
}

/** The parts with these keys. @throws {KeyError} when two keys are the same, or a key or its name has another form. */
export function createKeyParts(config: KeyConfig): KeyParts {
  const identity = { ...config.identityOtherKeys, [config.identityKeyId]: config.identityEncryptionKey };
  assertKeysDiffer([
    ...Object.values(identity),
    config.identityLookupKey,
    ...Object.values(config.identityOtherLookupKeys),
    config.addressEncryptionKey,
    ...Object.values(config.addressOtherKeys),
    ...(config.webhookEncryptionKey === undefined ? [] : [config.webhookEncryptionKey]),
    ...Object.values(config.webhookOtherKeys ?? {}),
  ]);
  return {
    keyService: createLocalKeyService({
      'identity-number': {
        keyId: config.identityKeyId,
        key: config.identityEncryptionKey,
        otherKeys: config.identityOtherKeys,
      },
      'protected-address': {
        keyId: config.addressKeyId,
        key: config.addressEncryptionKey,
        otherKeys: config.addressOtherKeys,
      },
      ...webhookPurpose(config),
    }),
    fieldCrypto: createFieldCrypto(),
    lookupHasher: createLookupHasher({
      keyId: config.identityLookupKeyId,
      key: config.identityLookupKey,
      otherKeys: config.identityOtherLookupKeys,
    }),
    formerIdentity: createFormerIdentityCipher(identity),
    hasWebhookKey: config.webhookKeyId !== undefined && config.webhookEncryptionKey !== undefined,
  };
}

/** The part that holds the key of webhook secrets alone, for the process that signs; undefined where there is none. */
export function createWebhookKeyService(config: WebhookKeyConfig): LocalKeyService<KeyPurpose> | undefined {
  const purposes = webhookPurpose(config);
  return 'webhook-secret' in purposes ? createLocalKeyService<KeyPurpose>(purposes) : undefined;
}

function webhookPurpose(config: WebhookKeyConfig): Partial<Record<KeyPurpose, WrappingKeys>> {
  const { webhookKeyId: keyId, webhookEncryptionKey: key, webhookOtherKeys: otherKeys = {} } = config;
  if ((keyId === undefined) !== (key === undefined)) {
    throw new KeyError('WEBHOOK_KEY_ID and WEBHOOK_ENCRYPTION_KEY go together');
  }
  return keyId === undefined || key === undefined ? {} : { 'webhook-secret': { keyId, key, otherKeys } };
}

/** The parts with the keys that the environment names. @throws {ConfigError} @throws {KeyError} */
export function readKeyParts(environment: Environment): KeyParts {
  return createKeyParts(readConfig(environment, KEY_SETTINGS));
}
