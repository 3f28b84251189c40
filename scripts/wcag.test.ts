import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findWcagFaults, parseWcag, WCAG_FILE, type WcagRow } from './wcag.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ROWS = parseWcag(readFileSync(`${ROOT}${WCAG_FILE}`, 'utf8'));
const TESTS = readAll('e2e/pages/**/*.test.ts', 'scripts/wcag.test.ts');
const PAGES = readAll('services/web/src/**/*.{ts,tsx}');

describe('the self-assessment', () => {
  it('has each of the 47 criteria once, and a test behind every answer', () => {
    expect(findWcagFaults(ROWS, TESTS)).toEqual([]);
    expect(new Set(ROWS.map(({ criterion }) => criterion)).size).toBe(47);
  });

  it.each([
    ['missing', ROWS.slice(1), '1.1.1 A is missing'],
    ['twice', [...ROWS, ...ROWS.slice(0, 1)], '1.1.1 A stands twice'],
    ['not asked', [...ROWS, changed(0, { criterion: '1.2.5' })], '1.2.5 A is not asked'],
    ['without a test', [changed(0, { evidence: [] }), ...ROWS.slice(1)], '1.1.1 names no test'],
    [
      'with a test that is not there',
      [changed(0, { evidence: ['Z9'] }), ...ROWS.slice(1)],
      '1.1.1 no test begins with Z9',
    ],
    ['unknown', [changed(0, { status: 'ja' }), ...ROWS.slice(1)], '1.1.1 is answered by "ja"'],
  ])('finds a criterion that is %s', (_, rows, fault) => {
    expect(findWcagFaults(rows, TESTS)).toContain(fault);
  });
});

describe('the source of the pages', () => {
  it('no-media has neither sound nor video', () => {
    expect(PAGES).not.toMatch(
      /<(?:video|audio|iframe|object|embed)\b|new Audio\(|\bAudioContext\b|speechSynthesis/,
    );
  });

  it('no-motion does not listen to how a device is moved', () => {
    expect(PAGES).not.toMatch(/device(?:motion|orientation)|DeviceMotion|Accelerometer|Gyroscope/i);
  });
});

function changed(index: number, changes: Partial<WcagRow>): WcagRow {
  const row = ROWS[index];
  if (row === undefined) throw new Error('there is no such row');
  return { ...row, ...changes };
}

function readAll(...patterns: readonly string[]): string {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  if (files.length === 0) throw new Error(`nothing is found by ${patterns.join(', ')}`);
  return files.map((file) => readFileSync(`${ROOT}${file}`, 'utf8')).join('\n');
}
