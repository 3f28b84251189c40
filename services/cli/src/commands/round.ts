import type { RoundReplay } from '@boligtrapp/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError, printable, printJson, printLines } from '../output.ts';

interface RoundFlags {
  readonly meetingOn?: string;
  readonly horizonDays: number;
  readonly track?: string;
  readonly movers: boolean;
  readonly forecastCertainty?: string;
  readonly url?: string;
  readonly json?: true;
}

/** Adds `round` and `round replay ID`. The first asks a running API for a round, waits for the proposal and prints it. */
export function addRoundCommand(program: Command): void {
  const round = program.command('round');
  addReplayCommand(round);
  round
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
    .addOption(
      new Option('--forecast-certainty <class>', 'with forecast vacancies that are at least so sure').choices(
        ['certain', 'likely', 'possible'],
      ),
    )
    .option('--url <url>', 'address of the API; the one that runs in this checkout where it is not given')
    .option('--json', 'print the proposal as one JSON document')
    .addHelpText(
      'after',
      '\nThe access token is taken from BOLIGTRAPP_TOKEN; without one, a case officer of the start in this checkout asks.',
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
  const { awaitRound } = await import('../demo/main-job.ts');
  const { proposalLines } = await import('../demo/summary.ts');
  const api = await connect(flags.url);
  const { id } = await api.post<{ id: string }>('/v1/rounds', {
    meetingOn: flags.meetingOn ?? createSystemClock().today(),
    horizonDays: flags.horizonDays,
    tracks: flags.track === undefined ? ['welfare', 'care'] : [flags.track],
    includesMovers: flags.movers,
    forecastCertainty: flags.forecastCertainty ?? null,
  });
  await awaitRound(api, id, (line) => process.stderr.write(`${line}\n`));
  const proposal = await api.get<Parameters<typeof proposalLines>[0]>(`/v1/rounds/${id}/proposal`);
  if (flags.json === true) printJson(proposal);
  else printLines(proposalLines(proposal));
}

/** The API at the address, or the one that runs in this checkout. @throws {CliError} when there is none. */
async function connect(address: string | undefined): Promise<ApiClient> {
  const { createApiClient, sendAs, sendWithToken } = await import('../api-client.ts');
  const { findRunNote } = await import('../demo/local-files.ts');
  const note = findRunNote();
  const url = address ?? note?.url;
  const token = process.env['BOLIGTRAPP_TOKEN'];
  if (url !== undefined && token !== undefined) return createApiClient(sendWithToken(url, token));
  if (note !== undefined && url === note.url) return createApiClient(await sendAs(url, note.user));
  throw new CliError('no Boligtrapp runs in this checkout: start it, or give --url and BOLIGTRAPP_TOKEN');
}

/** Ends with 3 where the proposal does not come out the same. */
function addReplayCommand(round: Command): void {
  round
    .command('replay')
    .description('compute a round once more from its frozen facts and compare the hashes')
    .argument('<id>', 'id of the round')
    .option('--url <url>', 'address of the API; the one that runs in this checkout where it is not given')
    .option('--json', 'print one JSON document')
    .action(async (id: string, _flags: unknown, command: Command) => {
      // `round` has the same options and takes them, wherever they stand.
      const flags = command.optsWithGlobals<{ readonly url?: string; readonly json?: true }>();
      const api = await connect(flags.url);
      const replay = await api.get<RoundReplay>(`/v1/rounds/${encodeURIComponent(id)}/replay`);
      if (flags.json === true) printJson(replay);
      else printLines(replayLines(replay));
      process.exitCode = replay.isReproduced ? EXIT.ok : EXIT.deviations;
    });
}

/** What a replay found: a line for each hash, and which engine made and replayed it. */
export function replayLines(replay: RoundReplay): readonly string[] {
  const line = (what: 'facts' | 'problem' | 'solution'): string => {
    const { stored, recomputed } = replay[what];
    const verdict = stored === recomputed ? 'same' : `differs: ${recomputed} now`;
    return printable(`${what.padEnd(8)} ${stored} ${verdict}`);
  };
  const { engineVersion, replayedBy, isReproduced } = replay;
  const engines =
    engineVersion === replayedBy
      ? `engine ${engineVersion}`
      : `engine ${engineVersion}, replayed by ${replayedBy}`;
  return [
    line('facts'),
    line('problem'),
    line('solution'),
    printable(`${isReproduced ? 'Reproduced' : 'Not reproduced'}, ${engines}.`),
  ];
}
