import type { AuditFault, AuditVerification, SealedAnchor } from '@boligtrapp/use-cases';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLines } from '../output.ts';

interface VerifyFlags {
  readonly municipality?: string;
  readonly anchors?: string;
  readonly json?: true;
}

/**
 * Adds `audit verify`, whether the traces are as they were written, and `audit check-export`, whether an exported
 * stretch of them is.
 */
export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('the traces of changes and readings');
  audit
    .command('check-export')
    .description('whether an exported stretch of the trail is as it was handed out; exit 3 where it is not')
    .argument('<file>', 'JSON lines, the last of which is the seal')
    .action(async (file: string) => await checkExport(file));
  audit
    .command('verify')
    .description(
      'compute the chain of changes anew and hold it against its seal and the anchors; exit 3 on a fault',
    )
    .option('--municipality <id>', 'one municipality only')
    .option('--anchors <file>', 'the anchors kept outside the database, one JSON document a line')
    .option('--json', 'print one JSON document')
    .action(async (flags: VerifyFlags) => await verify(flags));
}

async function verify(flags: VerifyFlags): Promise<void> {
  const { createDb, createPool, DATABASE_ROLES, listMunicipalityIds } = await import('@boligtrapp/database');
  const { verifyAudit } = await import('@boligtrapp/use-cases');
  const { requireAuditSealer, requireDatabaseUrl } = await import('../database-access.ts');
  const url = await requireDatabaseUrl();
  const sealer = await requireAuditSealer();
  const anchors = flags.anchors === undefined ? [] : await readAnchorFile(flags.anchors);
  const pool = (role: typeof DATABASE_ROLES.app | typeof DATABASE_ROLES.relay) =>
    createPool({ url, role, applicationName: 'boligtrapp-audit', maxConnections: 1 });
  const relayPool = pool(DATABASE_ROLES.relay);
  const db = createDb(pool(DATABASE_ROLES.app));
  const found: AuditVerification[] = [];
  try {
    const ids =
      flags.municipality === undefined ? await listMunicipalityIds(relayPool) : [flags.municipality];
    for (const id of ids) found.push(await verifyAudit({ db, sealer }, id, anchors));
  } finally {
    await Promise.all([relayPool.end(), db.destroy()]);
  }
  if (flags.json === true) printJson({ municipalities: found });
  else printLines(found.flatMap(linesOf));
  if (found.some(({ faults }) => faults.length > 0)) process.exitCode = EXIT.deviations;
}

async function checkExport(file: string): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const { readAuditExport } = await import('@boligtrapp/use-cases');
  const { requireAuditSealer } = await import('../database-access.ts');
  const found = readAuditExport(await requireAuditSealer(), await readFile(file, 'utf8'));
  if (found.ok) {
    printLines([`whole: ${found.count} changes through number ${found.last}, exported ${found.exportedAt}`]);
    return;
  }
  process.exitCode = EXIT.deviations;
  printLines([EXPORT_FAULTS[found.fault]]);
}

const EXPORT_FAULTS = {
  'no-export': 'the last line is no seal of an export: the file is something else, or its end is missing',
  'not-sealed': 'not as it was handed out, or sealed with another key',
} as const;

/** The anchors of a file. @throws {CliError} naming the first line that is none: a torn file is no proof. */
async function readAnchorFile(file: string): Promise<readonly SealedAnchor[]> {
  const { readFile } = await import('node:fs/promises');
  const { parseAnchor } = await import('@boligtrapp/use-cases');
  const { CliError } = await import('../output.ts');
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const anchor = parseAnchor(line);
    if (anchor === undefined) throw new CliError(`line ${index + 1} of ${file} is no anchor`);
    return [anchor];
  });
}

function linesOf(found: AuditVerification): readonly string[] {
  const { municipalityId, eventCount, accessCount, anchorCount, anchoredUntil, faults } = found;
  const counts = `${eventCount} changes, ${accessCount} readings under ${anchorCount} anchors`;
  const until = anchoredUntil === null ? 'never anchored' : `anchored until ${anchoredUntil}`;
  const verdict = faults.length === 0 ? 'whole' : `${faults.length} faults`;
  return [
    `${municipalityId}: ${verdict}; ${counts}, ${until}`,
    ...faults.map((fault) => `  ${textOf(fault)}`),
  ];
}

function textOf(fault: AuditFault): string {
  switch (fault.kind) {
    case 'chain-broken':
      return `change ${fault.sequence} is not as it was written, or one before it is missing`;
    case 'head-missing':
      return 'there are changes and no sealed head';
    case 'head-forged':
      return 'the head was not sealed with the key';
    case 'head-differs':
      return `the sealed head is change ${fault.sequence}, where the chain does not end`;
    case 'anchor-forged':
      return `the anchor of ${fault.anchoredAt} was not sealed with the key`;
    case 'anchor-differs':
      return `change ${fault.sequence} is not the one that was anchored ${fault.anchoredAt}`;
    case 'access-differs':
      return `the readings before ${fault.anchoredAt} are not those that were anchored`;
  }
}
