import type { LawRef } from '@boligtrapp/domain';
import type {
  AccessRefusalCode,
  ConflictCode,
  DomainErrorCode,
  NotFoundCode,
  RefusalCode,
  StaleVersionCode,
  UnavailableCode,
} from './domain-error-code.ts';

/** What may be told about a refusal. Everything here reaches the caller: ids and figures, no personal data. */
export interface DomainErrorDetails {
  /** Property of the command that is at fault, such as `householdId` or `needs/bedrooms`. */
  readonly field?: string;
  /** Rows of the law register on which the refusal rests. */
  readonly lawRefs?: readonly LawRef[];
  /** Ids and figures that help the caller, such as the lease that is in the way. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * A command that was refused. Thrown and not returned: a value returned from a transaction commits it, only a
 * throw rolls it back. Carries no text for people, no HTTP status and no personal data.
 */
export abstract class DomainError extends Error {
  abstract readonly code: DomainErrorCode;
  readonly details: DomainErrorDetails;

  constructor(code: DomainErrorCode, details: DomainErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.details = details;
  }
}

/** The actor's role does not include the permission that is needed. */
export class AccessRefusedError extends DomainError {
  override readonly name = 'AccessRefusedError';
  readonly code: AccessRefusalCode;

  constructor(code: AccessRefusalCode, details?: DomainErrorDetails) {
    super(code, details);
    this.code = code;
  }
}

/** What was asked for does not exist for this actor; a row of another municipality does not exist, either. */
export class NotFoundError extends DomainError {
  override readonly name = 'NotFoundError';
  readonly code: NotFoundCode;

  constructor(code: NotFoundCode, details?: DomainErrorDetails) {
    super(code, details);
    this.code = code;
  }
}

/** The state of things stands against the command. `cause` is the database's refusal where there is one. */
export class ConflictError extends DomainError {
  override readonly name = 'ConflictError';
  readonly code: ConflictCode;

  constructor(code: ConflictCode, details?: DomainErrorDetails, options?: ErrorOptions) {
    super(code, details, options);
    this.code = code;
  }
}

/** A rule refuses what the command asks for, whatever the state. */
export class RuleRefusedError extends DomainError {
  override readonly name = 'RuleRefusedError';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, details?: DomainErrorDetails, options?: ErrorOptions) {
    super(code, details, options);
    this.code = code;
  }
}

/** Somebody else changed the row since the caller read it; the caller reads it again and decides anew. */
export class StaleVersionError extends DomainError {
  override readonly name = 'StaleVersionError';
  readonly code: StaleVersionCode = 'record.version-stale';

  constructor(details?: DomainErrorDetails) {
    super('record.version-stale', details);
  }
}

/** It cannot be done just now, for no fault of the caller; the same may be asked for again. */
export class UnavailableError extends DomainError {
  override readonly name = 'UnavailableError';
  readonly code: UnavailableCode;

  constructor(code: UnavailableCode, details?: DomainErrorDetails, options?: ErrorOptions) {
    super(code, details, options);
    this.code = code;
  }
}
