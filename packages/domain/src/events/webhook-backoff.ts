/** Seconds to wait after each attempt that failed; after the last attempt there is none. */
const WAITS_SECONDS = [
  5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400,
] as const satisfies readonly number[];

/** Attempts that a message gets before it is dead; together they take about two days. */
export const WEBHOOK_ATTEMPTS: number = WAITS_SECONDS.length + 1;

/**
 * Seconds until the next attempt after so many that failed (1 or more); undefined when they were all.
 */
export function waitAfterFailure(failedAttempts: number): number | undefined {
  return WAITS_SECONDS[failedAttempts - 1];
}
