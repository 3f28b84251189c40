import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

/** The keys of an issuer could not be fetched; whether a token is good is not known. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** What {@link createRemoteKeys} needs. */
export interface RemoteKeysOptions {
  readonly jwksUri: URL;
  readonly nowMs: () => number;
  readonly fetch?: typeof fetch;
}

/** Keys that the issuer has withdrawn are trusted for so long at most. */
const CACHE_MAX_AGE_MS = 600_000;
/** A key id that is not known leads to a fetch so often at most, whoever sends how many of them. */
const UNKNOWN_KEY_INTERVAL_MS = 60_000;
/** A fetch that failed is tried again so soon, while there are no keys to go on with. */
const RETRY_INTERVAL_MS = 5_000;
const FETCH_TIMEOUT_MS = 3_000;

/**
 * The public keys of an issuer, fetched when they are needed first, again after ten minutes, and for a key id that is
 * not known, at most once a minute. The library counts that minute from a fetch that succeeded; here one that failed
 * counts, too, or an issuer that is down would be asked for every forged token.
 */
export function createRemoteKeys({ jwksUri, nowMs, fetch: ask = fetch }: RemoteKeysOptions): JWTVerifyGetKey {
  let lastFailureMs = Number.NEGATIVE_INFINITY;
  let hasKeys = false;
  const guardedFetch = async (url: string, init: RequestInit): Promise<Response> => {
    const interval = hasKeys ? UNKNOWN_KEY_INTERVAL_MS : RETRY_INTERVAL_MS;
    if (nowMs() - lastFailureMs < interval) throw new KeysUnavailableError('not asked again so soon');
    try {
      const response = await ask(url, init);
      if (response.status !== 200) throw new KeysUnavailableError(`answered ${response.status}`);
      // Read here, so that half an answer counts as none.
      const text = await response.text();
      lastFailureMs = Number.NEGATIVE_INFINITY;
      hasKeys = true;
      return new Response(text, { status: 200 });
    } catch (error) {
      lastFailureMs = nowMs();
      throw error instanceof KeysUnavailableError
        ? error
        : new KeysUnavailableError('not reached', { cause: error });
    }
  };
  return createRemoteJWKSet(jwksUri, {
    cooldownDuration: UNKNOWN_KEY_INTERVAL_MS,
    cacheMaxAge: CACHE_MAX_AGE_MS,
    timeoutDuration: FETCH_TIMEOUT_MS,
    [customFetch]: guardedFetch,
  });
}

/** Whether an error of the library says that the keys are missing, and not that the token is bad. */
export function isAboutKeys(error: unknown): boolean {
  return (
    error instanceof KeysUnavailableError ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
  );
}
