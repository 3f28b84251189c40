import type {
  CarryOutDeps,
  ReappliedErasures,
  ReappliedProtections,
  ReapplyProtectionsDeps,
  RetentionPreview,
} from '@boligtrapp/use-cases';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLines } from '../output.ts';

interface Flags {
  readonly municipality?: string;
  readonly json?: true;
}

interface ReapplyFlags extends Flags {
  readonly ledger: string;
}

/**
 * Adds `retention plan`, which counts what is due and changes nothing, `retention run`, which does what a night does,
 * and `privacy reapply`, which guards, erases and blocks again after a restore. None of them approves anything: what destroys
 * waits for a second person.
 */
export function addRetentionCommands(program: Command): void {
  const retention = program.command('retention').description('what is kept for a time only');
  const ofOne = ['--municipality <id>', 'one municipality only'] as const;
  const asJson = ['--json', 'print one JSON document'] as const;
  retention
    .command('plan')
    .description('count what is due today, by rule and table; changes nothing')
    .option(...ofOne)
    .option(...asJson)
    .action(async (flags: Flags) => await plan(flags));
  retention
    .command('run')
    .description(
      'block what is due, plan what is to be destroyed, carry out what was approved: as every night',
    )
    .option(...ofOne)
    .option(...asJson)
    .action(async (flags: Flags) => await run(flags));
  program
    .command('privacy')
    .description("people's data after a restore")
    .command('reapply')
    .description(
      'guard, erase and block again what an old backup has brought back; exit 3 where not all of it went',
    )
    .requiredOption('--ledger <file>', 'the ledger kept outside the database (ERASURE_LEDGER_FILE)')
    .option(...ofOne)
    .option(...asJson)
    .action(async (flags: ReapplyFlags) => await reapply(flags));
}

async function plan(flags: Flags): Promise<void> {
  const { previewRetention } = await import('@boligtrapp/use-cases');
  const found = await forEach(flags, async (deps, municipalityId) => ({
    municipalityId,
    due: await previewRetention(deps, municipalityId),
  }));
  if (flags.json === true) printJson({ municipalities: found });
  else printLines(found.flatMap(({ municipalityId, due }) => [`${municipalityId}:`, ...linesOf(due)]));
}

function linesOf(due: readonly RetentionPreview[]): readonly string[] {
  if (due.length === 0) return ['  nothing is due'];
  return due.map(({ rule, tableName, itemCount }) => `  ${rule}: ${itemCount} of ${tableName}`);
}

async function run(flags: Flags): Promise<void> {
  const { runNightlyRetention } = await import('@boligtrapp/use-cases');
  const found = await forEach(flags, async (deps, municipalityId) => ({
    municipalityId,
    ...(await runNightlyRetention(deps, { municipalityId, requestId: deps.ids.next() })),
  }));
  if (flags.json === true) printJson({ municipalities: found });
  else {
    printLines(
      found.map(
        ({ municipalityId, blockedCases, plannedItems, expiredCopies }) =>
          `${municipalityId}: ${blockedCases} cases blocked, ${plannedItems} rows wait for approval, ${expiredCopies} copies expired`,
      ),
    );
  }
}

async function reapply(flags: ReapplyFlags): Promise<void> {
  const { reapplyErasures, reapplyProtections } = await import('@boligtrapp/use-cases');
  const { erasures, protections } = await readLedger(flags.ledger);
  const found = await forEach(flags, async (deps, municipalityId) => {
    const target = { municipalityId, requestId: deps.ids.next() };
    // First who must not be seen: nobody is served before both are done, but a command may be broken off.
    const { municipalityId: _, ...guarded } = await reapplyProtections(deps, target, protections);
    return { ...(await reapplyErasures(deps, target, erasures)), protections: guarded };
  });
  if (flags.json === true) printJson({ municipalities: found });
  else printLines(found.flatMap((one) => [reapplied(one), guardedAgain(one.protections)]));
  if (
    found.some(
      ({ forgedCount, stuckRows, protections: guarded }) => forgedCount + stuckRows + guarded.forgedCount > 0,
    )
  ) {
    process.exitCode = EXIT.deviations;
  }
}

function guardedAgain(found: Omit<ReappliedProtections, 'municipalityId'>): string {
  const { entryCount, forgedCount, gradesSet, grantsMade, grantsEnded, addressesErased, missingCount } =
    found;
  const done = `${gradesSet} grades set again, ${grantsMade} people named, ${grantsEnded} no longer, ${addressesErased} addresses erased`;
  return `  ${entryCount} entries about protected people; ${done}; ${missingCount} are not in the backup, ${forgedCount} without a true seal`;
}

function reapplied(found: ReappliedErasures): string {
  const { municipalityId, entryCount, forgedCount, destroyedRows, stuckRows, blockedRows, liftedRows } =
    found;
  const faults = `${forgedCount} entries without a true seal, ${stuckRows} rows that something refers to`;
  return `${municipalityId}: ${entryCount} entries; ${destroyedRows} rows erased again, ${blockedRows} blocked, ${liftedRows} lifted; ${faults}`;
}

/** The entries of a file. @throws {CliError} naming the first line that is none. */
async function readLedger(file: string) {
  const { readFile } = await import('node:fs/promises');
  const { parseErasure, parseProtection } = await import('@boligtrapp/use-cases');
  const { CliError } = await import('../output.ts');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const entries = lines.flatMap((line, index) => {
    if (line === '') return [];
    const [erasure, protection] = [parseErasure(line), parseProtection(line)];
    if (erasure === undefined && protection === undefined) {
      throw new CliError(`line ${index + 1} of ${file} is no entry of the ledger`);
    }
    return [{ erasure, protection }];
  });
  return {
    erasures: entries.flatMap(({ erasure }) => erasure ?? []),
    protections: entries.flatMap(({ protection }) => protection ?? []),
  };
}

async function forEach<Result>(
  flags: Flags,
  work: (deps: CarryOutDeps & ReapplyProtectionsDeps, municipalityId: string) => Promise<Result>,
): Promise<readonly Result[]> {
  const { createDb, createPool, DATABASE_ROLES, listMunicipalityIds } = await import('@boligtrapp/database');
  const { createIdSource, createSystemClock } = await import('@boligtrapp/platform');
  const { protectedUrl, requireAuditSealer, requireDatabaseUrl } = await import('../database-access.ts');
  const url = await requireDatabaseUrl();
  const sealer = await requireAuditSealer();
  const pool = (role: (typeof DATABASE_ROLES)['app' | 'protected' | 'relay' | 'retention'], at = url) =>
    createPool({ url: at, role, applicationName: 'boligtrapp-retention', maxConnections: 1 });
  const relayPool = pool(DATABASE_ROLES.relay);
  const retentionDb = createDb(pool(DATABASE_ROLES.retention), { sealAuditHead: sealer.seal });
  const db = createDb(pool(DATABASE_ROLES.app), { sealAuditHead: sealer.seal });
  const protectedDb = createDb(pool(DATABASE_ROLES.protected, await protectedUrl(url)));
  const ids = createIdSource();
  const deps = { db, protectedDb, retentionDb, clock: createSystemClock(), ids, sealer };
  try {
    const municipalityIds =
      flags.municipality === undefined ? await listMunicipalityIds(relayPool) : [flags.municipality];
    const found: Result[] = [];
    for (const id of municipalityIds) found.push(await work(deps, id));
    return found;
  } finally {
    await Promise.all([relayPool.end(), retentionDb.destroy(), db.destroy(), protectedDb.destroy()]);
  }
}
