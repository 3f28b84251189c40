import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** How a test run ended. */
export interface TestSummary {
  readonly passed: number;
  /** Failed tests, files that failed beyond their tests (loading, set-up, clean-up) and errors nobody caught. */
  readonly failed: number;
  readonly skipped: number;
}

/** Writes a {@link TestSummary} to the file that `BOLIGTRAPP_TEST_SUMMARY` names; the caller prints it. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const file = process.env['BOLIGTRAPP_TEST_SUMMARY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(summarise(modules, unhandledErrors.length)));
  }
}

function summarise(modules: readonly TestModule[], unhandledErrors: number): TestSummary {
  const counts = { passed: 0, failed: unhandledErrors, pending: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) counts[test.result().state] += 1;
    const hasFailedTest = module.children.allTests('failed').next().done !== true;
    if (module.state() === 'failed' && !hasFailedTest) counts.failed += 1;
  }
  return { passed: counts.passed, failed: counts.failed, skipped: counts.skipped + counts.pending };
}
