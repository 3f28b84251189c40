import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Configuration, interactionPolicy, type JWK, Provider } from 'oidc-provider';
import type { StaffIssuerSettings } from '../identity/staff-claims.ts';
import { BACK_CHANNEL_PATH } from '../routes/identity/back-channel.routes.ts';
import { CALLBACK_PATH } from '../routes/identity/sign-in.routes.ts';
import { chooserPage } from './chooser-page.ts';
import type { DevUser } from './dev-identity-settings.ts';

/** The identity provider of development. */
export interface DevIssuer {
  /** What the API is told of it, in the form of the settings of a real one. */
  readonly settings: StaffIssuerSettings;
  /** Answers a request; whoever listens passes on all that is not its own. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const CLIENT_ID = 'boligtrapp';
const MUNICIPALITY_CLAIM = 'municipality';
const INTERACTION = /^\/interaction\/([\w-]+)$/;
/** Posted by the page that lets somebody choose. */
const LONGEST_FORM = 1_000;

/**
 * A real OpenID provider (authorization code, PKCE, refresh tokens that rotate, sign-out, back-channel logout) that asks
 * for no password: a page lets everybody choose who to be. `users` is read at every question, so that somebody who is
 * taken out of it, or gets another role, is refused or seen with that role by the next refresh.
 *
 * @param apiOrigins where the API may be reached; a loopback address stands for any port of it.
 */
export function createDevIssuer(
  issuer: string,
  users: () => readonly DevUser[],
  apiOrigins: readonly string[],
): DevIssuer {
  const clientSecret = randomBytes(32).toString('base64url');
  const find = (id: string): DevUser | undefined => users().find(({ sub }) => sub === id);
  const provider = new Provider(issuer, configurationOf({ clientSecret, find, apiOrigins }));
  const answer = provider.callback();
  return {
    settings: {
      id: 'development',
      issuer,
      clientId: CLIENT_ID,
      clientSecret,
      scope: 'openid offline_access',
      userClaim: 'sub',
      userPrefix: '',
      strength: { amr: [], acr: [] },
      roleClaim: 'roles',
      roles: SAME_ROLES,
      municipality: { claim: MUNICIPALITY_CLAIM, kommunenummerByValue: SAME_NUMBERS },
    },
    handle: async (request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      if (INTERACTION.test(path)) await interact(provider, users(), request, response);
      else await answer(request, response);
    },
  };
}

const SAME_ROLES = Object.fromEntries(
  (['case-officer', 'committee', 'housing-manager', 'leader', 'auditor', 'follow-up'] as const).map(
    (role) => [role, role],
  ),
);
/** Every kommunenummer stands for itself. */
const SAME_NUMBERS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, '0')).map((text) => [text, text]),
);

interface Setup {
  readonly clientSecret: string;
  readonly find: (id: string) => DevUser | undefined;
  readonly apiOrigins: readonly string[];
}

function configurationOf({ clientSecret, find, apiOrigins }: Setup): Configuration {
  const at = (path: string): string[] => apiOrigins.map((origin) => `${origin}${path}`);
  const [backChannel] = apiOrigins.filter((origin) => new URL(origin).port !== '');
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        // A native client: its loopback addresses stand for any port (RFC 8252 § 7.3).
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: at(CALLBACK_PATH),
        post_logout_redirect_uris: at('/'),
        ...(backChannel === undefined
          ? {}
          : {
              backchannel_logout_uri: backChannel + BACK_CHANNEL_PATH,
              backchannel_logout_session_required: true,
            }),
      },
    ],
    jwks: { keys: [newSigningKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub', 'roles', MUNICIPALITY_CLAIM, 'sid'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: backChannel !== undefined },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { policy: interactions(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: async () => await Promise.resolve(true),
    rotateRefreshToken: true,
    findAccount: (_ctx, id) => {
      const user = find(id);
      if (user === undefined) return undefined;
      const claims = { sub: user.sub, roles: [...user.roles], [MUNICIPALITY_CLAIM]: user.municipality };
      return { accountId: id, claims: async () => await Promise.resolve(claims) };
    },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      // Nobody is asked whether this product may know who they are: it is what they have come for.
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid offline_access');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 600,
      Session: 36_000,
      Grant: 86_400,
      RefreshToken: 86_400,
    },
  };
}

/** Asks who somebody is, and not again whether this client may know it, as it would every client on a loopback address. */
function interactions(): ReturnType<typeof interactionPolicy.base> {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomBytes(8).toString('hex');
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid, use: 'sig', alg: 'RS256' };
}

/** Shows whom one can be, and signs in as whoever was chosen. */
async function interact(
  provider: Provider,
  users: readonly DevUser[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  if (details === undefined) {
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('Begynn på nytt.');
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    });
    response.end(chooserPage(users));
    return;
  }
  const chosen = new URLSearchParams(await readForm(request)).get('user');
  const user = users.find(({ sub }) => sub === chosen);
  const result =
    user === undefined ? { error: 'access_denied' } : { login: { accountId: user.sub, remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_FORM) return '';
  }
  return text;
}
