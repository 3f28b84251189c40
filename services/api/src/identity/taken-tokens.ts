/** Tokens that count once, until they are too old to count at all. */
export interface TakenTokens {
  has(id: string): boolean;
  add(id: string, untilMs: number): void;
}

/** Ids that are remembered at the same time; the oldest go first. */
const MAX_KEPT = 10_000;

/** Remembers them in this process. */
export function rememberTaken(nowMs: () => number): TakenTokens {
  const kept = new Map<string, number>();
  return {
    has: (id) => (kept.get(id) ?? 0) > nowMs(),
    add: (id, untilMs) => {
      for (const [known, until] of kept) {
        if (until > nowMs() && kept.size < MAX_KEPT) break;
        kept.delete(known);
      }
      kept.set(id, untilMs);
    },
  };
}
