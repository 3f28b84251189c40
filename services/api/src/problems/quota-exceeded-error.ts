/** A user or an address has sent more requests than its quota. Headers of the answer say when to come again. */
export class QuotaExceededError extends Error {
  override readonly name = 'QuotaExceededError';

  constructor() {
    super('too many requests');
  }
}
