import { type Environment, secret, text } from '@boligtrapp/platform';
import type { StaffRole } from '@boligtrapp/use-cases';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type DevIdentitySettings, readDevUsers } from '../dev-identity/dev-identity-settings.ts';
import type { MaskinportenSettings } from './maskinporten-verifier.ts';
import type { StaffIssuerSettings } from './staff-claims.ts';

/** Who vouches for staff and machines. */
export interface IdentityProviders {
  readonly staffIssuers: readonly StaffIssuerSettings[];
  /** Undefined: no machine gets in. */
  readonly maskinporten: MaskinportenSettings | undefined;
}

/** Everything about signing in that can be set. */
export interface IdentitySettings {
  /** The providers, or the stand-ins of development, which are started with the API. */
  readonly providers: IdentityProviders | DevIdentitySettings;
  /** How long a session may lie unused. */
  readonly sessionIdleMs: number;
  /** How long a session lasts, however much it is used. */
  readonly sessionLifetimeMs: number;
  /** Providers may speak HTTP: never in production. */
  readonly allowsHttp: boolean;
}

const STAFF_ROLES = [
  'case-officer',
  'committee',
  'housing-manager',
  'leader',
  'auditor',
  'follow-up',
] as const satisfies readonly StaffRole[];

const closed = { additionalProperties: false } as const;
const Words = Type.String({ minLength: 1, maxLength: 500 });
const Kommunenummer = Type.String({ pattern: '^[0-9]{4}$' });

const StaffIssuerShape = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
    issuer: Words,
    clientId: Words,
    clientSecret: Words,
    scope: Type.Optional(Words),
    userClaim: Type.Optional(Words),
    userPrefix: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}:$' })),
    roleClaim: Type.Optional(Words),
    amr: Type.Optional(Type.Array(Words, { minItems: 1, maxItems: 10 })),
    acr: Type.Optional(Type.Array(Words, { minItems: 1, maxItems: 10 })),
    roles: Type.Optional(Type.Record(Type.String(), Type.Enum([...STAFF_ROLES]))),
    municipality: Type.Union([
      Type.Object({ kommunenummer: Kommunenummer }, closed),
      Type.Object({ claim: Words, kommunenummerByValue: Type.Record(Type.String(), Kommunenummer) }, closed),
    ]),
  },
  closed,
);

const SAME_NAMES = Object.fromEntries(STAFF_ROLES.map((role) => [role, role])) as Record<string, StaffRole>;

/** What was read, and what is wrong with it; a fault never shows a value. */
export interface ReadIdentitySettings {
  readonly settings: IdentitySettings | undefined;
  readonly faults: readonly string[];
}

/** Reads all of it before it complains. */
export function readIdentitySettings(environment: Environment): ReadIdentitySettings {
  const faults: string[] = [];
  const isProduction = environment['NODE_ENV'] === 'production';
  const idleMinutes = readWhole(environment, 'SESSION_IDLE_MINUTES', { min: 1, max: 240, usual: 30 }, faults);
  const hours = readWhole(environment, 'SESSION_MAX_HOURS', { min: 1, max: 24, usual: 10 }, faults);
  const providers = isSet(environment, 'DEV_IDENTITY')
    ? readDevelopment(environment, isProduction, faults)
    : readReal(environment, isProduction, faults);
  if (faults.length > 0 || providers === undefined) return { settings: undefined, faults };
  return {
    settings: {
      providers,
      sessionIdleMs: idleMinutes * 60_000,
      sessionLifetimeMs: hours * 3_600_000,
      allowsHttp: !isProduction,
    },
    faults,
  };
}

function readDevelopment(
  environment: Environment,
  isProduction: boolean,
  faults: string[],
): DevIdentitySettings | undefined {
  if (environment['DEV_IDENTITY'] !== 'on') {
    faults.push('DEV_IDENTITY is not on; leave it out where it is not wanted');
    return undefined;
  }
  if (isProduction) {
    faults.push('DEV_IDENTITY is on and NODE_ENV is production: anybody could sign in as anybody');
    return undefined;
  }
  for (const name of ['STAFF_ISSUERS', 'STAFF_ISSUERS_FILE', 'MASKINPORTEN_ISSUER'] as const) {
    if (isSet(environment, name)) faults.push(`${name} is set beside DEV_IDENTITY: one of them goes`);
  }
  const port = readWhole(environment, 'DEV_IDENTITY_PORT', { min: 0, max: 65_535, usual: 3001 }, faults);
  const users = readDevUsers(environment['DEV_IDENTITY_USERS']);
  if (users === undefined) faults.push('DEV_IDENTITY_USERS is no list of users with sub, role, municipality');
  return users === undefined ? undefined : { port, users };
}

function readReal(
  environment: Environment,
  isProduction: boolean,
  faults: string[],
): IdentityProviders | undefined {
  if (isProduction && !(environment['PUBLIC_URL'] ?? '').startsWith('https://')) {
    faults.push(
      'PUBLIC_URL is not an address with https://: the identity provider sends browsers back there',
    );
  }
  const staffIssuers = readStaffIssuers(environment, isProduction, faults);
  const maskinporten = readMaskinporten(environment, isProduction, faults);
  return staffIssuers === undefined ? undefined : { staffIssuers, maskinporten };
}

function readStaffIssuers(
  environment: Environment,
  isProduction: boolean,
  faults: string[],
): readonly StaffIssuerSettings[] | undefined {
  const found = secret('STAFF_ISSUERS', text)(environment);
  if ('fault' in found) {
    faults.push(found.fault);
    return undefined;
  }
  const list = parseJson(found.value);
  if (!Array.isArray(list) || list.length === 0) {
    faults.push('STAFF_ISSUERS is not a list of identity providers as JSON');
    return undefined;
  }
  const read = list.flatMap((one: unknown, index) => {
    const wrong = faultOfIssuer(one, isProduction);
    if (wrong !== undefined) faults.push(`STAFF_ISSUERS: number ${index + 1} ${wrong}`);
    return wrong === undefined && Value.Check(StaffIssuerShape, one) ? [withDefaults(one)] : [];
  });
  for (const key of ['id', 'issuer'] as const) {
    if (new Set(read.map((one) => one[key])).size < read.length) {
      faults.push(`STAFF_ISSUERS: two have the same ${key}`);
    }
  }
  faults.push(...faultsOfUserIds(read));
  return read;
}

/** Two providers of one municipality know nothing of each other's users: an id must say whose it is. */
function faultsOfUserIds(issuers: readonly StaffIssuerSettings[]): readonly string[] {
  return issuers.flatMap((one, index) =>
    issuers.slice(index + 1).flatMap((other, further) => {
      const isShared = municipalitiesOf(one).some((number) => municipalitiesOf(other).includes(number));
      if (!isShared || one.userPrefix !== other.userPrefix) return [];
      const numbers = `numbers ${index + 1} and ${index + further + 2}`;
      return [
        `STAFF_ISSUERS: ${numbers} lead to the same municipality and need a userPrefix each, or one of them`,
      ];
    }),
  );
}

function municipalitiesOf({ municipality }: StaffIssuerSettings): readonly string[] {
  return 'kommunenummer' in municipality
    ? [municipality.kommunenummer]
    : Object.values(municipality.kommunenummerByValue);
}

function faultOfIssuer(one: unknown, isProduction: boolean): string | undefined {
  if (!Value.Check(StaffIssuerShape, one)) {
    const places = Value.Errors(StaffIssuerShape, one).map(({ instancePath }) => instancePath || '/');
    return `does not have the right fields (${[...new Set(places)].join(', ')})`;
  }
  return isAllowedUrl(one.issuer, isProduction)
    ? undefined
    : 'has an issuer that is no address with https://';
}

function withDefaults(one: Static<typeof StaffIssuerShape>): StaffIssuerSettings {
  return {
    id: one.id,
    issuer: one.issuer,
    clientId: one.clientId,
    clientSecret: one.clientSecret,
    scope: one.scope ?? 'openid offline_access',
    userClaim: one.userClaim ?? 'sub',
    userPrefix: one.userPrefix ?? '',
    roleClaim: one.roleClaim ?? 'roles',
    roles: one.roles ?? SAME_NAMES,
    strength: { amr: one.amr ?? [], acr: one.acr ?? [] },
    municipality: one.municipality,
  };
}

const MASKINPORTEN = ['MASKINPORTEN_ISSUER', 'MASKINPORTEN_AUDIENCE', 'MASKINPORTEN_SCOPE_PREFIX'] as const;

function readMaskinporten(
  environment: Environment,
  isProduction: boolean,
  faults: string[],
): MaskinportenSettings | undefined {
  const missing = MASKINPORTEN.filter((name) => !isSet(environment, name));
  if (missing.length === MASKINPORTEN.length) return undefined;
  for (const name of missing) faults.push(`${name} is not set, though others of Maskinporten are`);
  const issuer = environment['MASKINPORTEN_ISSUER'] ?? '';
  if (issuer !== '' && !isAllowedUrl(issuer, isProduction)) {
    faults.push('MASKINPORTEN_ISSUER is no address with https://');
  }
  const scopePrefix = environment['MASKINPORTEN_SCOPE_PREFIX'] ?? '';
  if (scopePrefix !== '' && !/^[a-z0-9_-]{1,60}$/.test(scopePrefix)) {
    faults.push('MASKINPORTEN_SCOPE_PREFIX is no prefix of scopes');
  }
  return { issuer, audience: environment['MASKINPORTEN_AUDIENCE'] ?? '', scopePrefix };
}

/** Outside production a provider on this machine may speak HTTP; tests have such ones. */
function isAllowedUrl(text: string, isProduction: boolean): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.hash !== '') return false;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (!isProduction && url.protocol === 'http:' && isLocal);
}

function readWhole(
  environment: Environment,
  name: string,
  { min, max, usual }: { readonly min: number; readonly max: number; readonly usual: number },
  faults: string[],
): number {
  const given = environment[name];
  if (given === undefined || given === '') return usual;
  const number = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= min && number <= max) return number;
  faults.push(`${name} is not a whole number from ${min} to ${max}`);
  return usual;
}

function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? '') !== '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
