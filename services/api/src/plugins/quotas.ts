import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { SESSION_COOKIE } from '../identity/session-cookies.ts';
import { QuotaExceededError } from '../problems/quota-exceeded-error.ts';

/** Name of {@link quotas} among the plugins. */
export const QUOTAS_PLUGIN_ID = 'quotas';

/** What {@link quotas} needs. */
export interface QuotaOptions {
  /** Requests of one user for single things in a minute; the other quotas are shares of it. */
  readonly requestsPerMinute: number;
}

/**
 * What a route is counted as: `list` for pages of rows; `costly` for files, uploads and computations, which a few
 * callers could keep the whole process busy with; `page` for the pages and what they are made of, which hold no data;
 * `probe` for what is never refused; `single` for all else.
 */
export type QuotaKind = 'single' | 'list' | 'costly' | 'page' | 'probe';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Found from the schema of the route where it does not say. */
    readonly quota?: QuotaKind;
  }
  interface FastifyInstance {
    /**
     * Counts a failed sign-in of the caller's address, and says whether there have been too many; the headers of
     * `reply` then tell when to come again.
     */
    countFailedSignIn(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  }
}

/** Quotas as shares of that for single things. */
const SHARES = {
  single: 1,
  list: 1 / 2,
  costly: 1 / 20,
  page: 20,
  probe: 1,
  /** All users of an address together, and on its own all that comes from it without a user. */
  users: 10,
  anonymous: 10,
  failures: 1 / 5,
};

const MINUTE_MS = 60_000;
/** Callers that are remembered at the same time; those seen longest ago are forgotten first. */
const KEPT_CALLERS = 50_000;
/** Media types that are answers and pages, not files. */
const NO_FILES = ['application/json', 'text/html', 'text/plain'];

/**
 * Quotas for every minute: of each user (of each address where there is no user) by kind of route; of each address for
 * all its users together, for all that comes from it without a user, for the pages, and a small one for failed sign-ins.
 * None of them eats into another: whoever is signed in goes on working, whatever else comes from the same address. The
 * counts live in the memory of the process: with several replicas each allows as much.
 *
 * A failed sign-in above its quota is answered with 429 and not 401; a valid token is served all the same, because a
 * whole municipality may share one address and must not be shut out by one program with an old token.
 */
export const quotas = fp<QuotaOptions>(
  async (app: FastifyInstance, { requestsPerMinute }) => {
    const quotaOf = (share: keyof typeof SHARES): number =>
      Math.max(1, Math.round(requestsPerMinute * SHARES[share]));
    app.addHook('onRoute', declareKind);
    await app.register(rateLimit, {
      enableDraftSpec: true,
      timeWindow: MINUTE_MS,
      cache: KEPT_CALLERS,
      max: (request) => quotaOf(kindOf(request)),
      keyGenerator: (request) => `${kindOf(request)} ${userOf(request) ?? addressOf(request)}`,
      allowList: (request) => kindOf(request) === 'probe',
      errorResponseBuilder: () => new QuotaExceededError(),
    });
    const limiterOf = (share: 'users' | 'anonymous' | 'failures'): Limiter =>
      app.createRateLimit({ max: quotaOf(share), keyGenerator: addressOf, allowList: [] });
    const countUsers = limiterOf('users');
    const countAnonymous = limiterOf('anonymous');
    const countFailure = limiterOf('failures');
    app.addHook('onRequest', async (request, reply) => {
      if (!isCounted(request) || hasCredentials(request)) return;
      if (isExceeded(await countAnonymous(request), reply)) throw new QuotaExceededError();
    });
    // Who comes with something is known only now. What does not hold was counted as a failed sign-in.
    app.addHook('preParsing', async (request, reply) => {
      if (!isCounted(request) || !hasCredentials(request)) return;
      const count = request.actor === null ? countAnonymous : countUsers;
      if (isExceeded(await count(request), reply)) throw new QuotaExceededError();
    });
    app.decorate('countFailedSignIn', async (request: FastifyRequest, reply: FastifyReply) =>
      isExceeded(await countFailure(request), reply),
    );
  },
  { name: QUOTAS_PLUGIN_ID, fastify: '5.x' },
);

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

function isExceeded(count: Awaited<ReturnType<Limiter>>, reply: FastifyReply): boolean {
  if (count.isAllowed || !count.isExceeded) return false;
  void reply.headers({
    'ratelimit-limit': count.max,
    'ratelimit-remaining': 0,
    'ratelimit-reset': count.ttlInSeconds,
    'retry-after': count.ttlInSeconds,
  });
  return true;
}

function isCounted(request: FastifyRequest): boolean {
  return !['probe', 'page'].includes(kindOf(request));
}

/** Whether a request comes with something that may tell who asks; whether it does is not known yet. */
function hasCredentials({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || headers.cookie?.includes(`${SESSION_COOKIE}=`) === true;
}

function kindOf(request: FastifyRequest): QuotaKind {
  return request.routeOptions.config.quota ?? 'single';
}

function userOf({ actor }: FastifyRequest): string | undefined {
  return actor === null ? undefined : `${actor.municipalityId}/${actor.id}`;
}

/** The address, or the network of it where one caller has a whole network (IPv6). */
function addressOf({ ip }: { readonly ip?: string }): string {
  // Nobody's where the caller has hung up before anybody looked.
  return ip === undefined ? '' : normalizeIP(ip);
}

function declareKind(route: RouteOptions): void {
  const { config } = route;
  if (config === undefined || config.quota !== undefined) return;
  route.config = { ...config, quota: findKind(route) };
}

function findKind({ url, schema, handlerTimeout, bodyLimit }: RouteOptions): QuotaKind {
  if (url.startsWith('/health/')) return 'probe';
  if (handlerTimeout !== undefined || bodyLimit !== undefined || answersFile(schema?.response)) {
    return 'costly';
  }
  const query: unknown = schema?.querystring;
  const properties =
    typeof query === 'object' && query !== null && 'properties' in query ? query.properties : undefined;
  const isList = typeof properties === 'object' && properties !== null && 'limit' in properties;
  return isList ? 'list' : 'single';
}

function answersFile(response: unknown): boolean {
  if (typeof response !== 'object' || response === null) return false;
  return Object.entries(response).some(([status, answer]: [string, unknown]) => {
    if (!status.startsWith('2') || typeof answer !== 'object' || answer === null) return false;
    const content: unknown = 'content' in answer ? answer.content : undefined;
    return (
      typeof content === 'object' &&
      content !== null &&
      Object.keys(content).some((type) => !NO_FILES.includes(type))
    );
  });
}
