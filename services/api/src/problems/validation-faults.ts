import type { FaultCode } from './fault-texts.ts';

/** One fault of a field. */
export interface Fault {
  readonly pointer: string;
  readonly code: FaultCode;
}

/** What the validator says about one place; the part of TypeBox's errors that is used here. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Faults of one request at most; the rest would not help anyone. */
export const MAX_FAULTS = 20;

/** Characters of a name that are repeated at most. */
const LONGEST_NAME = 60;

const CODES: Readonly<Record<string, FaultCode>> = {
  type: 'type',
  enum: 'not-allowed',
  const: 'not-allowed',
  format: 'format',
  pattern: 'format',
  minimum: 'too-small',
  exclusiveMinimum: 'too-small',
  maximum: 'too-large',
  exclusiveMaximum: 'too-large',
  minLength: 'too-short',
  minItems: 'too-short',
  minProperties: 'too-short',
  maxLength: 'too-long',
  maxItems: 'too-long',
  maxProperties: 'too-long',
  uniqueItems: 'not-unique',
};

/**
 * The faults behind a validator's errors, one for each place and kind. Missing and unknown properties point at
 * the property itself. `root` is the part of the request: `/body`, `/query`, `/params` or `/headers`.
 */
export function toFaults(root: string, errors: readonly SchemaError[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const fault of errors.flatMap((error) => faultsOf(root, error))) {
    faults.set(`${fault.pointer} ${fault.code}`, fault);
  }
  return [...faults.values()].slice(0, MAX_FAULTS);
}

function faultsOf(root: string, error: SchemaError): readonly Fault[] {
  const pointer = root + cutName(error.instancePath);
  const { keyword, params } = error;
  if (keyword === 'required') return missingAt(pointer, params['requiredProperties']);
  // An unknown property is reported at itself, as a schema that nothing fits, and once more at its object.
  if (keyword === 'boolean') return [{ pointer, code: 'unknown-field' }];
  if (keyword === 'additionalProperties') return [];
  if (keyword === 'format' && params['format'] === 'date') return [{ pointer, code: 'not-a-date' }];
  return [{ pointer, code: CODES[keyword] ?? 'invalid' }];
}

function missingAt(pointer: string, properties: unknown): readonly Fault[] {
  const names: readonly unknown[] = Array.isArray(properties) ? properties : [];
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => ({ pointer: `${pointer}/${name}`, code: 'required' }));
}

/** The path with its last name cut where it is longer than any of ours: it may be the caller's own. */
function cutName(path: string): string {
  const start = path.lastIndexOf('/') + 1;
  return path.slice(0, start) + path.slice(start, start + LONGEST_NAME).toWellFormed();
}
