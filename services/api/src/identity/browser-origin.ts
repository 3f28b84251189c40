import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Header in which a page sends back the token of `GET /v1/me`. */
export const CSRF_HEADER = 'x-csrf-token';

/**
 * Whether a request that came with a session cookie was made by a page of ours. One that changes nothing needs no proof.
 * Everything else needs the token that only our pages can read, and a browser that says where the request comes from:
 * a stolen token alone, or a forgotten check alone, opens nothing.
 */
export function isFromOurPages(
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  { csrfToken, origin }: { readonly csrfToken: string; readonly origin: string },
): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const { headers } = request;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin !== undefined && headers.origin !== origin) return false;
  if (site === undefined && headers.origin === undefined) return false;
  const given = headers[CSRF_HEADER];
  return typeof given === 'string' && isEqual(given, csrfToken);
}

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
