/** The embedded PostgreSQL cannot be set up, started or stopped; the message says what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
