import type { FaultCode } from './fault-texts.ts';

/**
 * A fault of a request that no schema can express, such as a cursor that is none. Answered with 400 and a
 * pointer to the place.
 */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';
  /** JSON pointer into the request, such as `/query/cursor`. */
  readonly pointer: string;
  readonly code: FaultCode;

  constructor(pointer: string, code: FaultCode) {
    super(code);
    this.pointer = pointer;
    this.code = code;
  }
}
