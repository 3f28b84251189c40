import type { Command } from 'commander';

interface StartFlags {
  readonly json?: true;
}

/** Adds `start` and `demo`: both set up, run the main job once and print what it found; `start` then serves. */
export function addStartCommands(program: Command): void {
  for (const [name, serves, description] of [
    ['start', true, 'set up, run a round and a rotation on the demo municipality, then serve until Ctrl-C'],
    ['demo', false, 'the same, and end when the summary is printed'],
  ] as const) {
    program
      .command(name)
      .description(description)
      .option('--json', 'print what was found as one JSON document')
      .action(async (flags: StartFlags) => {
        const { runDemo } = await import('../demo/run-demo.ts');
        process.exitCode = await runDemo({ serves, json: flags.json === true });
      });
  }
}
