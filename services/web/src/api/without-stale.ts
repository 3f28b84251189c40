import { hasStatus } from './has-status.ts';

/** What is left to say of an error where the form itself shows what somebody else changed meanwhile. */
export function withoutStale(error: Error | null): Error | null {
  return hasStatus(error, 412) ? null : error;
}
