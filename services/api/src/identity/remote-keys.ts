import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

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

/** Keys that the issuer has withdrawn are trusted for so long at most, as long as it can be asked. */
const CACHE_MAX_AGE_MS = 600_000;
/** And so long while it cannot: as long as a token lives that was given while the keys were good. */
const STALE_MAX_AGE_MS = 3_600_000;
/** A key id that is not known leads to a fetch so often at most, whoever sends how many of them. */
const UNKNOWN_KEY_INTERVAL_MS = 60_000;
/** A fetch that failed is tried again so soon. */
const RETRY_INTERVAL_MS = 5_000;
const FETCH_TIMEOUT_MS = 3_000;

interface FetchedKeys {
  readonly find: JWTVerifyGetKey;
  readonly atMs: number;
}

/**
 * The public keys of an issuer: fetched when they are needed first, again after ten minutes, and for a key id that is
 * not known, at most once a minute. A fetch that fails is tried again after five seconds; meanwhile the last good keys
 * go on for an hour, so that an outage of the issuer's keys alone locks nobody out. The library's own remote set does
 * neither: it fetches for every forged token while the issuer is down, and refuses all once its keys are ten minutes old.
 */
export function createRemoteKeys({ jwksUri, nowMs, fetch: ask = fetch }: RemoteKeysOptions): JWTVerifyGetKey {
  let known: FetchedKeys | undefined;
  let lastFailureMs = Number.NEGATIVE_INFINITY;
  let fetching: Promise<FetchedKeys> | undefined;
  const fetchAnew = async (): Promise<FetchedKeys> => {
    try {
      known = { find: createLocalJWKSet(await fetchKeys(jwksUri, ask)), atMs: nowMs() };
      return known;
    } catch (error) {
      lastFailureMs = nowMs();
      throw error instanceof KeysUnavailableError
        ? error
        : new KeysUnavailableError('not reached', { cause: error });
    } finally {
      fetching = undefined;
    }
  };
  const refresh = async (): Promise<FetchedKeys> => {
    if (fetching === undefined && nowMs() - lastFailureMs < RETRY_INTERVAL_MS) {
      throw new KeysUnavailableError('not asked again so soon');
    }
    return await (fetching ??= fetchAnew());
  };
  const current = async (): Promise<FetchedKeys> => {
    const had = known;
    if (had === undefined) return await refresh();
    const ageMs = nowMs() - had.atMs;
    if (ageMs <= CACHE_MAX_AGE_MS) return had;
    if (ageMs > STALE_MAX_AGE_MS) return await refresh();
    return await refresh().catch(() => had);
  };
  return async (header, token) => {
    const keys = await current();
    try {
      return await keys.find(header, token);
    } catch (error) {
      const isUnknown = error instanceof errors.JWKSNoMatchingKey;
      if (!isUnknown || nowMs() - keys.atMs < UNKNOWN_KEY_INTERVAL_MS) throw error;
      return await (await refresh()).find(header, token);
    }
  };
}

async function fetchKeys(jwksUri: URL, ask: typeof fetch): Promise<JSONWebKeySet> {
  const response = await ask(jwksUri, {
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (response.status !== 200) throw new KeysUnavailableError(`answered ${response.status}`);
  const answer: unknown = await response.json();
  if (!isKeySet(answer)) throw new KeysUnavailableError('answered with something else than keys');
  return answer;
}

function isKeySet(answer: unknown): answer is JSONWebKeySet {
  if (typeof answer !== 'object' || answer === null || !('keys' in answer)) return false;
  const { keys } = answer;
  return Array.isArray(keys) && keys.every((key: unknown) => typeof key === 'object' && key !== null);
}

/** Whether an error says that the keys are missing, and not that the token is bad. */
export function isAboutKeys(error: unknown): boolean {
  return error instanceof KeysUnavailableError;
}
