import { isIP } from 'node:net';

/** The environment as the process got it. An empty text counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting that is read: its value, or what is wrong with it. */
export type Setting<T> = (environment: Environment) => SettingResult<T>;

type SettingResult<T> = { readonly value: T } | { readonly fault: string; readonly isMissing: boolean };

/** All that is wrong with the configuration, by the names of the variables; never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration has faults:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** The values of a group of settings. */
export type ConfigOf<S extends Readonly<Record<string, Setting<unknown>>>> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

/**
 * Reads a group of settings, all of them before it complains.
 *
 * @throws {ConfigError} naming every variable that is missing or does not fit.
 */
export function readConfig<S extends Readonly<Record<string, Setting<unknown>>>>(
  environment: Environment,
  settings: S,
): ConfigOf<S> {
  const faults: string[] = [];
  const values: [string, unknown][] = [];
  for (const [key, setting] of Object.entries(settings)) {
    const result = setting(environment);
    if ('fault' in result) faults.push(result.fault);
    else values.push([key, result.value]);
  }
  if (faults.length > 0) throw new ConfigError(faults);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key has just got its setting's value.
  return Object.fromEntries(values) as ConfigOf<S>;
}

/** A text that must be set. */
export function text(name: string): Setting<string> {
  return parsed(name, 'a text', (given) => given);
}

/** A whole number in decimal digits, both limits inclusive. */
export function integer(
  name: string,
  limits: { readonly min: number; readonly max: number },
): Setting<number> {
  return parsed(name, `a whole number from ${limits.min} to ${limits.max}`, (given) => {
    const number = /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    return number >= limits.min && number <= limits.max ? number : undefined;
  });
}

/** An absolute URL with one of these schemes, such as `postgresql`. */
export function url(name: string, schemes: readonly string[]): Setting<string> {
  return parsed(name, `a URL with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`, (given) => {
    const scheme = URL.parse(given)?.protocol.slice(0, -1);
    return scheme !== undefined && schemes.includes(scheme) ? given : undefined;
  });
}

/** Addresses of machines, or networks of them (`10.0.0.0/8`), with commas between. */
export function addresses(name: string): Setting<readonly string[]> {
  return parsed(name, 'a list of addresses or networks, such as 10.0.0.1,192.168.0.0/16', (given) => {
    const list = given.split(',').map((part) => part.trim());
    return list.every(isAddressOrNetwork) ? list : undefined;
  });
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Names of hosts with commas between, each with its port where that is not 443; `*.example.no` for all under a domain. */
export function hostList(name: string): Setting<readonly string[]> {
  return parsed(name, 'a list of hosts, such as hooks.example.no,*.example.com:8443', (given) => {
    const hosts = given.split(',').map((host) => host.trim().toLowerCase());
    return hosts.every((host) => HOST.test(host)) ? hosts : undefined;
  });
}

const HOST = /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/** One of a few words. */
export function oneOf<const T extends string>(name: string, words: readonly T[]): Setting<T> {
  return parsed(name, `one of ${words.join(', ')}`, (given) => words.find((word) => word === given));
}

/** A secret of so many random bytes, in hexadecimal or padded base64. */
export function secretBytes(name: string, bytes: number): Setting<Uint8Array> {
  return parsed(name, `${bytes} bytes in hexadecimal or base64`, (given) => decodeBytes(given, bytes));
}

/** Several secrets of so many bytes by name, as `name:bytes`, one behind the other with commas or line breaks between. */
export function keyList(name: string, bytes: number): Setting<Readonly<Record<string, Uint8Array>>> {
  return parsed(name, `a list of name:key, each key ${bytes} bytes in hexadecimal or base64`, (given) => {
    const keys: Record<string, Uint8Array> = {};
    for (const entry of given.split(/[,\n]/).map((part) => part.trim())) {
      if (entry === '') continue;
      const [keyId = '', ...rest] = entry.split(':');
      const key = rest.length === 1 ? decodeBytes(rest[0] ?? '', bytes) : undefined;
      if (key === undefined || !/^[A-Za-z0-9-]{1,32}$/.test(keyId) || Object.hasOwn(keys, keyId)) {
        return undefined;
      }
      keys[keyId] = key;
    }
    return keys;
  });
}

function decodeBytes(given: string, bytes: number): Uint8Array | undefined {
  const isHexadecimal = given.length === bytes * 2 && /^[0-9a-f]+$/i.test(given);
  // Padded only: a hexadecimal text cut short must not be taken for another notation.
  const isBase64 = given.length === Math.ceil(bytes / 3) * 4 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(given);
  if (!isHexadecimal && !isBase64) return undefined;
  const decoded = Buffer.from(given, isHexadecimal ? 'hex' : 'base64');
  return decoded.length === bytes ? new Uint8Array(decoded) : undefined;
}

/** The setting, or this value where it is not set. One that is set must fit all the same. */
export function withDefault<T, D>(setting: Setting<T>, fallback: D): Setting<T | D> {
  return (environment) => {
    const result = setting(environment);
    return 'fault' in result && result.isMissing ? { value: fallback } : result;
  };
}

/** The setting, or `undefined` where it is not set. */
export function optional<T>(setting: Setting<T>): Setting<T | undefined> {
  return withDefault(setting, undefined);
}

function parsed<T>(name: string, wanted: string, parse: (given: string) => T | undefined): Setting<T> {
  return (environment) => {
    const given = environment[name];
    if (given === undefined || given === '') {
      return { fault: `${name} is not set: it must be ${wanted}`, isMissing: true };
    }
    const value = parse(given);
    return value === undefined ? { fault: `${name} is not ${wanted}`, isMissing: false } : { value };
  };
}
