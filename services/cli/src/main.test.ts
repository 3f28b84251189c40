import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from './main.ts';

const BIN = fileURLToPath(new URL('../bin/boligtrapp.mjs', import.meta.url));

const lease = {
  id: 'l1',
  start: '2024-03-01',
  lastDay: '2027-02-28',
  regime: 'ordinary',
  shortTerm: null,
  signedAt: '2024-02-20',
  exceptionsInfoGivenAt: null,
  previousShortTermsSameParties: 0,
  moveRequests: [{ sentAt: '2027-02-10' }],
  vacatedOn: null,
};
const noEnd = { ...lease, id: 'lease-2', lastDay: null, moveRequests: [] };
const FILE = JSON.stringify({ format: 'boligtrapp-leases/1', leases: [lease, noEnd] });

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], input = FILE, node = process.execPath): Run {
  const { status, stdout, stderr } = spawnSync(node, [BIN, ...args], {
    input,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

function commandsOf(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(commandsOf);
}

/** A Node older than the program needs, as a machine may have it beside the workspace. */
function findOlderNode(): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return candidates.find((node) => {
    const version = existsSync(node) ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout : '';
    const major = Number(/^v(\d+)\./.exec(version)?.[1]);
    return major >= 20 && major < 26;
  });
}

describe('the program', () => {
  test('has --json on every command', () => {
    const without = commandsOf(buildProgram()).filter(
      (command) => !command.options.some(({ long }) => long === '--json'),
    );
    expect(without.map((command) => command.name())).toEqual([]);
  });

  test('prints the state of each lease as a JSON object on a line of its own', () => {
    expect(run(['lease-state', '-', '--on', '2027-03-01'])).toEqual({
      status: 0,
      stdout:
        '{"id":"l1","state":"holdover","indefiniteBecause":null,"lastSafeDay":"2027-05-28","conversionDate":"2027-05-29","daysLeft":88,"earlyRequest":true}\n' +
        '{"id":"lease-2","state":"indefinite","indefiniteBecause":"no-end-date","lastSafeDay":null,"conversionDate":null,"daysLeft":null,"earlyRequest":false}\n',
      stderr: '',
    });
  });

  test('draws a recorded lot again from its seed, whatever the order of the ids', () => {
    const ids = [1, 2, 3, 4].map((index) => `01900000-0000-7000-8000-00000000000${index}`);
    const seed = '00112233445566778899aabbccddeeff';
    const forward = run(['lot', 'recompute', '--seed', seed, '--ids', ...ids]);
    const { status, stdout } = run([
      'lot',
      'recompute',
      '--seed',
      seed,
      '--ids',
      ids.toReversed().join(','),
      '--json',
    ]);
    expect([forward.status, status]).toEqual([0, 0]);
    const hashed = ids.map((id) => [createHash('sha256').update(`${seed}:${id}`).digest('hex'), id] as const);
    const order = hashed.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, id]) => id);
    expect(forward.stdout).toBe(`${order.join('\n')}\n`);
    expect(JSON.parse(stdout)).toEqual({ seed, method: 'sha256-seed-household', order });
    expect(run(['lot', 'recompute', '--seed', 'short', '--ids', ...ids]).status).toBe(2);
    expect(run(['lot', 'recompute', '--seed', seed, '--ids', 'not-an-id']).status).toBe(2);
  });

  test('prints one JSON document for machines, by the options given', () => {
    const options = ['--accept-early-requests', '--review-window-months', '9', '--json'];
    const { status, stdout } = run(['lease-state', '-', '--on', '2027-03-01', ...options]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      on: '2027-03-01',
      leases: [
        {
          id: 'l1',
          state: 'move-requested',
          indefiniteBecause: null,
          lastSafeDay: '2027-05-28',
          conversionDate: '2027-05-29',
          daysLeft: null,
          earlyRequest: true,
        },
        {
          id: 'lease-2',
          state: 'indefinite',
          indefiniteBecause: 'no-end-date',
          lastSafeDay: null,
          conversionDate: null,
          daysLeft: null,
          earlyRequest: false,
        },
      ],
    });
  });

  test.each([
    [[], 'Usage'],
    [['no-such-command'], 'no-such-command'],
    [['lease-state', '-'], '--on'],
    [['lease-state', '-', '--on', '2027-02-29'], '--on'],
    [['lease-state', '-', '--on', '2027-03-01', '--review-window-months', '1.5'], '--review-window-months'],
    [['lease-state', '--on', '2027-03-01'], 'file'],
  ])('%j is a usage error', (args, word) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(word);
  });

  test('a file that breaks the format is refused by place', () => {
    const broken = FILE.replace('2027-02-28', '2027-02-29');
    const { status, stdout, stderr } = run(['lease-state', '-', '--on', '2027-03-01'], broken);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('  /leases/0/lastDay must be a date that exists');
  });

  test.each([
    ['/no/such/file.json', FILE, 'there is no such file'],
    ['-', '{"id": "01819912345', 'not valid JSON (line 1 column '],
  ])('%s that cannot be read is one line, without what is in it', (file, input, words) => {
    const { status, stdout, stderr } = run(['lease-state', file, '--on', '2027-03-01'], input);
    expect([status, stdout, stderr.split('\n').length]).toEqual([1, '', 2]);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('01819912345');
  });
});

const olderNode = findOlderNode();

describe.skipIf(olderNode === undefined)('on an older Node', () => {
  const node = olderNode ?? '';

  test('the program runs on the one the workspace carries, with the same output and status', () => {
    expect(run(['lease-state', '-', '--on', '2027-03-01'], FILE, node)).toEqual(
      run(['lease-state', '-', '--on', '2027-03-01']),
    );
    expect(run(['no-such-command'], FILE, node).status).toBe(2);
  });

  test('a signal reaches the program, and its end is seen', async () => {
    const child = spawn(node, [BIN, 'lease-state', '-', '--on', '2027-03-01'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // More than a pipe holds: it is taken only when the program itself reads. Then it waits for the rest.
    await new Promise((resolve) => child.stdin.write(' '.repeat(1 << 20), resolve));
    // `close` comes when nobody holds the output any more, so that a program left running would be seen.
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
    expect([child.exitCode, child.signalCode]).toEqual([null, 'SIGTERM']);
  });
});
