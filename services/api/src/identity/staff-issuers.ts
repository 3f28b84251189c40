import {
  type Confirmation,
  EXCHANGE_LIMIT_MS,
  type KeepRefreshToken,
  type StaffIdentity,
  type StaffIssuer,
} from '@boligtrapp/use-cases';
import * as oidc from 'openid-client';
import { isSignedBy } from './id-token.ts';
import { claimedIssuer, type LogoutToken, verifyLogoutToken } from './logout-token.ts';
import { createRemoteKeys, isAboutKeys } from './remote-keys.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';
import {
  hasWantedStrength,
  type ReadClaims,
  readStaffClaims,
  type StaffIssuerSettings,
} from './staff-claims.ts';

/** What came of a sign-in at an identity provider. */
export type CompletedSignIn =
  | { readonly kind: 'identified'; readonly identity: StaffIdentity; readonly refreshToken: string }
  /** Known there, and without exactly one role here. */
  | {
      readonly kind: 'role-missing';
      readonly municipalityId: string;
      readonly actorId: string;
      readonly because: 'no-role' | 'several-roles';
    }
  | { readonly kind: 'municipality-unknown' }
  /** The answer does not belong to the attempt, does not hold, or says that nobody signed in. */
  | { readonly kind: 'failed'; readonly because: string };

/** The identity providers of the municipalities, behind which the protocol is hidden. */
export interface StaffIssuers extends StaffIssuer {
  /** Name of the provider: the one that is asked for, or the only one there is. Undefined where there is none. */
  choose(wanted: string | undefined): string | undefined;
  /** Where to send the browser, and what to keep in it. @throws {IssuerUnreachableError} */
  begin(
    issuerId: string,
    redirectUri: string,
  ): Promise<{ readonly url: string; readonly attempt: Pick<SignInAttempt, 'state' | 'nonce' | 'verifier'> }>;
  /** Trades the answer of the provider for an identity. @throws {IssuerUnreachableError} */
  complete(attempt: SignInAttempt, answer: URL): Promise<CompletedSignIn>;
  /** Page that ends the provider's own session; null where there is none, or nobody knows it yet. Asks nobody. */
  signOutUrl(issuer: string, returnTo: string): string | null;
  /** What a provider says has ended (OIDC back-channel logout); undefined for a token that does not hold. */
  readLogout(token: string): Promise<(LogoutToken & { readonly issuer: string }) | undefined>;
}

/** The identity provider does not answer, or not as it should. */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError';
}

/** What {@link createStaffIssuers} needs. */
export interface StaffIssuersDeps {
  readonly nowMs: () => number;
  /** The provider may be on this machine and speak HTTP; never in production. */
  readonly allowsHttp: boolean;
  readonly findMunicipalityId: (kommunenummer: string) => Promise<string | undefined>;
  /** Told what went wrong with a provider; names no person. */
  readonly onFault: (what: string, error: unknown) => void;
}

interface Provider {
  readonly settings: StaffIssuerSettings;
  /** What ids of users begin with, of all providers. */
  readonly userPrefixes: readonly string[];
  readonly configuration: Lazy<oidc.Configuration>;
}

/** Before the new refresh token is there, the metadata and the token may have to be asked for, one after the other. */
const TIMEOUT_SECONDS = EXCHANGE_LIMIT_MS / 2_000;
/** Metadata are read again after an hour: endpoints and keys move. */
const METADATA_MAX_AGE_MS = 3_600_000;

/** The providers of the settings. Nothing is fetched before it is needed; what failed is tried again. */
export function createStaffIssuers(
  settings: readonly StaffIssuerSettings[],
  deps: StaffIssuersDeps,
): StaffIssuers {
  const providers: readonly Provider[] = settings.map((one) => ({
    settings: one,
    userPrefixes: settings.map(({ userPrefix }) => userPrefix),
    configuration: lazily(deps.nowMs, async () => await discover(one, deps)),
  }));
  const byIssuer = (issuer: string): Provider | undefined =>
    providers.find((provider) => provider.settings.issuer === issuer);
  const byId = (id: string): Provider => {
    const found = providers.find((provider) => provider.settings.id === id);
    if (found === undefined) throw new Error('an identity provider is chosen before it is used');
    return found;
  };
  return {
    choose: (wanted) => {
      const [only, second] = providers;
      if (wanted === undefined) return second === undefined ? only?.settings.id : undefined;
      return providers.find((provider) => provider.settings.id === wanted)?.settings.id;
    },
    begin: async (issuerId, redirectUri) => await begin(byId(issuerId), redirectUri),
    complete: async (attempt, answer) => {
      const provider = providers.find((one) => one.settings.id === attempt.issuer);
      if (provider === undefined) return { kind: 'failed', because: 'issuer-unknown' };
      return await complete(provider, attempt, answer, deps);
    },
    confirm: async (issuer, refreshToken, keep) => {
      const provider = byIssuer(issuer);
      // A provider that was taken out of the settings vouches for nobody.
      if (provider === undefined) return { kind: 'refused' };
      return await confirm(provider, { refreshToken, keep }, deps);
    },
    signOutUrl: (issuer, returnTo) => signOutUrl(byIssuer(issuer), returnTo),
    readLogout: async (token) => {
      const claimed = claimedIssuer(token);
      const provider = claimed === undefined ? undefined : byIssuer(claimed);
      if (provider === undefined) return undefined;
      const { issuer, clientId } = provider.settings;
      const keys = await keysOf(provider, deps);
      const found = await verifyLogoutToken(token, { issuer, clientId, keys });
      return found === undefined ? undefined : { ...found, issuer };
    },
  };
}

async function discover(
  settings: StaffIssuerSettings,
  { allowsHttp }: StaffIssuersDeps,
): Promise<oidc.Configuration> {
  const configuration = await oidc.discovery(
    new URL(settings.issuer),
    settings.clientId,
    undefined,
    oidc.ClientSecretBasic(settings.clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      execute: allowsHttp ? [oidc.allowInsecureRequests] : [],
    },
  );
  if (configuration.serverMetadata().issuer !== settings.issuer) {
    throw new Error('the metadata are of another issuer than the settings say');
  }
  return configuration;
}

async function reach(provider: Provider): Promise<oidc.Configuration> {
  try {
    return await provider.configuration.get();
  } catch (error) {
    throw new IssuerUnreachableError('the metadata of the identity provider were not read', { cause: error });
  }
}

async function begin(provider: Provider, redirectUri: string): ReturnType<StaffIssuers['begin']> {
  const configuration = await reach(provider);
  const attempt = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: provider.settings.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, attempt };
}

async function complete(
  provider: Provider,
  attempt: SignInAttempt,
  answer: URL,
  deps: StaffIssuersDeps,
): Promise<CompletedSignIn> {
  const configuration = await reach(provider);
  let tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;
  try {
    tokens = await oidc.authorizationCodeGrant(configuration, answer, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
  } catch (error) {
    if (!isRefusal(error) && !isBadAnswer(error)) {
      throw new IssuerUnreachableError('the identity provider did not give a token', { cause: error });
    }
    deps.onFault('a sign-in did not succeed', error);
    return { kind: 'failed', because: 'answer-refused' };
  }
  const claims = tokens.claims();
  // Without a refresh token nobody could be asked later whether the role still holds.
  if (claims === undefined || tokens.refresh_token === undefined) {
    deps.onFault('the identity provider gave no ID token or no refresh token', undefined);
    return { kind: 'failed', because: 'token-missing' };
  }
  if (!(await isSigned(provider, tokens.id_token, deps))) {
    deps.onFault('the identity provider gave an ID token that it did not sign', undefined);
    return { kind: 'failed', because: 'answer-refused' };
  }
  // Of the sign-in alone: a token that comes with a refresh token need not say it again.
  if (!hasWantedStrength(claims, provider.settings.strength)) {
    return { kind: 'failed', because: 'too-weak' };
  }
  const found = await identify(claims, provider, deps);
  return found.kind === 'identified' ? { ...found, refreshToken: tokens.refresh_token } : found;
}

type Identified =
  | { readonly kind: 'identified'; readonly identity: StaffIdentity }
  | Exclude<CompletedSignIn, { readonly kind: 'identified' }>;

async function identify(
  claims: oidc.IDToken,
  { settings, userPrefixes }: Provider,
  { findMunicipalityId }: StaffIssuersDeps,
): Promise<Identified> {
  const read: ReadClaims = readStaffClaims(claims, settings, userPrefixes);
  if (read.kind === 'nobody') {
    return read.because === 'municipality-unknown'
      ? { kind: 'municipality-unknown' }
      : { kind: 'failed', because: read.because };
  }
  const { actorId, name, role } = read;
  const municipalityId = await findMunicipalityId(read.kommunenummer);
  if (municipalityId === undefined) return { kind: 'municipality-unknown' };
  if (role === 'none' || role === 'several') {
    const because = role === 'none' ? 'no-role' : 'several-roles';
    return { kind: 'role-missing', municipalityId, actorId, because };
  }
  const sid = claims['sid'];
  return {
    kind: 'identified',
    identity: {
      issuer: settings.issuer,
      issuerSubject: claims.sub,
      issuerSession: typeof sid === 'string' ? sid : null,
      actorId,
      name,
      role,
      municipalityId,
    },
  };
}

async function confirm(
  provider: Provider,
  { refreshToken, keep }: { readonly refreshToken: string; readonly keep: KeepRefreshToken },
  deps: StaffIssuersDeps,
): Promise<Confirmation> {
  try {
    const configuration = await reach(provider);
    const tokens = await oidc.refreshTokenGrant(configuration, refreshToken);
    const { refresh_token: rotated } = tokens;
    if (rotated !== undefined && rotated !== refreshToken) await keep(rotated);
    const claims = tokens.claims();
    // An answer without an ID token says nothing of the role.
    if (claims === undefined) return { kind: 'refused' };
    if (!(await isSigned(provider, tokens.id_token, deps))) {
      throw new IssuerUnreachableError('the identity provider gave an ID token that it did not sign');
    }
    const found = await identify(claims, provider, deps);
    return found.kind === 'identified'
      ? { kind: 'confirmed', identity: found.identity }
      : { kind: 'refused' };
  } catch (error) {
    if (isRefusal(error)) return { kind: 'refused' };
    deps.onFault('the identity provider did not confirm a session', error);
    return { kind: 'unreachable' };
  }
}

/** Answers that are about the user; any other error is about us or the provider, and nobody is signed out by it. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid_grant',
  'access_denied',
  'consent_required',
  'interaction_required',
  'login_required',
]);

function isRefusal(error: unknown): boolean {
  return (
    (error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError) &&
    REFUSALS.has(error.error)
  );
}

/** The browser brought back something that no provider has sent for this attempt. */
function isBadAnswer(error: unknown): boolean {
  return (
    error instanceof oidc.AuthorizationResponseError ||
    (error instanceof oidc.ClientError &&
      [
        'OAUTH_INVALID_RESPONSE',
        'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
        'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
      ].includes(error.code ?? ''))
  );
}

function signOutUrl(provider: Provider | undefined, returnTo: string): string | null {
  const configuration = provider?.configuration.known();
  if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
  return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
}

/** Whether the provider signed an ID token. The library checks its claims; the keys are ours to fetch. */
async function isSigned(
  provider: Provider,
  idToken: string | undefined,
  deps: StaffIssuersDeps,
): Promise<boolean> {
  const { issuer, clientId } = provider.settings;
  try {
    const keys = await keysOf(provider, deps);
    return idToken !== undefined && (await isSignedBy(idToken, { issuer, clientId, keys }));
  } catch (error) {
    if (!isAboutKeys(error)) throw error;
    throw new IssuerUnreachableError('the keys of the identity provider were not read', { cause: error });
  }
}

async function keysOf(
  provider: Provider,
  { nowMs }: StaffIssuersDeps,
): Promise<ReturnType<typeof createRemoteKeys>> {
  const { jwks_uri: jwksUri } = (await reach(provider)).serverMetadata();
  if (jwksUri === undefined) throw new IssuerUnreachableError('the identity provider has no keys');
  const known = KEYS.get(provider);
  if (known?.jwksUri === jwksUri) return known.keys;
  const keys = createRemoteKeys({ jwksUri: new URL(jwksUri), nowMs });
  KEYS.set(provider, { jwksUri, keys });
  return keys;
}

/** Keys that were fetched, so that forged tokens do not lead to a fetch each. */
const KEYS = new WeakMap<
  Provider,
  { readonly jwksUri: string; readonly keys: ReturnType<typeof createRemoteKeys> }
>();

interface Lazy<T> {
  readonly get: () => Promise<T>;
  /** What was read last; undefined before the first time. */
  readonly known: () => T | undefined;
}

/**
 * Runs `read` when it is needed first, and again after an hour, while the old value goes on being used: a provider that
 * is slow then stops nobody. A failure is not remembered.
 */
function lazily<T>(nowMs: () => number, read: () => Promise<T>): Lazy<T> {
  let kept: { readonly value: T; readonly atMs: number } | undefined;
  let reading: Promise<T> | undefined;
  const readAnew = async (): Promise<T> => {
    try {
      const value = await read();
      kept = { value, atMs: nowMs() };
      return value;
    } finally {
      reading = undefined;
    }
  };
  return {
    get: async () => {
      if (kept === undefined) return await (reading ??= readAnew());
      if (nowMs() - kept.atMs > METADATA_MAX_AGE_MS && reading === undefined) {
        reading = readAnew();
        reading.catch(() => undefined);
      }
      return kept.value;
    },
    known: () => kept?.value,
  };
}
