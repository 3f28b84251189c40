import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt, framed } from './aes-gcm.ts';
import { assertKeyFits, assertKeysDiffer, KEY_BYTES, KeyError } from './key-error.ts';

/** The key in use of one purpose, and others that are read with. */
export interface WrappingKeys {
  /** Name of the key in use, 1 to 32 letters, digits or dashes; stands in clear beside what it wrapped. */
  readonly keyId: string;
  readonly key: Uint8Array;
  /** Keys that unwrap and wrap nothing, by name: those used before, and one that is to be used next. */
  readonly otherKeys?: Readonly<Record<string, Uint8Array>>;
}

/** A data key under a key-encryption key, and the name of that. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/** Whose data key it is; authenticated, so that a wrapped key put into another row does not open. */
export interface DataKeyOwner<P extends string = string> {
  readonly purpose: P;
  readonly municipalityId: string;
  readonly dataKeyId: string;
}

/** A key service whose keys lie in this process. */
export interface LocalKeyService<P extends string> {
  currentKeyId(purpose: P): Promise<string>;
  wrap(dataKey: Uint8Array, owner: DataKeyOwner<P>): Promise<WrappedKey>;
  unwrap(wrapped: WrappedKey, owner: DataKeyOwner<P>): Promise<Uint8Array>;
}

/**
 * Wraps data keys with keys that this process was given, in its environment or in files: AES-256-GCM under a key
 * derived from the given one (HKDF), so that a key that encrypted fields itself before serves one algorithm only.
 *
 * A purpose without keys is refused when it is asked for.
 *
 * @throws {KeyError} when a key is not 32 bytes, a key stands twice, or a key id has another form.
 */
export function createLocalKeyService<P extends string>(
  purposes: Readonly<Partial<Record<P, WrappingKeys>>>,
): LocalKeyService<P> {
  const given = Object.entries<WrappingKeys | undefined>(purposes);
  const rings = new Map(given.flatMap(([name, keys]) => (keys === undefined ? [] : [[name, ringOf(keys)]])));
  assertKeysDiffer([...rings.values()].flatMap(({ keys }) => [...keys.values()]));
  const keyOf = (purpose: P, keyId: string): Buffer => {
    const key = rings.get(purpose)?.keys.get(keyId);
    if (key === undefined) throw new KeyError(`the key ${keyId} (${purpose}) is not known here`);
    return Buffer.from(hkdfSync('sha256', key, '', `boligtrapp/wrap/${purpose}/1`, KEY_BYTES));
  };
  const currentOf = (purpose: P): string => {
    const ring = rings.get(purpose);
    if (ring === undefined) throw new KeyError(`there is no key for ${purpose}`);
    return ring.current;
  };
  return {
    currentKeyId: async (purpose) => await Promise.resolve(currentOf(purpose)),
    wrap: async (dataKey, owner) => {
      const keyId = currentOf(owner.purpose);
      const wrapped = encrypt(keyOf(owner.purpose, keyId), dataKey, authenticated(keyId, owner));
      return await Promise.resolve({ keyId, wrapped });
    },
    unwrap: async ({ keyId, wrapped }, owner) => {
      const fault = 'the data key was changed or belongs to another owner';
      const key = keyOf(owner.purpose, keyId);
      return await Promise.resolve(decrypt(key, wrapped, authenticated(keyId, owner), fault));
    },
  };
}

function ringOf(given: WrappingKeys): {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
} {
  const { keyId, key, otherKeys } = given;
  if (otherKeys?.[keyId] !== undefined) {
    throw new KeyError('the key in use must not stand among the others');
  }
  const keys = new Map([...Object.entries(otherKeys ?? {}), [keyId, key] as const]);
  for (const [id, bytes] of keys) assertKeyFits(id, bytes);
  return { current: keyId, keys };
}

function authenticated(keyId: string, { purpose, municipalityId, dataKeyId }: DataKeyOwner): Buffer {
  return framed([keyId, purpose, municipalityId, dataKeyId]);
}
