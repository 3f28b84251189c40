import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from '../output.ts';

/** Where the embedded database and the secrets of this checkout lie. */
export const DATA_FOLDER: string = fileURLToPath(new URL('../../../../.data/', import.meta.url));

/** Where the worker of a local start anchors the audit trail. */
export const ANCHOR_FILE: string = join(DATA_FOLDER, 'audit-anchors.jsonl');
/** The ledger of what was erased in the demonstration. */
export const LEDGER_FILE: string = join(DATA_FOLDER, 'erasure-ledger.jsonl');

/** Where what is signed and sent in the demonstration is put, in place of an archive. */
export const ARCHIVE_FOLDER: string = join(DATA_FOLDER, 'archive');
/** Where letters that are sent digitally in the demonstration wait for nobody. */
export const LETTER_DISPATCH_FOLDER: string = join(DATA_FOLDER, 'letters');

const OWNER_ONLY = 0o600;

/** Secrets of a local start, as environment variables. Made once and kept, or what was encrypted stays unread. */
export interface LocalSecrets {
  readonly IDENTITY_KEY_ID: string;
  readonly IDENTITY_ENCRYPTION_KEY: string;
  readonly IDENTITY_LOOKUP_KEY: string;
  readonly ADDRESS_KEY_ID: string;
  readonly ADDRESS_ENCRYPTION_KEY: string;
  readonly AUDIT_KEY_ID: string;
  readonly AUDIT_KEY: string;
  readonly WEBHOOK_KEY_ID: string;
  readonly WEBHOOK_ENCRYPTION_KEY: string;
}

const NAMES = [
  'IDENTITY_KEY_ID',
  'IDENTITY_ENCRYPTION_KEY',
  'IDENTITY_LOOKUP_KEY',
  'ADDRESS_KEY_ID',
  'ADDRESS_ENCRYPTION_KEY',
  'AUDIT_KEY_ID',
  'AUDIT_KEY',
  'WEBHOOK_KEY_ID',
  'WEBHOOK_ENCRYPTION_KEY',
] as const;

/** The secrets of this checkout, readable by their owner only. What the environment sets goes before them. */
export function readLocalSecrets(environment: NodeJS.ProcessEnv): LocalSecrets {
  const file = join(DATA_FOLDER, 'secrets.json');
  const stored = readStored(file);
  // A checkout from before a secret was needed gets it now; what it has stays, or what was encrypted stays unread.
  const all = { ...makeSecrets(), ...stored };
  if (NAMES.some((name) => stored[name] === undefined)) {
    mkdirSync(DATA_FOLDER, { recursive: true });
    writeFileSync(file, JSON.stringify(all, undefined, 2), { mode: OWNER_ONLY });
  }
  const valueOf = (name: (typeof NAMES)[number]): string => {
    const given = environment[name];
    if (given !== undefined && given !== '') return given;
    return all[name];
  };
  return {
    IDENTITY_KEY_ID: valueOf('IDENTITY_KEY_ID'),
    IDENTITY_ENCRYPTION_KEY: valueOf('IDENTITY_ENCRYPTION_KEY'),
    IDENTITY_LOOKUP_KEY: valueOf('IDENTITY_LOOKUP_KEY'),
    ADDRESS_KEY_ID: valueOf('ADDRESS_KEY_ID'),
    ADDRESS_ENCRYPTION_KEY: valueOf('ADDRESS_ENCRYPTION_KEY'),
    AUDIT_KEY_ID: valueOf('AUDIT_KEY_ID'),
    AUDIT_KEY: valueOf('AUDIT_KEY'),
    WEBHOOK_KEY_ID: valueOf('WEBHOOK_KEY_ID'),
    WEBHOOK_ENCRYPTION_KEY: valueOf('WEBHOOK_ENCRYPTION_KEY'),
  };
}

const secret = (): string => randomBytes(32).toString('hex');

function makeSecrets(): LocalSecrets {
  return {
    IDENTITY_KEY_ID: 'local-1',
    IDENTITY_ENCRYPTION_KEY: secret(),
    IDENTITY_LOOKUP_KEY: secret(),
    ADDRESS_KEY_ID: 'local-1',
    ADDRESS_ENCRYPTION_KEY: secret(),
    AUDIT_KEY_ID: 'local-1',
    AUDIT_KEY: secret(),
    WEBHOOK_KEY_ID: 'local-1',
    WEBHOOK_ENCRYPTION_KEY: secret(),
  };
}

/** The secrets in the file; none where there is no file. @throws {CliError} when it holds something else. */
function readStored(file: string): Partial<LocalSecrets> {
  if (!existsSync(file)) return {};
  const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const entries = Object.entries(stored ?? {}).filter(([name]) => NAMES.some((known) => known === name));
  for (const [name, value] of entries) {
    if (typeof value !== 'string') throw new CliError(`${name} in ${file} is no text`);
  }
  return Object.fromEntries(entries);
}

/** What a running start notes of itself, for the commands that talk to it. */
export interface RunNote {
  readonly pid: number;
  readonly url: string;
  readonly databaseUrl: string;
  /** A case officer of the demo municipality, who signs in without a password. */
  readonly user: string;
}

const NOTE = join(DATA_FOLDER, 'run.json');

/** Leaves the note. It holds secrets, so only its owner can read it. */
export function writeRunNote(note: RunNote): void {
  rmSync(NOTE, { force: true });
  writeFileSync(NOTE, JSON.stringify(note), { mode: OWNER_ONLY });
}

/** Takes the note away. */
export function removeRunNote(): void {
  rmSync(NOTE, { force: true });
}

/** The note of a start that runs in this checkout, or undefined. */
export function findRunNote(): RunNote | undefined {
  if (!existsSync(NOTE)) return undefined;
  const note: unknown = JSON.parse(readFileSync(NOTE, 'utf8'));
  return isRunNote(note) ? note : undefined;
}

function isRunNote(note: unknown): note is RunNote {
  return (
    typeof note === 'object' &&
    note !== null &&
    'pid' in note &&
    typeof note.pid === 'number' &&
    'url' in note &&
    typeof note.url === 'string' &&
    'databaseUrl' in note &&
    typeof note.databaseUrl === 'string' &&
    'user' in note &&
    typeof note.user === 'string'
  );
}
