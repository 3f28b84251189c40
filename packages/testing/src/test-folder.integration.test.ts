import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { currentProcessToken, findProcessToken } from '@boligtrapp/platform';
import { expect, test } from 'vitest';
import { makeTestFolder, noteServerProcess, sweepTestFolders } from './test-folder.ts';

test('the sweep takes the folders of dead runs with their servers, and leaves those of living runs', async () => {
  const living = makeTestFolder('sweep');
  expect(basename(living)).toContain(currentProcessToken());
  const data = dirname(living);
  const dead = join(data, 'test-4194300-1.0a0a0a0a-sweep-AbC123');
  const other = join(data, 'testament');
  const server = spawn('sleep', ['60'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', (_, signal) => resolve(signal)));
  try {
    mkdirSync(dead);
    mkdirSync(other, { recursive: true });
    noteServerProcess(dead, findProcessToken(server.pid ?? 0) ?? 'none');
    await sweepTestFolders();
    expect(await ended).toBe('SIGKILL');
    expect([dead, living, other].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  } finally {
    server.kill('SIGKILL');
    for (const folder of [living, dead, other]) rmSync(folder, { recursive: true, force: true });
  }
});

test('a process number that was given to another process ends nothing', async () => {
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  const living = makeTestFolder('sweep');
  const dead = join(dirname(living), 'test-4194300-1.0a0a0a0a-sweep-XyZ789');
  try {
    mkdirSync(dead);
    noteServerProcess(dead, `${bystander.pid}-1.0a0a0a0a`);
    await sweepTestFolders();
    expect(existsSync(dead)).toBe(false);
    expect(findProcessToken(bystander.pid ?? 0)).toBeDefined();
  } finally {
    bystander.kill('SIGKILL');
    for (const folder of [living, dead]) rmSync(folder, { recursive: true, force: true });
  }
});
