/** Ends its thread whatever is asked. */
export function solveInThread(): void {
  process.exit(1);
}
/** Ends its thread whatever is asked. */
export function impactInThread(): void {
  process.exit(1);
}
