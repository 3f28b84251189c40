import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';

interface CallFlags {
  readonly as?: string;
  readonly body?: string;
  readonly ifMatch?: string;
}

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** Adds `call METHOD PATH`: one request to the API that runs in this checkout, as one of its users. */
export function addCallCommand(program: Command): void {
  program
    .command('call')
    .description('send one request to the Boligtrapp that runs in this checkout, as a user of the demo')
    .argument('<method>', METHODS.join(', '))
    .argument('<path>', 'such as /v1/ladder')
    .option('--as <user>', 'name of the user; a case officer where none is given')
    .option('--body <json>', 'what to send')
    .option('--if-match <etag>', 'the version on which a change builds')
    .option('--json', 'print the body alone, on one line')
    .action(async (method: string, path: string, flags: CallFlags & { readonly json?: true }) => {
      await call({ method: method.toUpperCase(), path }, flags, flags.json === true);
    });
}

async function call(
  { method, path }: { readonly method: string; readonly path: string },
  { as, body, ifMatch }: CallFlags,
  isBare: boolean,
): Promise<void> {
  const { sendAs } = await import('../api-client.ts');
  const { findRunNote } = await import('../demo/local-files.ts');
  const { CliError, printJson, printLines } = await import('../output.ts');
  const { EXIT } = await import('../exit-codes.ts');
  if (!METHODS.includes(method)) throw new CliError(`${method} is none of ${METHODS.join(', ')}`);
  if (!path.startsWith('/')) throw new CliError('a path begins with /');
  const note = findRunNote();
  if (note === undefined) throw new CliError('no Boligtrapp runs in this checkout: npm start starts it');
  const send = await sendAs(note.url, as ?? note.user);
  const response = await send(path, {
    method,
    headers: {
      'idempotency-key': randomUUID(),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const answer: unknown = parse(await response.text());
  if (!isBare) printLines([`${response.status} ${response.headers.get('etag') ?? ''}`.trim()]);
  if (isBare) printJson(answer);
  else printLines([typeof answer === 'string' ? answer : JSON.stringify(answer, undefined, 2)]);
  if (!response.ok) process.exitCode = EXIT.error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
