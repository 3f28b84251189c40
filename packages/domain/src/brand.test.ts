import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { REDACTED, sensitive } from './brand.ts';

describe('a sensitive value', () => {
  const number = sensitive('01819912345');

  test('is reached by asking for it', () => {
    expect(number.reveal()).toBe('01819912345');
  });

  test.each([
    ['JSON', JSON.stringify({ number })],
    ['a template', `${number.toString()} ${String(number)}`],
    ['inspection', inspect({ deep: { number } }, { depth: null, showHidden: true })],
    ['joining', [number].join(',')],
    ['its keys', JSON.stringify(Object.entries(number))],
  ])('is not shown by %s', (_way, shown) => {
    expect(shown).not.toContain('01819912345');
  });

  test('says that it is not shown', () => {
    expect(JSON.stringify(number)).toBe(`"${REDACTED}"`);
    expect(inspect(number)).toBe(REDACTED);
  });
});
