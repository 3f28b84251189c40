import type { KoboMunicipality, KoboSettings } from './kobo-settings.ts';

type Fault =
  | 'not-configured'
  | 'unreachable'
  | 'timeout'
  | 'rate-limited'
  | 'server-error'
  | 'unauthorised'
  | 'not-found'
  | 'changed-meanwhile'
  | 'refused'
  | 'redirected'
  | 'unreadable';

type Answer =
  | { readonly kind: 'ok'; readonly body: unknown; readonly etag: string | null }
  | {
      readonly kind: 'fault';
      readonly fault: Fault;
      readonly retryAfterMs: number | null;
      readonly isUndone: boolean;
    };

/** Calls to Kobo over HTTP. */
export interface HttpKoboGateway {
  read(kommunenummer: string, koboId: string): Promise<Answer>;
  change(kommunenummer: string, koboId: string, dwelling: unknown, etag: string | null): Promise<Answer>;
  create(kommunenummer: string, dwelling: unknown): Promise<Answer>;
}

/** A dwelling has some kilobytes. */
const LONGEST_ANSWER = 1024 * 1024;
/** Errors of a connection that never came about: nothing was sent. */
const NEVER_SENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/**
 * Calls Kobo under the addresses of the settings and nowhere else: no redirect is followed. Each call, its answer
 * included, ends within `timeoutMs`. The key goes into a header and nowhere else; no answer's text comes out of here but
 * as the dwelling that it is.
 */
export function createHttpKoboGateway(
  settings: KoboSettings,
  { timeoutMs }: { readonly timeoutMs: number },
): HttpKoboGateway {
  async function call(kommunenummer: string, request: Request): Promise<Answer> {
    const municipality = settings.get(kommunenummer);
    if (municipality === undefined) return fault('not-configured', true);
    try {
      return await send(municipality, request, timeoutMs);
    } catch (error) {
      return toFault(error);
    }
  }
  return {
    read: async (of, koboId) => await call(of, { method: 'GET', path: pathOf(koboId), needsBody: true }),
    change: async (of, koboId, dwelling, etag) =>
      await call(of, { method: 'PUT', path: pathOf(koboId), body: dwelling, etag, needsBody: false }),
    create: async (of, dwelling) =>
      await call(of, { method: 'POST', path: '/kobobolig', body: dwelling, needsBody: false }),
  };
}

interface Request {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly etag?: string | null;
  /** Whether an answer without JSON is none. */
  readonly needsBody: boolean;
}

function pathOf(koboId: string): string {
  return `/kobobolig/${encodeURIComponent(koboId)}`;
}

async function send(
  { baseUrl, apiKey, apiKeyHeader }: KoboMunicipality,
  { method, path, body, etag, needsBody }: Request,
  timeoutMs: number,
): Promise<Answer> {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      accept: 'application/json',
      [apiKeyHeader]: apiKey,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(etag === undefined || etag === null ? {} : { 'if-match': etag }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    await response.body?.cancel();
    return { ...toStatusFault(response.status), retryAfterMs: retryAfterMs(response) };
  }
  const text = await readText(response);
  const parsed = text === undefined ? undefined : parse(text);
  if (parsed === undefined && needsBody) return fault('unreadable', false);
  return { kind: 'ok', body: parsed, etag: response.headers.get('etag') };
}

async function readText(response: Response): Promise<string | undefined> {
  let text = '';
  const decoder = new TextDecoder();
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) return undefined;
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type FaultAnswer = Extract<Answer, { readonly kind: 'fault' }>;

function fault(kind: Fault, isUndone: boolean): FaultAnswer {
  return { kind: 'fault', fault: kind, retryAfterMs: null, isUndone };
}

function toStatusFault(status: number): FaultAnswer {
  if (status === 429) return fault('rate-limited', true);
  if (status >= 500) return fault('server-error', false);
  if (status === 401 || status === 403) return fault('unauthorised', true);
  if (status === 404 || status === 410) return fault('not-found', true);
  if (status === 412) return fault('changed-meanwhile', true);
  return status >= 400 ? fault('refused', true) : fault('redirected', false);
}

/** Seconds or a date, as HTTP has it. */
function retryAfterMs({ headers }: Response): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function toFault(error: unknown): FaultAnswer {
  if (error instanceof DOMException && error.name === 'TimeoutError') return fault('timeout', false);
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown =
    typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return fault('unreachable', typeof code === 'string' && NEVER_SENT.includes(code));
}
