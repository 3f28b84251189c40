import { DomainError } from '@boligtrapp/use-cases';
import { AddressTooLongError } from './address-too-long-error.ts';
import { AuthenticationError } from './authentication-error.ts';
import { databaseProblemOf } from './database-problem.ts';
import type { ProblemCode } from './problem-map.ts';
import { QuotaExceededError } from './quota-exceeded-error.ts';
import { RequestFault } from './request-fault.ts';
import { type Fault, type SchemaError, toFaults } from './validation-faults.ts';

/** A problem before it is worded. */
export interface FoundProblem {
  readonly code: ProblemCode;
  readonly faults?: readonly Fault[];
  readonly lawRefs?: readonly string[];
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** The framework's own refusals; those that are not here are told by their status. */
const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type-unsupported',
  FST_ERR_HANDLER_TIMEOUT: 'service.busy',
  FST_ERR_NOT_FOUND: 'route.not-found',
  FST_ERR_MAX_LIMIT_REACHED: 'service.busy',
};

/** What a thrown error is to the caller. Whatever is not known to be something else is a fault of the service. */
export function toProblem(error: unknown): FoundProblem {
  if (error instanceof DomainError) return fromDomainError(error);
  if (error instanceof RequestFault) return invalid([{ pointer: error.pointer, code: error.code }]);
  if (error instanceof AuthenticationError) return { code: error.code };
  if (error instanceof QuotaExceededError) return { code: 'request.rate-exceeded' };
  if (error instanceof AddressTooLongError) return { code: 'request.address-too-long' };
  const validation = validationOf(error);
  if (validation !== undefined) return fromValidation(validation);
  const databaseProblem = databaseProblemOf(error);
  if (databaseProblem !== undefined) return { code: databaseProblem };
  return { code: frameworkProblemOf(error) };
}

function fromDomainError({ code, details }: DomainError): FoundProblem {
  const { field, lawRefs, facts } = details;
  return {
    code,
    ...(field === undefined ? {} : { faults: [{ pointer: `/body/${field}`, code: 'invalid' as const }] }),
    ...(lawRefs === undefined ? {} : { lawRefs }),
    ...(facts === undefined ? {} : { facts }),
  };
}

interface Validation {
  readonly part: string;
  readonly errors: readonly SchemaError[];
}

function fromValidation({ part, errors }: Validation): FoundProblem {
  const faults = toFaults(`/${part === 'querystring' ? 'query' : part}`, errors);
  const isUnconditional = faults.some(
    (fault) => fault.pointer === '/headers/if-match' && fault.code === 'required',
  );
  return isUnconditional ? { code: 'request.precondition-missing', faults } : invalid(faults);
}

function invalid(faults: readonly Fault[]): FoundProblem {
  return { code: 'request.invalid', faults };
}

function validationOf(error: unknown): Validation | undefined {
  if (!(error instanceof Error) || !('validation' in error) || !Array.isArray(error.validation))
    return undefined;
  const part = 'validationContext' in error ? String(error.validationContext) : 'body';
  return { part, errors: error.validation.filter(isSchemaError) };
}

function isSchemaError(value: unknown): value is SchemaError {
  return typeof value === 'object' && value !== null && 'keyword' in value && 'instancePath' in value;
}

function frameworkProblemOf(error: unknown): ProblemCode {
  if (!(error instanceof Error) || !('statusCode' in error)) return 'service.fault';
  const known = 'code' in error ? FRAMEWORK_CODES[String(error.code)] : undefined;
  if (known !== undefined) return known;
  const isCallersFault =
    typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
  return isCallersFault ? 'request.malformed' : 'service.fault';
}
