import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addAuditCommand } from './commands/audit.ts';
import { addCallCommand } from './commands/call.ts';
import { addCheckCommand } from './commands/check.ts';
import { addGenerateCommand } from './commands/generate.ts';
import { addKeysCommand } from './commands/keys.ts';
import { addLeaseStateCommand } from './commands/lease-state.ts';
import { addLotCommand } from './commands/lot.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addRetentionCommands } from './commands/retention.ts';
import { addRotationCommand } from './commands/rotation.ts';
import { addRoundCommand } from './commands/round.ts';
import { addSeedCommand } from './commands/seed.ts';
import { addSolveCommand } from './commands/solve.ts';
import { addStartCommands } from './commands/start.ts';
import { EXIT } from './exit-codes.ts';
import { CliError, describeFailure } from './output.ts';

/** Every command. A module loads what is heavy inside its action, so that start-up stays fast. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addStartCommands,
  addMigrateCommand,
  addSeedCommand,
  addCallCommand,
  addRoundCommand,
  addRotationCommand,
  addAuditCommand,
  addKeysCommand,
  addRetentionCommands,
  addSolveCommand,
  addCheckCommand,
  addGenerateCommand,
  addLeaseStateCommand,
  addLotCommand,
];

/** What holds for each command at any depth: `--json` is there, and nothing but {@link main} ends the process. */
function applyConventions(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    applyConventions(child);
  }
  const isLeaf = command.commands.length === 0;
  if (isLeaf && !command.options.some((option) => option.long === '--json')) {
    command.option('--json', 'print one JSON document');
  }
}

/** The program with all its commands. A usage error is thrown as a {@link CommanderError}. */
export function buildProgram(): Command {
  const program = new Command('boligtrapp')
    .description(
      'Two ladders of municipal dwellings: proposals with reasons, and no lease that runs out unseen.',
    )
    .version(packageJson.version)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'boligtrapp: ')) })
    .showHelpAfterError('(boligtrapp --help shows the commands)');
  for (const addCommand of COMMANDS) {
    addCommand(program);
  }
  applyConventions(program);
  return program;
}

function exitCodeOf(failure: unknown): number {
  if (failure instanceof CommanderError) {
    return failure.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  return failure instanceof CliError ? failure.exitCode : EXIT.error;
}

/**
 * Runs the command line `argv` (without the program itself) and sets the exit status. Returns when the command has
 * ended; never ends the process, so that what is being written out is not cut off.
 */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has gone, as `| head` does: not a failure.
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? EXIT.ok) : EXIT.error);
  });
  try {
    await buildProgram().parseAsync(argv, { from: 'user' });
  } catch (failure) {
    process.exitCode = exitCodeOf(failure);
    // Commander has already told the user about its own.
    if (!(failure instanceof CommanderError)) {
      const debug = (process.env['BOLIGTRAPP_DEBUG'] ?? '') !== '';
      process.stderr.write(describeFailure(failure, { json: argv.includes('--json'), debug }));
    }
  }
}

if (import.meta.main) {
  await main(process.argv.slice(2));
}
