import type { JobPayloadProblem } from '@boligtrapp/contracts';

/**
 * Thrown by a job's handler when trying again cannot help; the job is then failed at once.
 * `code` is kept in the queue store and the log, so it must hold no personal data.
 */
export class FinalJobError extends Error {
  override readonly name = 'FinalJobError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** Thrown when a job may not be added because its queue, kind or payload is not of the contract. */
export class InvalidJobPayloadError extends Error {
  override readonly name = 'InvalidJobPayloadError';
  readonly code: `job.${JobPayloadProblem}`;

  constructor(problem: JobPayloadProblem) {
    super(`job.${problem}`);
    this.code = `job.${problem}`;
  }
}

/** Why a queue store cannot be used. */
export type QueueStoreErrorCode =
  | 'queue-store.not-durable'
  | 'queue-store.unreachable'
  | 'queue-store.timeout';

/** Thrown when the queue store is out of reach, answers too late, or could lose jobs it has acknowledged. */
export class QueueStoreError extends Error {
  override readonly name = 'QueueStoreError';
  readonly code: QueueStoreErrorCode;

  constructor(code: QueueStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The error of a store that did not answer in time. */
export function toStoreTimeout(): QueueStoreError {
  return new QueueStoreError('queue-store.timeout', 'The queue store did not answer in time.');
}

const SAFE_CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/u;

/**
 * A short code for any thrown value: its `code` when that looks like one (an SQLSTATE, a Node or domain
 * code), else its class name. The message is never used: it can repeat a row or a request.
 */
export function toErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'not-an-error';
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && SAFE_CODE.test(code)) return code;
  return SAFE_CODE.test(error.name) ? error.name : 'Error';
}

/**
 * Why a job was given up: the code our wrapper made its message of, `job.stalled-too-often` when the job
 * stopped its workers too often, and else a code for what BullMQ itself threw.
 */
export function toGivenUpCode(error: Error): string {
  if (error.message.startsWith('job stalled')) return 'job.stalled-too-often';
  return SAFE_CODE.test(error.message) ? error.message : toErrorCode(error);
}

/** Where an error was thrown, without its message; empty when the two cannot be told apart. */
export function toStackFrames(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  const end = error.message === '' ? 0 : error.stack.indexOf(error.message);
  if (end < 0) return [];
  const frames = error.stack.slice(end + error.message.length).split('\n');
  return frames.map((line) => line.trim()).filter((line) => line.startsWith('at '));
}
