import { jobHandler } from '../src/index.ts';

/** Handlers of the other kinds of the queue `rounds`, of which no job comes in these tests. */
export const IDLE_ROUND_HANDLERS = [
  jobHandler('rounds', 'run-policy-impact', () => Promise.resolve()),
] as const;
