import { ConfigError } from '@boligtrapp/platform';
import { expect, test } from 'vitest';
import { readApiConfig } from './config.ts';

const complete = {
  DATABASE_URL: 'postgresql://user:hemmelig@db:5432/boligtrapp',
  DEV_ISSUER_SECRET: 'hemmelig-'.repeat(4),
  IDENTITY_ENCRYPTION_KEY: 'ab'.repeat(32),
  IDENTITY_LOOKUP_KEY: 'cd'.repeat(32),
  IDENTITY_KEY_ID: '2026-11',
  ADDRESS_ENCRYPTION_KEY: 'ef'.repeat(32),
  ADDRESS_KEY_ID: '2026-11',
  AUDIT_KEY: 'ef'.repeat(32),
  AUDIT_KEY_ID: '2026-11',
};

function faultsOf(environment: Record<string, string>): string {
  try {
    readApiConfig(environment);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return String(error);
  }
}

test('what is not named has a default', () => {
  expect(readApiConfig(complete)).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    metricsPort: 0,
    nodeEnv: 'development',
    publicUrl: undefined,
    logLevel: 'info',
  });
});

test('everything that is missing is told at once', () => {
  const faults = faultsOf({});
  for (const name of Object.keys(complete)) expect(faults).toContain(name);
});

test('no fault shows a value', () => {
  const faults = faultsOf({
    ...complete,
    DATABASE_URL: 'hemmelig://user:hemmelig@db',
    DEV_ISSUER_SECRET: 'hemmelig',
    IDENTITY_LOOKUP_KEY: 'hemmelig',
    PORT: 'hemmelig',
  });
  expect(faults.match(/^- /gm)).toHaveLength(4);
  expect(faults).not.toContain('hemmelig');
});

test('production is refused while only the development issuer exists', () => {
  expect(faultsOf({ ...complete, NODE_ENV: 'production' })).toMatch(/development issuer/);
});
