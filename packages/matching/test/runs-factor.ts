/** How many times the usual number of cases a property tries: `TEST_RUNS_FACTOR`, for a nightly run; 1 without. */
export function runsFactor(): number {
  const factor = Number(process.env['TEST_RUNS_FACTOR'] ?? '1');
  return Number.isFinite(factor) && factor > 0 ? factor : 1;
}
