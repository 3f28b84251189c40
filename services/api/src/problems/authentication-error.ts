import type { EdgeProblemCode } from './edge-problems.ts';

/** Why it is not known who asks, or whether they may. */
export type AuthenticationCode = Extract<EdgeProblemCode, `authentication.${string}`>;

/** Nobody is known to ask: there is no token and no session, none that holds, or it cannot be told at the moment. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code: AuthenticationCode;

  constructor(code: AuthenticationCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
