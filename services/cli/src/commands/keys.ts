import type { DatabaseRole, Db } from '@boligtrapp/database';
import type { KeyParts } from '@boligtrapp/platform';
import type { ColumnRotation, KeyPurpose, KeyStatus, RotatedColumn } from '@boligtrapp/use-cases';
import { type Command, InvalidArgumentError } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLines } from '../output.ts';

interface KeysFlags {
  readonly municipality?: string;
  readonly json?: true;
}

interface RotateFlags extends KeysFlags {
  readonly renew?: true;
  readonly batch: number;
}

const DEFAULT_BATCH = 500;
const LARGEST_BATCH = 5_000;

/**
 * Adds `keys status`, how much stands under which key, `keys rotate`, which brings it under the keys in use, and
 * `keys drop-lookup`, which removes the hashes under a lookup key that has gone.
 */
export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .description('the keys of identity numbers, protected addresses and webhook secrets');
  withScope(
    keys
      .command('status')
      .description(
        'how many fields and hashes stand under which key; exit 3 where one can be read by nobody',
      ),
  ).action(async (flags: KeysFlags) => await status(flags));
  withScope(
    keys
      .command('rotate')
      .description('bring data keys, fields and hashes under the keys in use; exit 3 where something is left')
      .option('--renew', 'also begin with new data keys')
      .option('--batch <fields>', 'fields in a transaction', parseBatch, DEFAULT_BATCH),
  ).action(async (flags: RotateFlags) => await rotate(flags));
  withScope(
    keys
      .command('drop-lookup')
      .description('remove the hashes under a lookup key that no process has any more')
      .argument('<key-id>', 'name of the lookup key'),
  ).action(async (keyId: string, flags: KeysFlags) => await drop(keyId, flags));
}

function withScope(command: Command): Command {
  return command
    .option('--municipality <id>', 'one municipality only')
    .option('--json', 'print one JSON document');
}

function parseBatch(text: string): number {
  const batch = Number(text);
  if (!/^\d+$/.test(text) || batch < 1 || batch > LARGEST_BATCH) {
    throw new InvalidArgumentError(`It must be an integer from 1 to ${LARGEST_BATCH}.`);
  }
  return batch;
}

interface Opened {
  readonly db: Db;
  readonly columns: readonly RotatedColumn[];
  readonly keys: KeyParts;
  readonly municipalityIds: readonly string[];
}

/** Runs `work` with the keys and with connections, which end with it. */
async function withKeys(flags: KeysFlags, work: (opened: Opened) => Promise<void>): Promise<void> {
  const { createDb, createPool, DATABASE_ROLES, listMunicipalityIds } = await import('@boligtrapp/database');
  const { IDENTITY_NUMBER_COLUMN, PROTECTED_ADDRESS_COLUMN, WEBHOOK_SECRET_COLUMN } = await import(
    '@boligtrapp/use-cases'
  );
  const { protectedUrl, requireAuditSealer, requireDatabaseUrl, requireKeyParts } = await import(
    '../database-access.ts'
  );
  const url = await requireDatabaseUrl();
  const keys = await requireKeyParts();
  const sealer = await requireAuditSealer();
  const pool = (role: DatabaseRole, url: string) =>
    createPool({ url, role, applicationName: 'boligtrapp-keys', maxConnections: 1 });
  const relayPool = pool(DATABASE_ROLES.relay, url);
  const db = createDb(pool(DATABASE_ROLES.app, url), { sealAuditHead: sealer.seal });
  // The app does not see blocked persons, whose numbers stand under the same keys.
  const numbersDb = createDb(pool(DATABASE_ROLES.keys, url));
  const protectedDb = createDb(pool(DATABASE_ROLES.protected, await protectedUrl(url)));
  try {
    const { municipality } = flags;
    const municipalityIds =
      municipality === undefined ? await listMunicipalityIds(relayPool) : [municipality];
    const columns = [
      { column: IDENTITY_NUMBER_COLUMN, db: numbersDb, isSearched: true },
      { column: PROTECTED_ADDRESS_COLUMN, db: protectedDb, isSearched: false },
      // Where there is no key for them, there are none.
      ...(keys.hasWebhookKey ? [{ column: WEBHOOK_SECRET_COLUMN, db, isSearched: false }] : []),
    ];
    await work({ db, columns, keys, municipalityIds });
  } finally {
    await Promise.all([relayPool.end(), db.destroy(), numbersDb.destroy(), protectedDb.destroy()]);
  }
}

async function status(flags: KeysFlags): Promise<void> {
  const { readKeyStatus } = await import('@boligtrapp/use-cases');
  await withKeys(flags, async ({ db, columns, keys, municipalityIds }) => {
    const found: KeyStatus[] = [];
    for (const id of municipalityIds) found.push(await readKeyStatus({ ...keys, db, columns }, id));
    if (flags.json === true) printJson({ municipalities: found });
    else printLines(found.flatMap(linesOfStatus));
    const isLost = found.some(({ columns }) =>
      columns.some(({ keys }) => keys.some(({ state, fields }) => state === 'unreadable' && fields > 0)),
    );
    if (isLost) process.exitCode = EXIT.deviations;
  });
}

async function rotate({ renew, batch, ...flags }: RotateFlags): Promise<void> {
  const { rotateKeys } = await import('@boligtrapp/use-cases');
  const { createIdSource } = await import('@boligtrapp/platform');
  await withKeys(flags, async ({ db, columns, keys, municipalityIds }) => {
    const done: { readonly municipalityId: string; readonly columns: readonly ColumnRotation[] }[] = [];
    for (const municipalityId of municipalityIds) {
      const deps = { ...keys, db, columns, ids: createIdSource(), onProgress: progressOf(municipalityId) };
      const command = { municipalityId, renew: renew === true, batchSize: batch };
      done.push({ municipalityId, columns: await rotateKeys(deps, command) });
    }
    if (flags.json === true) printJson({ municipalities: done });
    else printLines(done.flatMap(({ municipalityId, columns }) => linesOfRotation(municipalityId, columns)));
    if (renew === true && done.some(({ columns }) => columns.some(({ isRenewed }) => !isRenewed))) {
      process.stderr.write(
        'Where fields were left under an older data key, that was finished and no new one begun; run it again for new ones.\n',
      );
    }
    if (done.some(({ columns }) => columns.some(({ behind }) => behind > 0))) {
      process.exitCode = EXIT.deviations;
    }
  });
}

async function drop(keyId: string, flags: KeysFlags): Promise<void> {
  const { dropLookupKey, LookupKeyNeededError } = await import('@boligtrapp/use-cases');
  const { createIdSource } = await import('@boligtrapp/platform');
  const { CliError } = await import('../output.ts');
  await withKeys(flags, async ({ db, columns, keys, municipalityIds }) => {
    const done: { readonly municipalityId: string; readonly dropped: number }[] = [];
    try {
      for (const municipalityId of municipalityIds) {
        const deps = { ...keys, db, columns, ids: createIdSource() };
        done.push({ municipalityId, dropped: await dropLookupKey(deps, municipalityId, keyId) });
      }
    } catch (cause) {
      if (cause instanceof LookupKeyNeededError) throw new CliError(cause.message, { cause });
      throw cause;
    }
    if (flags.json === true) printJson({ municipalities: done });
    else
      printLines(done.map(({ municipalityId, dropped }) => `${municipalityId}: ${dropped} hashes removed`));
  });
}

/** Tells each whole per cent on the standard error, for a person and for a log alike. */
function progressOf(municipalityId: string): (purpose: KeyPurpose, done: number, total: number) => void {
  let last = -1;
  return (purpose, done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (percent === last) return;
    last = percent;
    process.stderr.write(`${municipalityId} ${purpose}: ${done} of ${total}\n`);
  };
}

function linesOfStatus({ municipalityId, columns, lookupKeys }: KeyStatus): readonly string[] {
  return [
    `${municipalityId}:`,
    ...columns.flatMap(({ purpose, currentKeyId, keys }) => [
      `  ${purpose}, key in use ${currentKeyId}`,
      ...keys.map(
        ({ keyId, dataKeyId, state, fields }) =>
          `    ${fields} fields under ${keyId ?? 'no known key'}, data key ${dataKeyId ?? 'none'}: ${state}`,
      ),
    ]),
    ...lookupKeys.map(
      ({ keyId, isInUse, hashes }) =>
        `  ${hashes} hashes under lookup key ${keyId}${isInUse ? ', in use' : ''}`,
    ),
  ];
}

function linesOfRotation(municipalityId: string, columns: readonly ColumnRotation[]): readonly string[] {
  return columns.flatMap((done) => {
    const { purpose, table, column, rewrappedKeys, isRenewed, reencrypted, hashed, unreadable, behind } =
      done;
    const renewed = isRenewed ? ', a new data key' : '';
    const counts = `${rewrappedKeys} data keys wrapped anew${renewed}, ${reencrypted} fields encrypted anew, ${hashed} hashes added`;
    const left = behind === 0 ? 'nothing left' : `${behind} left, ${unreadable} of them unreadable`;
    return [
      `${municipalityId} ${purpose}: ${counts}; ${left}`,
      ...done.unreadableRowIds.map((rowId) => `  unreadable: ${column} of ${table} ${rowId}`),
    ];
  });
}
