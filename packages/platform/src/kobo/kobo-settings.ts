import { isIP } from 'node:net';
import type { Environment, Setting } from '../config/config.ts';
import { secret } from '../config/secret-file.ts';

/** How one municipality reaches its Kobo, and how Kobo reaches us. */
export interface KoboMunicipality {
  readonly kommunenummer: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Header in which Kobo takes the key; it is not published. */
  readonly apiKeyHeader: string;
  /** Keys that let a webhook in: one, or two while they are changed. */
  readonly webhookKeys: readonly string[];
  /** Header in which a webhook has its key; it is not published. */
  readonly webhookKeyHeader: string;
  /** Name of the field of a webhook's body that has the id of a dwelling; it is not published. */
  readonly webhookIdField: string;
}

/** Settings of the connection with Kobo, by kommunenummer. Empty where there is none. */
export type KoboSettings = ReadonlyMap<string, KoboMunicipality>;

const KOMMUNENUMMER = /^[0-9]{4}$/;
const HEADER = /^[a-z][a-z0-9-]{0,60}$/;
const FIELD = /^[A-Za-z_][A-Za-z0-9_]{0,60}$/;
const LEAST_KEY = 16;
const DEFAULTS = { apiKeyHeader: 'x-api-key', webhookKeyHeader: 'x-api-key', webhookIdField: 'koboId' };
const NAMES = ['kommunenummer', 'baseUrl', 'apiKey', 'webhookKeys', ...Object.keys(DEFAULTS)];

/**
 * `KOBO_SETTINGS` (or the file that `KOBO_SETTINGS_FILE` names): a JSON list with an entry for each municipality. Every
 * host in it must stand in `KOBO_HOSTS`, with commas between: a setting that is changed alone leads nowhere else. HTTP
 * only to this machine, and never in production. No fault shows a value.
 */
export function koboSettings(environment: Environment): ReturnType<Setting<KoboSettings>> {
  const given = secret('KOBO_SETTINGS', (name) => (own) => {
    const value = own[name] ?? '';
    return value === '' ? { fault: `${name} is not set`, isMissing: true } : { value };
  })(environment);
  if ('fault' in given) return given.isMissing ? { value: new Map() } : given;
  const hosts = (environment['KOBO_HOSTS'] ?? '').split(',').map((host) => host.trim());
  const isProduction = environment['NODE_ENV'] === 'production';
  const read = readList(given.value, { hosts, isProduction });
  return typeof read === 'string' ? { fault: `KOBO_SETTINGS ${read}`, isMissing: false } : { value: read };
}

interface Limits {
  readonly hosts: readonly string[];
  readonly isProduction: boolean;
}

/** The settings, or what is wrong with them. */
function readList(given: string, limits: Limits): KoboSettings | string {
  const list = parse(given);
  if (!Array.isArray(list)) return 'must be a JSON list';
  const found = new Map<string, KoboMunicipality>();
  for (const [index, entry] of list.entries()) {
    const read = readEntry(entry, limits);
    if (typeof read === 'string') return `has in entry ${index + 1} ${read}`;
    if (found.has(read.kommunenummer)) return 'names a municipality twice';
    found.set(read.kommunenummer, read);
  }
  return found;
}

function parse(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown, limits: Limits): KoboMunicipality | string {
  if (typeof entry !== 'object' || entry === null) return 'no object';
  const values: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...entry };
  const unknown = Object.keys(values).filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) return 'a name that is not known';
  const texts = (name: string, form: RegExp): string | undefined => {
    const value = values[name];
    return typeof value === 'string' && form.test(value) ? value : undefined;
  };
  const kommunenummer = texts('kommunenummer', KOMMUNENUMMER);
  const baseUrl = texts('baseUrl', /^https?:\/\/\S+$/);
  const apiKey = texts('apiKey', /^[\x21-\x7e]{16,500}$/);
  const apiKeyHeader = texts('apiKeyHeader', HEADER);
  const webhookKeyHeader = texts('webhookKeyHeader', HEADER);
  const webhookIdField = texts('webhookIdField', FIELD);
  const webhookKeys = keysIn(values['webhookKeys']);
  if (kommunenummer === undefined) return 'no kommunenummer';
  if (baseUrl === undefined || !isAllowed(baseUrl, limits)) return 'a baseUrl that is not allowed';
  if (apiKey === undefined) return 'no apiKey';
  if (webhookKeys === undefined) return 'no webhookKeys';
  if (apiKeyHeader === undefined || webhookKeyHeader === undefined || webhookIdField === undefined) {
    return 'a header or field of another form';
  }
  return {
    kommunenummer,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    apiKey,
    apiKeyHeader,
    webhookKeys,
    webhookKeyHeader,
    webhookIdField,
  };
}

function keysIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) return undefined;
  const keys = value.filter((key): key is string => typeof key === 'string' && key.length >= LEAST_KEY);
  return keys.length === value.length ? keys : undefined;
}

function isAllowed(address: string, { hosts, isProduction }: Limits): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return false;
  }
  const isHere =
    url.hostname === 'localhost' || (isIP(url.hostname) === 4 && url.hostname.startsWith('127.'));
  if (isHere) return !isProduction;
  return url.protocol === 'https:' && hosts.includes(url.hostname);
}
