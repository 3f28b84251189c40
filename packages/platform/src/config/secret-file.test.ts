import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ConfigError, readConfig, secretBytes, text } from './config.ts';
import { secret } from './secret-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'secret-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SETTINGS = {
  word: secret('WORD', text),
  key: secret('KEY', (name) => secretBytes(name, 4)),
};

function file(content: string): string {
  const path = join(folder, String(content.length));
  writeFileSync(path, content);
  return path;
}

function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment, SETTINGS);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return String(error);
  }
}

test('a secret is taken from the environment or from a file', () => {
  expect(readConfig({ WORD: 'hemmelig', KEY_FILE: file('00ff00ff\n') }, SETTINGS)).toEqual({
    word: 'hemmelig',
    key: new Uint8Array([0, 255, 0, 255]),
  });
});

test.for([
  ['both', { WORD: 'hemmelig', WORD_FILE: file('hemmelig') }, /WORD and WORD_FILE are both set/],
  ['a file that is not there', { WORD_FILE: join(folder, 'hemmelig') }, /WORD_FILE names cannot be read/],
  ['an empty file', { WORD_FILE: file('\n') }, /WORD_FILE names cannot be read or is empty/],
  ['a file with something else', { KEY: '', KEY_FILE: file('hemmelig-nokkel') }, /KEY is not 4 bytes/],
  ['neither', {}, /WORD is not set/],
] as const)('%s is a fault that tells neither secret nor path', ([, environment, fault]) => {
  const faults = faultsOf({ KEY: '01020304', ...environment });
  expect(faults).toMatch(fault);
  expect(faults).not.toContain('hemmelig');
  expect(faults).not.toContain(folder);
});
