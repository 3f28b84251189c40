import { expect, test } from 'vitest';
import {
  ConfigError,
  integer,
  oneOf,
  optional,
  readConfig,
  secretBytes,
  text,
  url,
  withDefault,
} from './config.ts';

const SETTINGS = {
  port: withDefault(integer('PORT', { min: 0, max: 65_535 }), 3_000),
  databaseUrl: url('DATABASE_URL', ['postgresql', 'postgres']),
  redisUrl: optional(url('REDIS_URL', ['redis', 'rediss'])),
  level: withDefault(oneOf('LOG_LEVEL', ['debug', 'info']), 'info'),
  key: secretBytes('KEY', 4),
  name: text('NAME'),
};

const FITTING = { DATABASE_URL: 'postgresql://me:secret@db/x', KEY: '0a0B0c0d', NAME: 'Fjordvik' };

function faultsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment, SETTINGS);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('reads what is set and fills in what is not', () => {
  expect(readConfig(FITTING, SETTINGS)).toEqual({
    port: 3_000,
    databaseUrl: 'postgresql://me:secret@db/x',
    redisUrl: undefined,
    level: 'info',
    key: new Uint8Array([10, 11, 12, 13]),
    name: 'Fjordvik',
  });
  const more = { ...FITTING, PORT: '0', REDIS_URL: 'rediss://r', LOG_LEVEL: 'debug', KEY: 'CgsMDQ==' };
  expect(readConfig(more, SETTINGS)).toMatchObject({
    port: 0,
    redisUrl: 'rediss://r',
    level: 'debug',
    key: new Uint8Array([10, 11, 12, 13]),
  });
});

test('an empty text is not set', () => {
  expect(readConfig({ ...FITTING, PORT: '', REDIS_URL: '' }, SETTINGS)).toMatchObject({ port: 3_000 });
  expect(faultsOf({ ...FITTING, NAME: '' })).toEqual(['NAME is not set: it must be a text']);
});

test('all faults are told at once, by name and without a value', () => {
  const wrong = {
    PORT: '70000',
    DATABASE_URL: 'mysql://me:geheim@db',
    REDIS_URL: 'geheim',
    LOG_LEVEL: 'geheim',
    KEY: 'geheim',
  };
  const faults = faultsOf(wrong);
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'PORT',
    'DATABASE_URL',
    'REDIS_URL',
    'LOG_LEVEL',
    'KEY',
    'NAME',
  ]);
  expect(new ConfigError(faults).message).not.toMatch(/geheim|70000/);
});

test.for(['1e3', '0x10', ' 80', '80 ', '8.0', '-1', '65536', '９', 'NaN', '99999999999999999999'])(
  '"%s" is no port',
  (given) => {
    expect(faultsOf({ ...FITTING, PORT: given })).toHaveLength(1);
  },
);

test.for(['0a0b0c', 'CgsMDQ', '0a0b0c0d0e', 'CgsM', '0a 0b 0c 0d', 'æøå='])(
  '"%s" is no key of four bytes',
  (given) => {
    expect(faultsOf({ ...FITTING, KEY: given })).toHaveLength(1);
  },
);
