import { describe, expect, test } from 'vitest';
import { alignColumns, CliError, describeFailure, printable } from './output.ts';

const plain = { json: false, debug: false };

describe('columns', () => {
  test('start at the same place, and no line ends in blanks', () => {
    expect(alignColumns([['a', 'long cell', 'x'], ['longer', 'b', ''], ['c']])).toEqual([
      'a       long cell  x',
      'longer  b',
      'c',
    ]);
  });
});

describe('text from outside', () => {
  test('can neither break a line nor steer a terminal', () => {
    expect(printable('a\nb\u001B[31mc\u2028d\u202Ee')).toBe('a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDe');
    expect(printable('Østre vei 4, æøå')).toBe('Østre vei 4, æøå');
  });
});

describe('a failure', () => {
  test('is told in one line without a stack', () => {
    expect(describeFailure(new Error('first line\n  second line'), plain)).toBe(
      'boligtrapp: first line second line\n',
    );
    expect(describeFailure('thrown text', plain)).toBe('boligtrapp: thrown text\n');
    expect(describeFailure(new TypeError(), plain)).toBe('boligtrapp: TypeError\n');
  });

  test('of the database about a row is told by code and place, without what stands in the row', () => {
    const told = { severity: 'ERROR', code: '23505', table: 'persons', constraint: 'persons_pkey' };
    const error = Object.assign(new Error('Kari Nordmann\n    is there'), { detail: 'Kari' }, told);
    expect(describeFailure(error, plain)).toBe(
      'boligtrapp: the database refused a statement (SQLSTATE 23505, table persons, constraint persons_pkey)\n',
    );
    const debugged = describeFailure(error, { ...plain, debug: true });
    expect(debugged).toContain('output.test.ts');
    expect(debugged).not.toMatch(/Kari|is there/);
    const denied = Object.assign(new Error('permission denied for table persons'), {
      ...told,
      code: '42501',
    });
    expect(describeFailure(denied, plain)).toContain('permission denied for table persons');
  });

  test('shows its stack where that is asked for', () => {
    expect(describeFailure(new Error('broken'), { ...plain, debug: true })).toContain('output.test.ts');
  });

  const refused = new CliError('not valid', {
    faults: [{ pointer: '', code: 'wrong-type', detail: 'must be an object' }],
    faultCount: 101,
  });

  test('lists the faults of the input and counts those it leaves out', () => {
    expect(describeFailure(refused, plain)).toBe(
      'boligtrapp: not valid\n  (document) must be an object\n  and 100 more\n',
    );
  });

  test('is one JSON document where that is asked for', () => {
    expect(JSON.parse(describeFailure(refused, { ...plain, json: true }))).toEqual({
      error: {
        message: 'not valid',
        faultCount: 101,
        faults: [{ pointer: '', code: 'wrong-type', detail: 'must be an object' }],
      },
    });
    expect(JSON.parse(describeFailure(new Error('broken'), { ...plain, json: true }))).toEqual({
      error: { message: 'broken' },
    });
  });
});
