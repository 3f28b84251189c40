import type { Rehearsed } from '@boligtrapp/testing';
import type { Role } from '@boligtrapp/use-cases';
import type { Endpoint } from '../endpoints.ts';
import { signToken } from '../tokens.ts';
import { freeMember, type MatrixScene, recusedMember } from './matrix-scene.ts';
import type { Ask, Expected, Probe } from './probe.ts';

/**
 * Who asks about which case. `allowed`: somebody recused from nothing, about the first case. `recused`: somebody who is,
 * about the same. `recused-stale`: the same with a version that is not the one there is. `other-case`: the recused one about the second case. `elsewhere`: somebody of another municipality.
 */
export const SITUATIONS = ['allowed', 'recused', 'recused-stale', 'other-case', 'elsewhere'] as const;

/** One of {@link SITUATIONS}. */
export type Situation = (typeof SITUATIONS)[number];

/** Who asks. */
export interface Asking {
  readonly role: Role | 'nobody';
  readonly situation: Situation;
}

/** An answer of the matrix. */
export interface Answered extends Asking {
  readonly operationId: string;
  readonly method: Endpoint['method'];
  readonly status: number;
  readonly code: string | undefined;
  readonly isText: boolean;
  readonly body: string;
  /** What was sent: the address and the body. */
  readonly sent: string;
  /** The transactions that ended well, each with what it noted. */
  readonly rehearsed: readonly Rehearsed[];
}

/** What has to come of it for somebody with the permission. */
export function expectedOf(probe: Probe, { role, situation }: Asking): Expected {
  if (situation === 'elsewhere') return probe.elsewhere;
  if (situation !== 'allowed' && situation !== 'other-case') return probe.recused;
  if (probe.withheldFrom?.some((one) => one === role) === true) return 404;
  return situation === 'other-case' ? (probe.otherCase ?? probe.allowed) : probe.allowed;
}

/** Whether the answer is what was expected. */
export function isAsExpected({ status, code }: Answered, expected: Expected): boolean {
  return typeof expected === 'number'
    ? status === expected
    : status === expected.status && code === expected.code;
}

/** Whether the answer was given to somebody who is recused from a case. */
export function recusalMatters({ situation }: Answered): boolean {
  return situation !== 'allowed' && situation !== 'elsewhere';
}

/** Asks a route as somebody with the role, or with no token. */
export async function askRoute(
  scene: MatrixScene,
  endpoint: Endpoint,
  probe: Probe,
  who: Asking,
): Promise<Answered> {
  const { role, situation } = who;
  const { cases } = scene.home;
  const isRecused = situation !== 'allowed' && situation !== 'elsewhere';
  const subject = isRecused ? recusedMember(role) : freeMember(role);
  const about = situation === 'other-case' ? cases.other : cases.recused;
  const ask = probe.ask(about, scene.home, subject);
  const municipalityId = situation === 'elsewhere' ? scene.elsewhere.id : scene.home.id;
  const url = urlOf(endpoint, ask);
  const stale = situation === 'recused-stale' ? 1 : 0;
  scene.rehearsal.take();
  const response = await scene.app.inject({
    method: endpoint.method,
    url,
    headers: {
      ...(role === 'nobody' ? {} : await bearerOf({ role, municipalityId, subject })),
      ...(endpoint.method === 'POST' ? { 'idempotency-key': 'a-key-of-the-matrix' } : {}),
      ...(ask.version === undefined ? {} : { 'if-match': `"${ask.version + stale}"` }),
      ...typeOf(ask),
    },
    ...payloadOf(ask),
  });
  const isText = /json|text/.test(response.headers['content-type'] ?? 'json');
  return {
    operationId: endpoint.operationId,
    method: endpoint.method,
    role,
    situation,
    status: response.statusCode,
    code: response.statusCode >= 400 ? response.json<{ code?: string }>().code : undefined,
    isText,
    body: isText ? response.body : '',
    sent: `${url} ${JSON.stringify(ask.body ?? {})}`,
    rehearsed: scene.rehearsal.take(),
  };
}

function typeOf({ file }: Ask): { readonly 'content-type'?: string } {
  return file === undefined ? {} : { 'content-type': file.type };
}

function payloadOf({ body, file }: Ask): { readonly payload?: object | string } {
  const payload = body ?? file?.text;
  return payload === undefined ? {} : { payload };
}

function urlOf(endpoint: Endpoint, { params = {}, query }: Ask): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = params[name];
    if (value === undefined || value === '')
      throw new Error(`${endpoint.operationId} is asked without ${name}`);
    return value;
  });
  return query === undefined ? path : `${path}?${query}`;
}

const tokens = new Map<string, string>();

async function bearerOf(who: {
  readonly role: Role;
  readonly municipalityId: string;
  readonly subject: string;
}): Promise<{ readonly authorization: string }> {
  const key = `${who.municipalityId} ${who.subject}`;
  const token = tokens.get(key) ?? (await signToken(who));
  tokens.set(key, token);
  return { authorization: `Bearer ${token}` };
}
