/** What goes wrong with calls. `lost`: it is done, and answered with 500; `stale`: a reading gets what was there before. */
export const CALL_FAULTS = ['none', 'down', 'slow', 'too-many', 'broken', 'lost', 'stale'] as const;
/** One of {@link CALL_FAULTS}. */
export type CallFault = (typeof CALL_FAULTS)[number];

/** What is to go wrong from now on. */
export interface Faults {
  readonly calls: CallFault;
  /** Calls that it goes wrong with; then none. Null for all until something else is said. */
  readonly times: number | null;
  /** How long a slow call takes, in milliseconds. */
  readonly slowMs: number;
  /** How often each hint is sent. */
  readonly hintCopies: number;
  /** Whether hints are sent the last first. */
  readonly hintsOutOfOrder: boolean;
}

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = {
  calls: 'none',
  times: null,
  slowMs: 15_000,
  hintCopies: 1,
  hintsOutOfOrder: false,
};

/** The faults that a text of JSON asks for; undefined where it is none. */
export function readFaults(value: unknown): Faults | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given: Readonly<Record<string, unknown>> = { ...NO_FAULTS, ...value };
  const { calls, times, slowMs, hintCopies, hintsOutOfOrder } = given;
  const fault = CALL_FAULTS.find((each) => each === calls);
  if (fault === undefined || typeof hintsOutOfOrder !== 'boolean') return undefined;
  if (times !== null && !isCount(times)) return undefined;
  if (!isCount(slowMs) || !isCount(hintCopies)) return undefined;
  return { calls: fault, times, slowMs, hintCopies, hintsOutOfOrder };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 100_000;
}
