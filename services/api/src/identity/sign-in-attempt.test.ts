import { expect, test } from 'vitest';
import { safeReturnTo } from './sign-in-attempt.ts';

const BASE = 'https://boligtrapp.example.invalid';

test.for(['/', '/boliger?track=care', '/v1/me', '/a/../b?x=1'])('%s is a path to return to', (path) => {
  expect(new URL(safeReturnTo(path, BASE), BASE).origin).toBe(BASE);
  expect(safeReturnTo(path, BASE)).not.toBe('');
});

// What a browser makes of the answer is what counts: a path that begins with two slashes is another host.
test.for([
  undefined,
  '',
  'https://evil.invalid/',
  '//evil.invalid/login',
  '/..//evil.invalid/login',
  '/.//evil.invalid',
  '/a/..//evil.invalid',
  '/%2e//evil.invalid',
  '/\\evil.invalid',
  '/\tevil',
])('%s leads nowhere but to the first page', (wanted) => {
  expect(safeReturnTo(wanted, BASE)).toBe('/');
});
