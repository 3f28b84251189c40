import { defineConfig } from 'vitest/config';

/**
 * Three projects: `unit` (pure, no I/O), `integration` (real PostgreSQL, one database for each file), and `e2e` (the
 * services as processes of their own).
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,services,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.integration.test.ts'],
          isolate: false,
          // Ten thousand cases take their time on a busy machine; how fast things are is for the bench to say.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,services,scripts}/**/*.integration.test.ts'],
          exclude: ['**/node_modules/**'],
          pool: 'forks',
          maxWorkers: 2,
          // After the unit tests: fewer workers, each with a database.
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['packages/testing/src/global-setup.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.integration.test.ts'],
          pool: 'forks',
          // Beside the integration tests: each file kills only what it started, and waits for that most of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['packages/testing/src/global-setup.ts'],
        },
      },
    ],
  },
});
