/** What is wrong with one place of a JSON document. */
export type JsonFaultCode =
  | 'missing-field'
  | 'unknown-field'
  | 'wrong-type'
  | 'not-allowed'
  | 'impossible-date'
  | 'date-order'
  | 'duplicate-id';

/** One fault; `pointer` is a JSON Pointer (RFC 6901) to the place, `''` for the whole document. */
export interface JsonFault {
  readonly pointer: string;
  readonly code: JsonFaultCode;
  /** For people. Never repeats a value of the document, which may be personal data. */
  readonly detail: string;
}

/** Collects faults: keeps the first `limit` and counts the rest. */
export interface FaultLog {
  readonly add: (pointer: string, code: JsonFaultCode, detail: string) => undefined;
  readonly faults: readonly JsonFault[];
  readonly total: () => number;
}

/** A log that keeps the first `limit` faults. */
export function faultLog(limit: number): FaultLog {
  const faults: JsonFault[] = [];
  let total = 0;
  return {
    faults,
    total: () => total,
    add: (pointer, code, detail) => {
      total += 1;
      if (faults.length < limit) {
        faults.push({ pointer, code, detail });
      }
      return undefined;
    },
  };
}

/** `pointer` extended by one step, escaped as RFC 6901 asks. */
export function pointerTo(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
