import type { ExitCode } from './exit-codes.ts';
import { EXIT } from './exit-codes.ts';

/** One thing wrong with a file; `pointer` is a JSON Pointer (RFC 6901). */
export interface InputFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A failure to be told to the user as it is: one line, and the faults of the input where there are any. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: ExitCode;
  readonly faults: readonly InputFault[];
  /** All faults, those not listed in `faults` included. */
  readonly faultCount: number;

  constructor(
    message: string,
    options: {
      readonly exitCode?: ExitCode;
      readonly faults?: readonly InputFault[];
      readonly faultCount?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.exitCode = options.exitCode ?? EXIT.error;
    this.faults = options.faults ?? [];
    this.faultCount = options.faultCount ?? this.faults.length;
  }
}

/** Writes `value` as one JSON document with a line break after it. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Writes each line with a line break after it. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** `text` from outside with nothing that could break a line or steer a terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** Rows as lines whose columns start at the same place, two blanks apart; nothing trails a line. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function oneLine(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' ').trim());
}

function faultLines({ faults, faultCount }: CliError): readonly string[] {
  const more = faultCount - faults.length;
  return [
    ...faults.map(
      ({ pointer, detail }) => `  ${pointer === '' ? '(document)' : printable(pointer)} ${detail}`,
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/**
 * What standard error says about a failure: one line, then the faults of the input; with `json`, one JSON document.
 * The stack is shown only with `debug`. What PostgreSQL says of a row that it refuses may hold what stands in the row:
 * then only code, table and constraint are told.
 */
export function describeFailure(
  failure: unknown,
  options: { readonly json: boolean; readonly debug: boolean },
): string {
  const error = failure instanceof Error ? failure : new Error(String(failure));
  const refusal = refusalOf(error);
  const message = oneLine(refusal ?? (error.message === '' ? error.name : error.message));
  const cliError = error instanceof CliError ? error : new CliError(message);
  const frames = refusal === undefined ? error.stack : error.stack?.replaceAll(/^(?! {4}at ).*\n?/gm, '');
  const stack = options.debug && frames !== undefined ? `${frames}\n` : '';
  if (options.json) {
    const { faults, faultCount } = cliError;
    const document = { error: { message, ...(faults.length > 0 ? { faultCount, faults } : {}) } };
    return `${JSON.stringify(document)}\n${stack}`;
  }
  return `${[`boligtrapp: ${message}`, ...faultLines(cliError)].join('\n')}\n${stack}`;
}

/** SQLSTATE classes whose messages name settings and objects of the database, and never what stands in a row. */
const WITHOUT_DATA = ['08', '28', '3D', '42', '53', '55', '57'];

/** What is told of an error of PostgreSQL whose message may hold data; undefined for any other error. */
function refusalOf(error: Error): string | undefined {
  if (!('severity' in error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (WITHOUT_DATA.includes(error.code.slice(0, 2))) return undefined;
  const places = (['table', 'column', 'constraint'] as const).flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' && value !== '' ? [`, ${name} ${value}`] : [];
  });
  return `the database refused a statement (SQLSTATE ${error.code}${places.join('')})`;
}
