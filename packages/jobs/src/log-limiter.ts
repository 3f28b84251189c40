import type { LogFields } from './job-log.ts';

/** Settings of {@link createLogLimiter}. */
export interface LogLimiterOptions {
  /** Lines let through in one second; the rest is counted. */
  readonly maxPerSecond: number;
  /** Milliseconds since the epoch or since any fixed instant. */
  readonly nowMs: () => number;
  readonly write: (fields: LogFields, message: string) => void;
}

/** A log that cannot be flooded. */
export interface LogLimiter {
  /** Writes the line, or counts it when this second has had its lines. */
  readonly write: (fields: LogFields, message: string) => void;
  /** Writes how many lines were held back, if any. Call it when a storm is over. */
  readonly flush: () => void;
}

/**
 * Lets at most `maxPerSecond` lines through in each second; the first line let through after a storm tells
 * in `suppressed` how many were held back.
 *
 * A worker whose store drops connections can emit more than 100,000 error events per second.
 */
export function createLogLimiter({ maxPerSecond, nowMs, write }: LogLimiterOptions): LogLimiter {
  let windowStartMs = Number.NEGATIVE_INFINITY;
  let written = 0;
  let suppressed = 0;

  function takeSuppressed(): LogFields {
    const fields = suppressed === 0 ? {} : { suppressed };
    suppressed = 0;
    return fields;
  }

  return {
    write(fields, message) {
      const now = nowMs();
      // A clock set back must not silence the log until it has caught up.
      if (now - windowStartMs >= 1_000 || now < windowStartMs) {
        windowStartMs = now;
        written = 0;
      }
      if (written >= maxPerSecond) {
        suppressed += 1;
        return;
      }
      written += 1;
      write({ ...fields, ...takeSuppressed() }, message);
    },
    flush() {
      if (suppressed > 0) write(takeSuppressed(), 'similar lines were held back');
    },
  };
}
