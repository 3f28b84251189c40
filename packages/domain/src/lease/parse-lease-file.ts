import { isNonEmpty, type NonEmpty } from '../brand.ts';
import { faultLog, type JsonFault, pointerTo } from './json-fault.ts';
import { LEASE_REGIMES, type LeaseFacts, SHORT_TERM_BASES } from './lease-facts.ts';
import {
  type ReadValue,
  readArray,
  readBoolean,
  readCount,
  readDate,
  readNullable,
  readObject,
  readOneOf,
  readUniqueText,
} from './read-json.ts';

/** The name and version that a file of leases carries in its field `format`. */
export const LEASE_FILE_FORMAT = 'boligtrapp-leases/1';

/** How many faults a refusal lists. */
export const LEASE_FILE_FAULT_LIMIT = 100;

/** A file of leases: all of it, or what is wrong with it. */
export type LeaseFileResult =
  | { readonly kind: 'accepted'; readonly leases: readonly LeaseFacts[] }
  | {
      readonly kind: 'refused';
      /** The first faults, at most {@link LEASE_FILE_FAULT_LIMIT}. */
      readonly faults: NonEmpty<JsonFault>;
      /** How many faults there are in all. */
      readonly faultCount: number;
    };

/** A reader for the leases of one file; it remembers their ids. */
function leaseReader(): ReadValue<LeaseFacts> {
  const readFields = readObject({
    id: readUniqueText(),
    start: readDate,
    lastDay: readNullable(readDate),
    regime: readOneOf(LEASE_REGIMES),
    shortTerm: readNullable(
      readObject({
        basis: readOneOf(SHORT_TERM_BASES),
        reasonGivenAt: readNullable(readDate),
        weighty: readBoolean,
      }),
    ),
    signedAt: readDate,
    exceptionsInfoGivenAt: readNullable(readDate),
    previousShortTermsSameParties: readCount,
    moveRequests: readArray(readObject({ sentAt: readDate })),
    vacatedOn: readNullable(readDate),
  });
  return (value, pointer, log) => {
    const lease = readFields(value, pointer, log);
    return lease !== undefined && lease.lastDay !== null && lease.lastDay < lease.start
      ? log.add(pointerTo(pointer, 'lastDay'), 'date-order', 'must not be before start')
      : lease;
  };
}

/**
 * The leases in a parsed JSON document of the format {@link LEASE_FILE_FORMAT}. All or nothing: unknown and missing
 * fields, dates that do not exist, a last day before the start and ids used twice are each refused by place.
 */
export function parseLeaseFile(document: unknown): LeaseFileResult {
  const log = faultLog(LEASE_FILE_FAULT_LIMIT);
  const readFile = readObject({
    format: readOneOf([LEASE_FILE_FORMAT]),
    leases: readArray(leaseReader()),
  });
  const file = readFile(document, '', log);
  if (file !== undefined) {
    return { kind: 'accepted', leases: file.leases };
  }
  if (!isNonEmpty(log.faults)) {
    throw new Error('a refused file has a fault');
  }
  return { kind: 'refused', faults: log.faults, faultCount: log.total() };
}
