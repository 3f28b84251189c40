import { decodeJwt } from 'jose';
import type { TokenVerifier, VerifiedCaller } from './token-verifier.ts';

const MAX_AGE_MS = 30_000;
/** Tokens that are kept at the same time; the oldest go first. */
const MAX_KEPT = 1_000;

/**
 * Verifies a token once in half a minute, and never after its end: a caller sends the same one with every request, and
 * the signature costs more than the rest of the way to the route. What is refused is not kept.
 */
export function rememberCallers(verify: TokenVerifier, nowMs: () => number): TokenVerifier {
  const kept = new Map<string, { readonly caller: VerifiedCaller; readonly untilMs: number }>();
  return async (token) => {
    const known = kept.get(token);
    if (known !== undefined && nowMs() < known.untilMs) return known.caller;
    kept.delete(token);
    const caller = await verify(token);
    if (caller === undefined) return undefined;
    const [oldest] = kept.size < MAX_KEPT ? [] : kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
    const { exp = 0 } = decodeJwt(token);
    kept.set(token, { caller, untilMs: Math.min(nowMs() + MAX_AGE_MS, exp * 1_000) });
    return caller;
  };
}
