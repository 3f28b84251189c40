let count = 0;

/**
 * An id in the form of a UUID of version 7, each greater than the one before. The same in every run of a test file:
 * what a test shows can be compared with what the next run shows.
 */
export function nextId(): string {
  count += 1;
  return `01900000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
}

/** A number that no other call in this test file gets, for names and references. */
export function nextNumber(): number {
  count += 1;
  return count;
}
