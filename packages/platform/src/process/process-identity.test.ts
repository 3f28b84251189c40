import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { currentProcessToken, findProcessToken, isProcessRunning } from './process-identity.ts';

test('this process runs, under one token', () => {
  expect(currentProcessToken()).toBe(findProcessToken(process.pid));
  expect(isProcessRunning(currentProcessToken())).toBe(true);
  expect(currentProcessToken()).toMatch(/^\d+-[\w.]+$/);
});

test('the same number with another start is another process', () => {
  expect(isProcessRunning(currentProcessToken().replace(/-\d+/, '-1'))).toBe(false);
  expect(isProcessRunning(currentProcessToken().replace(/.$/, '!'))).toBe(false);
});

test('what has ended does not run, and what is no token neither', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(findProcessToken(pid)).toBeUndefined();
  for (const nonsense of ['', '-', '0-1', '-1-1', 'x-1', `${process.pid}`]) {
    expect(isProcessRunning(nonsense)).toBe(false);
  }
});
