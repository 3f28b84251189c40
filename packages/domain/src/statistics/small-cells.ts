/** Figures about fewer people than this could point at somebody. */
export const SMALLEST_SHOWN = 5;

/** A count, or null where it is about so few that it is not shown. Nobody is nobody: 0 is shown. */
export function showCount(count: number): number | null {
  return count > 0 && count < SMALLEST_SHOWN ? null : count;
}

/**
 * The parts of a total that is shown: those about few are not shown, and where that is one part only, the next
 * smallest is not, either, since it could be worked out from the total.
 */
export function showParts(parts: readonly number[]): readonly (number | null)[] {
  const shown = parts.map(showCount);
  if (shown.filter((part) => part === null).length !== 1) return shown;
  const rest = shown.filter((part) => part !== null && part > 0);
  const next = shown.indexOf(rest.length === 0 ? null : Math.min(...rest.flatMap((part) => part ?? [])));
  return shown.map((part, index) => (index === next ? null : part));
}
