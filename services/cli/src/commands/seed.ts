import type { PlainDateString } from '@boligtrapp/domain';
import type { Environment, Setting } from '@boligtrapp/platform';
import type * as Testing from '@boligtrapp/testing';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError, printJson, printLines } from '../output.ts';

interface SeedFlags {
  readonly seed: number;
  readonly scale: string;
  readonly on?: string;
  readonly json?: true;
}

/** What `seed` did with one municipality. */
interface SeededMunicipality {
  readonly id: string;
  readonly kommunenummer: string;
  readonly name: string;
  /** False when it was there before; then nothing was changed. */
  readonly inserted: boolean;
  readonly rowCount: number;
}

const DEFAULT_SEED = 1;

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed >= 2 ** 32) {
    throw new InvalidArgumentError('It must be an integer from 0 to 4294967295.');
  }
  return seed;
}

/** The generator is a development dependency, so that an installed program may be without it. */
async function loadDemo(): Promise<typeof Testing> {
  try {
    return await import('@boligtrapp/testing');
  } catch (error) {
    throw new CliError('seed needs the package @boligtrapp/testing, which is not installed here', {
      cause: error,
    });
  }
}

/** Shows on a terminal how far the present municipality is; the line is replaced by the next one. */
function showProgress(name: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(
    `\r${name}: ${Math.floor((100 * done) / total)} %\u001B[K${done === total ? '\r\u001B[K' : ''}`,
  );
}

async function seedAll(
  environment: Environment,
  { seed, count, on }: { readonly seed: number; readonly count: number; readonly on: PlainDateString },
): Promise<readonly SeededMunicipality[]> {
  const {
    createAuditSealer,
    createIdSource,
    createKeyParts,
    KEY_SETTINGS,
    readConfig,
    secret,
    secretBytes,
    text,
    url,
  } = await import('@boligtrapp/platform');
  const { createIdentityCipher } = await import('@boligtrapp/use-cases');
  const { createDb, createPool, DATABASE_ROLES } = await import('@boligtrapp/database');
  const { generateDemo, insertDemo } = await loadDemo();
  const key = (name: string): Setting<Uint8Array> => secretBytes(name, 32);
  const config = readConfig(environment, {
    databaseUrl: secret('DATABASE_URL', (name) => url(name, ['postgresql', 'postgres'])),
    ...KEY_SETTINGS,
    auditKey: secret('AUDIT_KEY', key),
    auditKeyId: text('AUDIT_KEY_ID'),
  });
  const pool = createPool({
    url: config.databaseUrl,
    role: DATABASE_ROLES.app,
    applicationName: 'boligtrapp-seed',
    maxConnections: 1,
  });
  const sealer = createAuditSealer({ keyId: config.auditKeyId, key: config.auditKey });
  const db = createDb(pool, { sealAuditHead: sealer.seal });
  const cipher = createIdentityCipher({ db, ids: createIdSource(), ...createKeyParts(config) });
  const seeded: SeededMunicipality[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const demo = generateDemo({ seed, on, index });
      const { id, kommunenummer, name } = demo.municipality;
      const { isInserted, rowCount } = await insertDemo(db, demo, {
        cipher,
        log: (line) => process.stderr.write(`${line}\n`),
        onProgress: (done, total) => showProgress(name, done, total),
      });
      seeded.push({ id, kommunenummer, name, inserted: isInserted, rowCount });
    }
  } finally {
    await db.destroy();
  }
  return seeded;
}

async function runSeed(flags: SeedFlags, command: Command, environment: Environment): Promise<void> {
  const { parsePlainDate } = await import('@boligtrapp/domain');
  const { createSystemClock } = await import('@boligtrapp/platform');
  const on = flags.on === undefined ? createSystemClock().today() : parsePlainDate(flags.on);
  if (on === undefined) {
    command.error("error: option '--on <date>' must be a date that exists, of the form YYYY-MM-DD");
  }
  const { seed } = flags;
  const municipalities = await seedAll(environment, { seed, count: Number(flags.scale), on });
  if (flags.json === true) {
    printJson({ seed, on, municipalities });
    return;
  }
  const added = municipalities.filter(({ inserted }) => inserted);
  const rows = added.reduce((sum, { rowCount }) => sum + rowCount, 0);
  printLines([
    `${added.length} of ${municipalities.length} municipalities added, ${rows} rows (seed ${seed}, ${on})`,
  ]);
}

/**
 * Adds `seed`: writes the fictional demo municipality, or several of them, into the database of `DATABASE_URL` as the
 * app role. Run again it changes nothing.
 *
 * @param environment where `DATABASE_URL` and the keys of the identity numbers are read from.
 */
export function addSeedCommand(program: Command, environment: Environment = process.env): void {
  program
    .command('seed')
    .description('write the fictional demo municipality into the database')
    .option('--seed <number>', 'the same seed and date give the same municipality', parseSeed, DEFAULT_SEED)
    .addOption(
      new Option('--scale <count>', 'how many municipalities').choices(['1', '10', '100']).default('1'),
    )
    .option('--on <date>', 'the day it is made for, YYYY-MM-DD (default: today in Norway)')
    .option('--json', 'print one JSON document')
    .action(async (flags: SeedFlags, command: Command) => {
      await runSeed(flags, command, environment);
    });
}
