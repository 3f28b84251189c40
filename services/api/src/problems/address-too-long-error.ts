/** The address of a request is longer than any of ours. */
export class AddressTooLongError extends Error {
  override readonly name = 'AddressTooLongError';

  constructor() {
    super('address too long');
  }
}
