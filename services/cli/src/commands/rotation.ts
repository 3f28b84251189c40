import { type Command, InvalidArgumentError } from 'commander';
import { printJson, printLines } from '../output.ts';

interface RotationFlags {
  readonly date?: string;
  readonly municipality?: string;
  readonly report?: string;
  readonly json?: true;
}

/** Adds `rotation run`: the rotation of a date, for one municipality or for all. */
export function addRotationCommand(program: Command): void {
  program
    .command('rotation')
    .description('the nightly look at every lease')
    .command('run')
    .description('run the rotation of a date; running it again adds nothing')
    .option('--date <date>', 'the date, YYYY-MM-DD; today in Norway where it is not given', parseDate)
    .option('--municipality <id>', 'one municipality only')
    .option('--report <folder>', 'write the report of each municipality there: JSON, XLSX and PDF/A')
    .option('--json', 'print one JSON document')
    .action(async (flags: RotationFlags) => await runRotations(flags));
}

function parseDate(text: string): string {
  // The calendar is checked when the domain is loaded; this refuses what is no date at all.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError('It must be of the form YYYY-MM-DD.');
  return text;
}

async function runRotations(flags: RotationFlags): Promise<void> {
  const { createDb, createPool, DATABASE_ROLES, listMunicipalityIds } = await import('@boligtrapp/database');
  const { parsePlainDate } = await import('@boligtrapp/domain');
  const { createIdSource, createSystemClock } = await import('@boligtrapp/platform');
  const { runRotation } = await import('@boligtrapp/use-cases');
  const { requireAuditSealer, requireDatabaseUrl } = await import('../database-access.ts');
  const { writeReports } = await import('../write-reports.ts');
  const { CliError } = await import('../output.ts');
  const today = createSystemClock().today();
  const runOn = flags.date === undefined ? today : parsePlainDate(flags.date);
  if (runOn === undefined) throw new CliError(`${flags.date ?? ''} is no date that exists`);
  if (runOn > today) throw new CliError(`${runOn} has not come yet: what will be known then is not known`);
  const url = await requireDatabaseUrl();
  const relayPool = createPool({
    url,
    role: DATABASE_ROLES.relay,
    applicationName: 'boligtrapp-cli',
    maxConnections: 1,
  });
  const db = createDb(createPool({ url, role: DATABASE_ROLES.app, applicationName: 'boligtrapp-cli' }), {
    sealAuditHead: (await requireAuditSealer()).seal,
  });
  try {
    const ids =
      flags.municipality === undefined ? await listMunicipalityIds(relayPool) : [flags.municipality];
    const runs = [];
    for (const municipalityId of ids) {
      const deps = { db, ids: createIdSource() };
      const run = await runRotation(deps, { municipalityId, runOn, requestedBy: 'command-line' });
      const files =
        flags.report === undefined ? [] : await writeReports(deps, { ...run, municipalityId }, flags.report);
      runs.push({ municipalityId, ...run, files });
    }
    if (flags.json === true) printJson({ runs });
    else
      printLines(
        runs.flatMap((run) => [
          `${run.municipalityId} ${run.runOn}: ${run.leaseCount ?? 0} leases, ${run.flagCount ?? 0} findings, ${run.newFlagCount ?? 0} seen for the first time`,
          ...run.files.map((file) => `  ${file}`),
        ]),
      );
  } finally {
    await Promise.all([relayPool.end(), db.destroy()]);
  }
}
