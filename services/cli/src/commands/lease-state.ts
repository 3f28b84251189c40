import type { LeaseStatus, PlainDateString } from '@boligtrapp/domain';
import { type Command, InvalidArgumentError } from 'commander';
import { CliError, printJson, printLines } from '../output.ts';
import { readJsonFile } from '../read-json-file.ts';

interface LeaseStateFlags {
  readonly on: string;
  readonly acceptEarlyRequests?: true;
  readonly reviewWindowMonths: number;
  readonly json?: true;
}

const REVIEW_WINDOW_MONTHS = { default: 9, max: 120 } as const;

function parseMonths(text: string): number {
  const months = Number(text);
  if (!/^\d{1,3}$/.test(text) || months > REVIEW_WINDOW_MONTHS.max) {
    throw new InvalidArgumentError(`It must be an integer from 0 to ${REVIEW_WINDOW_MONTHS.max}.`);
  }
  return months;
}

/** One JSON object for each lease, on a line of its own, its members in a fixed order. */
function leaseStateLines(statuses: readonly LeaseStatus[]): readonly string[] {
  return statuses.map(
    ({ id, state, indefiniteBecause, lastSafeDay, conversionDate, daysLeft, earlyRequest }) =>
      JSON.stringify({
        id,
        state,
        indefiniteBecause,
        lastSafeDay,
        conversionDate,
        daysLeft,
        earlyRequest,
      }),
  );
}

async function printLeaseStates(file: string, on: PlainDateString, flags: LeaseStateFlags): Promise<void> {
  const { evaluateLease, parseLeaseFile } = await import('@boligtrapp/domain');
  const result = parseLeaseFile(await readJsonFile(file));
  if (result.kind === 'refused') {
    const { faults, faultCount } = result;
    throw new CliError(`${file === '-' ? 'standard input' : file} is not a valid boligtrapp-leases/1`, {
      faults,
      faultCount,
    });
  }
  const options = {
    acceptEarlyRequests: flags.acceptEarlyRequests === true,
    reviewWindowMonths: flags.reviewWindowMonths,
  };
  const statuses = result.leases.map((lease) => evaluateLease(lease, on, options));
  if (flags.json === true) {
    printJson({ on, leases: statuses });
  } else {
    printLines(leaseStateLines(statuses));
  }
}

/** Adds `lease-state FILE --on DATE`: the legal state of each lease in a file on a date. */
export function addLeaseStateCommand(program: Command): void {
  program
    .command('lease-state')
    .description('the legal state of each lease in a file on a date')
    .argument('<file>', 'leases in the format boligtrapp-leases/1; - for standard input')
    .requiredOption('--on <date>', 'the date, YYYY-MM-DD; what is dated later is not known yet')
    .option('--accept-early-requests', 'count a move request sent in the 30 days before the last day')
    .option(
      '--review-window-months <months>',
      'months before the last day in which a lease is due for review',
      parseMonths,
      REVIEW_WINDOW_MONTHS.default,
    )
    .option('--json', 'print one JSON document instead of a JSON object per line')
    .action(async (file: string, flags: LeaseStateFlags, command: Command) => {
      const { parsePlainDate } = await import('@boligtrapp/domain');
      const on = parsePlainDate(flags.on);
      if (on === undefined) {
        command.error("error: option '--on <date>' must be a date that exists, of the form YYYY-MM-DD");
      }
      await printLeaseStates(file, on, flags);
    });
}
