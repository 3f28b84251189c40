declare const BRAND: unique symbol;

/**
 * A `T` that has passed the check named `Name`. Costs nothing at run time; only the `is…`/`parse…` function
 * of that name makes one.
 */
export type Brand<T, Name extends string> = T & { readonly [BRAND]: Name };

/** A list with at least one element, so that `list[0]` is never undefined. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Whether `list` has an element; narrows it to {@link NonEmpty}. */
export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}

/** What is shown in place of a sensitive value, in JSON, logs, templates and inspection alike. */
export const REDACTED = '[redacted]';

// Node's inspection hook is found through the global symbol registry, so nothing of Node is imported.
const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom');

function redact(): typeof REDACTED {
  return REDACTED;
}

/**
 * Holds a national identity number, health fact or protected address. The value is reached through
 * {@link Sensitive.reveal} only; printing, logging or serialising the wrapper shows {@link REDACTED}.
 */
export interface Sensitive<T> {
  /** The value itself. Every call is a place where personal data may leave. */
  readonly reveal: () => T;
  readonly toJSON: () => typeof REDACTED;
  readonly toString: () => typeof REDACTED;
  readonly [INSPECT]: () => typeof REDACTED;
}

/**
 * Wraps `value` so that it cannot be printed by accident. The value is kept in a closure, not in a field:
 * no walk over the wrapper's keys finds it. The wrapper cannot be cloned into a message or job.
 */
export function sensitive<T>(value: T): Sensitive<T> {
  return Object.freeze({ reveal: () => value, toJSON: redact, toString: redact, [INSPECT]: redact });
}
