/** Ends its thread whatever is asked. */
export function solveInThread(): void {
  process.exit(1);
}
