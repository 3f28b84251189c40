import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError, printJson, printLines } from '../output.ts';

interface RoundFlags {
  readonly meetingOn?: string;
  readonly horizonDays: number;
  readonly track?: string;
  readonly movers: boolean;
  readonly url?: string;
  readonly json?: true;
}

/** Adds `round`: asks a running API for a round, waits for the proposal and prints it. */
export function addRoundCommand(program: Command): void {
  program
    .command('round')
    .description('have a round computed by a running Boligtrapp and print its proposal')
    .option('--meeting-on <date>', 'day of the meeting, YYYY-MM-DD; today in Norway where it is not given')
    .option(
      '--horizon-days <days>',
      'days after the meeting in which a dwelling may fall vacant',
      parseDays,
      30,
    )
    .addOption(new Option('--track <track>', 'one ladder only').choices(['welfare', 'care']))
    .option('--no-movers', 'without tenants who are ready to move')
    .option('--url <url>', 'address of the API; the one that runs in this checkout where it is not given')
    .option('--json', 'print the proposal as one JSON document')
    .addHelpText(
      'after',
      '\nThe access token is taken from BOLIGTRAPP_TOKEN, or from the start in this checkout.',
    )
    .action(async (flags: RoundFlags) => await makeRound(flags));
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,3}$/.test(text) || days > 366)
    throw new InvalidArgumentError('It must be an integer from 0 to 366.');
  return days;
}

async function makeRound(flags: RoundFlags): Promise<void> {
  const { createSystemClock } = await import('@boligtrapp/platform');
  const { createApiClient } = await import('../api-client.ts');
  const { findRunNote } = await import('../demo/local-files.ts');
  const { awaitRound } = await import('../demo/main-job.ts');
  const { proposalLines } = await import('../demo/summary.ts');
  const note = findRunNote();
  const url = flags.url ?? note?.url;
  const token = process.env['BOLIGTRAPP_TOKEN'] ?? note?.token;
  if (url === undefined || token === undefined) {
    throw new CliError('no Boligtrapp runs in this checkout: start it, or give --url and BOLIGTRAPP_TOKEN');
  }
  const api = createApiClient(url, token);
  const { id } = await api.post<{ id: string }>('/v1/rounds', {
    meetingOn: flags.meetingOn ?? createSystemClock().today(),
    horizonDays: flags.horizonDays,
    tracks: flags.track === undefined ? ['welfare', 'care'] : [flags.track],
    includesMovers: flags.movers,
  });
  await awaitRound(api, id, (line) => process.stderr.write(`${line}\n`));
  const proposal = await api.get<Parameters<typeof proposalLines>[0]>(`/v1/rounds/${id}/proposal`);
  if (flags.json === true) printJson(proposal);
  else printLines(proposalLines(proposal));
}
