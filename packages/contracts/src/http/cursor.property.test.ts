import * as fc from 'fast-check';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const shape = Type.Tuple([Type.String(), Type.Integer()]);

test('what was put into a cursor comes out, and the text is fit for a query string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer(), (text, number) => {
      const cursor = encodeCursor([text, number]);
      expect(decodeCursor(cursor, shape)).toEqual([text, number]);
      expect(cursor).toMatch(/^[\w-]+$/);
    }),
  );
});

test('any other text is no cursor, and does not throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.json()), (text) => {
      expect(decodeCursor(text, shape)).toBe(undefined);
    }),
  );
});

test('a cursor of another list is none', () => {
  expect(decodeCursor(encodeCursor(['a']), shape)).toBe(undefined);
  expect(decodeCursor(encodeCursor([1, 'a']), shape)).toBe(undefined);
  expect(decodeCursor(encodeCursor(['a', 1, 1]), shape)).toBe(undefined);
});
