import { ConfigError } from '@boligtrapp/platform';
import { expect, test } from 'vitest';
import { readApiConfig } from './config.ts';

const STAFF_ISSUER = {
  id: 'fjordvik',
  issuer: 'https://login.microsoftonline.com/00000000-0000-4000-8000-000000000001/v2.0',
  clientId: 'boligtrapp',
  clientSecret: 'hemmelig',
  userClaim: 'oid',
  municipality: { kommunenummer: '3201' },
};

const complete = {
  STAFF_ISSUERS: JSON.stringify([STAFF_ISSUER]),
  DATABASE_URL: 'postgresql://user:hemmelig@db:5432/boligtrapp',
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
    STAFF_ISSUERS: '[{"clientSecret":"hemmelig"}]',
    IDENTITY_LOOKUP_KEY: 'hemmelig',
    PORT: 'hemmelig',
  });
  expect(faults.match(/^- /gm)).toHaveLength(4);
  expect(faults).not.toContain('hemmelig');
});

const production = {
  ...complete,
  NODE_ENV: 'production',
  FILE_SCANNER: 'none',
  PUBLIC_URL: 'https://boligtrapp.example',
  MASKINPORTEN_ISSUER: 'https://maskinporten.no/',
  MASKINPORTEN_AUDIENCE: 'https://boligtrapp.example',
  MASKINPORTEN_SCOPE_PREFIX: 'fjordvik',
};

test('production takes real identity providers', () => {
  expect(readApiConfig(production)).toMatchObject({
    nodeEnv: 'production',
    identity: {
      allowsHttp: false,
      sessionIdleMs: 1_800_000,
      sessionLifetimeMs: 36_000_000,
      providers: {
        staffIssuers: [
          { id: 'fjordvik', userClaim: 'oid', roleClaim: 'roles', scope: 'openid offline_access' },
        ],
        maskinporten: { issuer: 'https://maskinporten.no/', scopePrefix: 'fjordvik' },
      },
    },
  });
});

const USERS = JSON.stringify([{ sub: 'kari', role: 'leader', municipality: '3201' }]);

test('the stand-ins of development are refused in production, with and without real providers', () => {
  const stand = { DEV_IDENTITY: 'on', DEV_IDENTITY_USERS: USERS };
  expect(faultsOf({ ...production, ...stand })).toMatch(/DEV_IDENTITY is on and NODE_ENV is production/);
  expect(faultsOf({ ...production, ...stand, STAFF_ISSUERS: '' })).toMatch(/NODE_ENV is production/);
  const { STAFF_ISSUERS: _, ...development } = complete;
  expect(readApiConfig({ ...development, ...stand }).identity.providers).toEqual({
    port: 3001,
    users: [{ sub: 'kari', roles: ['leader'], municipality: '3201' }],
  });
});

test.for<[string, Record<string, string>, RegExp]>([
  ['silence about who scans files', { FILE_SCANNER: '' }, /FILE_SCANNER is not set/],
  ['a scanner without a port', { FILE_SCANNER: 'clamd://scanner' }, /FILE_SCANNER is wrong/],
  ['a scanner of another kind', { FILE_SCANNER: 'http://scanner:1' }, /FILE_SCANNER is wrong/],
  ['no address', { PUBLIC_URL: '' }, /PUBLIC_URL is not an address with https/],
  ['an address over HTTP', { PUBLIC_URL: 'http://boligtrapp.example' }, /PUBLIC_URL/],
  ['no provider', { STAFF_ISSUERS: '' }, /STAFF_ISSUERS is not set/],
  ['an empty list of providers', { STAFF_ISSUERS: '[]' }, /STAFF_ISSUERS is not a list/],
  ['half of Maskinporten', { MASKINPORTEN_AUDIENCE: '' }, /MASKINPORTEN_AUDIENCE is not set/],
  ['Maskinporten over HTTP', { MASKINPORTEN_ISSUER: 'http://maskinporten.no/' }, /MASKINPORTEN_ISSUER/],
  ['an endless session', { SESSION_MAX_HOURS: '1000' }, /SESSION_MAX_HOURS/],
  ['a session that never idles', { SESSION_IDLE_MINUTES: '100000' }, /SESSION_IDLE_MINUTES/],
])('production refuses %s', ([, changes, fault]) => {
  expect(faultsOf({ ...production, ...changes })).toMatch(fault);
});

test.for<[string, object, RegExp]>([
  ['over HTTP on this machine', { issuer: 'http://127.0.0.1:3001' }, /number 1 has an issuer/],
  ['without a secret', { clientSecret: undefined }, /number 1 does not have the right fields/],
  ['with a role of machines', { roles: { Maskin: 'integration' } }, /right fields/],
  ['with a role that there is not', { roles: { Admin: 'admin' } }, /right fields/],
  ['of no municipality', { municipality: undefined }, /right fields/],
  ['with a field that nobody knows', { clientsecret: 'hemmelig' }, /right fields/],
])('production refuses an identity provider %s', ([, changes, fault]) => {
  const faults = faultsOf({
    ...production,
    STAFF_ISSUERS: JSON.stringify([{ ...STAFF_ISSUER, ...changes }]),
  });
  expect(faults).toMatch(fault);
  expect(faults).not.toContain('hemmelig');
});

test('two identity providers of one name or issuer are refused', () => {
  const twice = JSON.stringify([STAFF_ISSUER, STAFF_ISSUER]);
  const faults = faultsOf({ ...production, STAFF_ISSUERS: twice });
  expect(faults).toContain('two have the same id');
  expect(faults).toContain('two have the same issuer');
});

const SECOND_ISSUER = { ...STAFF_ISSUER, id: 'nav', issuer: 'https://login.example/nav', clientId: 'b' };
const withIssuers = (...issuers: readonly object[]) => ({
  ...complete,
  STAFF_ISSUERS: JSON.stringify(issuers),
});

test('two providers of one municipality are taken only if no user of one can have the id of one of the other', () => {
  expect(faultsOf(withIssuers(STAFF_ISSUER, SECOND_ISSUER))).toMatch(/numbers 1 and 2 .*userPrefix/);
  const byClaim = { claim: 'tid', kommunenummerByValue: { a: '3203', b: '3201' } };
  expect(faultsOf(withIssuers(STAFF_ISSUER, { ...SECOND_ISSUER, municipality: byClaim }))).toMatch(
    /userPrefix/,
  );
  const alike = { ...SECOND_ISSUER, userPrefix: 'nav:' };
  expect(faultsOf(withIssuers({ ...STAFF_ISSUER, userPrefix: 'nav:' }, alike))).toMatch(/userPrefix/);
  expect(faultsOf(withIssuers(STAFF_ISSUER, alike))).toBe('');
  const elsewhere = { ...SECOND_ISSUER, municipality: { kommunenummer: '3203' } };
  expect(faultsOf(withIssuers(STAFF_ISSUER, elsewhere))).toBe('');
  expect(faultsOf(withIssuers({ ...STAFF_ISSUER, userPrefix: 'no colon' }))).toMatch(/right fields/);
});
