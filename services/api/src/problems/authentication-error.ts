/** Nobody is known to ask: there is no token, or none that holds. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code: 'authentication.missing' | 'authentication.invalid';

  constructor(code: 'authentication.missing' | 'authentication.invalid') {
    super(code);
    this.code = code;
  }
}
