/** What identity providers said of somebody last; instants (UTC). */
export interface LastWord {
  /** Role with which they were confirmed last, and when. */
  readonly confirmed: { readonly role: string; readonly at: string } | undefined;
  /** When they were refused last, or named with other rights. */
  readonly refusedAt: string | undefined;
}

/** Without a new word of the provider, what an owner could do once counts for so many days. */
export const OWNER_KNOWN_DAYS = 30;

/**
 * Whether what somebody made with a role may go on in their name at `now`: they were confirmed with that role not longer
 * than {@link OWNER_KNOWN_DAYS} ago, and not refused since.
 */
export function isStillInRole({ confirmed, refusedAt }: LastWord, role: string, now: string): boolean {
  if (confirmed?.role !== role) return false;
  const confirmedAt = Temporal.Instant.from(confirmed.at);
  if (
    refusedAt !== undefined &&
    Temporal.Instant.compare(Temporal.Instant.from(refusedAt), confirmedAt) >= 0
  ) {
    return false;
  }
  const known = Temporal.Instant.from(now).since(confirmedAt);
  return Temporal.Duration.compare(known, { hours: 24 * OWNER_KNOWN_DAYS }) <= 0;
}
