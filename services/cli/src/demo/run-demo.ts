import { createSystemClock, type Lifecycle, runProcess } from '@boligtrapp/platform';
import { createApiClient, sendAs } from '../api-client.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliError, printJson, printLines } from '../output.ts';
import { type DemoMunicipalityKeys, openDemoDatabase } from './demo-database.ts';
import { linkDemoDwellings, startDemoKobo } from './demo-kobo.ts';
import { DEMO_USERS, signInLines } from './demo-users.ts';
import {
  ANCHOR_FILE,
  ARCHIVE_FOLDER,
  LEDGER_FILE,
  LETTER_DISPATCH_FOLDER,
  readLocalSecrets,
  removeRunNote,
  writeRunNote,
} from './local-files.ts';
import { runMainJob } from './main-job.ts';
import { publicUrlOf } from './public-url.ts';
import { type ServiceProcess, servicePart } from './service-process.ts';
import { summaryLines } from './summary.ts';

/** How a start goes on after the main job. */
export interface DemoOptions {
  /** Serve until Ctrl-C; otherwise end when the summary is printed. */
  readonly serves: boolean;
  readonly json: boolean;
}

/**
 * Sets up what is missing, starts API and worker, runs the main job once and prints what it found. Everything that
 * was started is stopped in reverse order, at the end or on Ctrl-C.
 */
export async function runDemo(options: DemoOptions): Promise<ExitCode> {
  const failures: Error[] = [];
  const code = await runProcess(async (lifecycle) => await demo(lifecycle, options), {
    deadlineMs: 30_000,
    onError: (what, error) => {
      failures.push(error instanceof Error ? error : new CliError(what));
    },
  });
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  return code === 0 ? EXIT.ok : EXIT.error;
}

async function demo(lifecycle: Lifecycle, { serves, json }: DemoOptions): Promise<void> {
  // With --json standard output holds the document alone.
  const stream = json ? process.stderr : process.stdout;
  const tell = (line: string): void => void stream.write(`${line}\n`);
  const today = createSystemClock().today();
  const secrets = readLocalSecrets(process.env);
  const database = await openDemoDatabase(lifecycle, secrets, today, tell);
  const { kommunenummer } = database.municipality;
  const kobo = await startDemoKobo(lifecycle, { kommunenummer, environment: process.env });
  if (kobo !== undefined) await linkDemoDwellings(database.url, kommunenummer);
  const environment = {
    ...kobo?.environment,
    AUDIT_ANCHOR_FILE: ANCHOR_FILE,
    ERASURE_LEDGER_FILE: LEDGER_FILE,
    ARCHIVE_FOLDER,
    LETTER_DISPATCH_FOLDER,
    // A receiver on this machine can be tried.
    WEBHOOK_LOOPBACK: 'allowed',
    ...publicUrlOf(process.env),
    ...devIdentityOf(database.municipality),
    ...process.env,
    ...secrets,
    DATABASE_URL: database.url,
  };

  tell('Starting API and worker …');
  const api = await lifecycle.start(servicePart('api', 'listening', environment));
  const worker = await lifecycle.start(servicePart('worker', 'ready', environment));
  const url = String(api.message['url']);
  await kobo?.tell(url);
  const [officer] = DEMO_USERS;
  if (officer === undefined) throw new Error('no demo user');
  await lifecycle.start({
    name: 'note of the running start',
    start: () => writeRunNote({ pid: process.pid, url, databaseUrl: database.url, user: officer.sub }),
    stop: () => removeRunNote(),
  });

  const result = await Promise.race([
    runMainJob(createApiClient(await sendAs(url, officer.sub)), today, tell),
    failWhenEnded([api, worker]),
  ]);
  if (json) printJson({ url, ...result });
  else printLines(['', ...summaryLines(result), '']);
  if (!serves) return;

  printLines([
    ...signInLines(DEMO_USERS, {
      url,
      devIdentityUrl: String(api.message['devIdentityUrl']),
      organisationNumber: database.municipality.organisationNumber ?? '',
    }),
    ...(kobo === undefined
      ? []
      : [`Stand-in of Kobo, its dwellings and its faults: ${kobo.url}/control/dwellings`]),
    `API description: ${url}/docs`,
    'Stop with Ctrl-C.',
    '',
    `Boligtrapp is ready: ${url}`,
  ]);
  await Promise.race([lifecycle.untilStopRequested(), failWhenEnded([api, worker])]);
  tell('Stopping …');
}

/** Settings of the stand-ins that vouch for the users of the demo; the API refuses them in production. */
function devIdentityOf({ kommunenummer }: DemoMunicipalityKeys): NodeJS.ProcessEnv {
  const users = DEMO_USERS.map((user) => ({ ...user, municipality: kommunenummer }));
  return { DEV_IDENTITY: 'on', DEV_IDENTITY_USERS: JSON.stringify(users) };
}

async function failWhenEnded(services: readonly ServiceProcess[]): Promise<never> {
  throw new CliError(await Promise.race(services.map(async ({ ended }) => await ended)));
}
