import { type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { IdempotencyKey, IfMatch, toEntityTag, versionOfEntityTag } from './headers.ts';
import { line, nullable, oneOf } from './primitives.ts';

test.for<[string, TSchema, unknown, boolean]>([
  ['a line', line(5), 'a b', true],
  ['an empty line', line(5), '', false],
  ['a blank line', line(5), '   ', false],
  ['a line too long', line(5), 'abcdef', false],
  ['a line with a break', line(5), 'a\nb', false],
  ['a line with an escape', line(5), 'a\u001bb', false],
  ['letters of any script', line(9), 'Åse Þór', true],
  ['null where it may be', nullable(line(5)), null, true],
  ['a value where null may be', nullable(line(5)), 'a', true],
  ['another type where null may be', nullable(line(5)), 1, false],
  ['null among words', nullable(oneOf(['a', 'b'])), null, true],
  ['a word where null may be', nullable(oneOf(['a', 'b'])), 'b', true],
  ['another word where null may be', nullable(oneOf(['a', 'b'])), 'c', false],
  ['an entity tag', IfMatch, { 'if-match': '"12"' }, true],
  ['a weak entity tag', IfMatch, { 'if-match': 'W/"12"' }, false],
  ['any version', IfMatch, { 'if-match': '*' }, false],
  ['version zero', IfMatch, { 'if-match': '"0"' }, false],
  ['two entity tags', IfMatch, { 'if-match': '"1", "2"' }, false],
  ['a key', IdempotencyKey, { 'idempotency-key': '01980000-0000-7000' }, true],
  ['a short key', IdempotencyKey, { 'idempotency-key': 'abc' }, false],
  ['a key with a blank', IdempotencyKey, { 'idempotency-key': 'abc def ghi' }, false],
])('%s', ([, schema, value, fits]) => {
  expect(Value.Check(schema, value)).toBe(fits);
});

test('only a schema of one type can be made nullable', () => {
  expect(() => nullable(Type.Union([Type.String(), Type.Integer()]))).toThrow(TypeError);
});

test('a version survives its entity tag', () => {
  expect(versionOfEntityTag(toEntityTag(42))).toBe(42);
});
