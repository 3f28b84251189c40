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
const MAX_FAULTS = 20;

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
  const pointer = root + error.instancePath;
  const { keyword, params } = error;
  if (keyword === 'required') return atProperties(pointer, params['requiredProperties'], 'required');
  if (keyword === 'additionalProperties') {
    return atProperties(pointer, params['additionalProperties'], 'unknown-field');
  }
  // The validator reports an unknown property a second time as a schema that nothing fits.
  if (keyword === 'boolean') return [];
  if (keyword === 'format' && params['format'] === 'date') return [{ pointer, code: 'not-a-date' }];
  return [{ pointer, code: CODES[keyword] ?? 'invalid' }];
}

function atProperties(pointer: string, properties: unknown, code: FaultCode): readonly Fault[] {
  const names: readonly unknown[] = Array.isArray(properties) ? properties : [];
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => ({ pointer: `${pointer}/${escapePointer(name)}`, code }));
}

/** A property name as a JSON pointer has it (RFC 6901), cut where it is longer than any of ours. */
function escapePointer(name: string): string {
  return name.slice(0, 60).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
}
