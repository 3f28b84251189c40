import { expect, test } from 'vitest';
import { databaseProblemOf } from './database-problem.ts';

function databaseError(code: string, constraint?: string): Error {
  return Object.assign(new Error('duplicate key "01811234567"'), { severity: 'ERROR', code, constraint });
}

function socketError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect', errno: -111 });
}

test.for<[string, unknown, string | undefined]>([
  ['a refused connection', socketError('ECONNREFUSED'), 'service.unavailable'],
  ['all addresses refused', new AggregateError([socketError('ECONNREFUSED')]), 'service.unavailable'],
  ['a server that shuts down', databaseError('57P01'), 'service.unavailable'],
  ['a server that starts', databaseError('57P03'), 'service.unavailable'],
  ['too many connections', databaseError('53300'), 'service.unavailable'],
  ['a protocol failure', databaseError('08P01'), 'service.unavailable'],
  ['a pool that gives none', new Error('timeout exceeded when trying to connect'), 'service.unavailable'],
  ['a lost connection', new Error('Connection terminated unexpectedly'), 'service.unavailable'],
  ['a deadlock', databaseError('40P01'), 'service.busy'],
  ['a serialisation failure', databaseError('40001'), 'service.busy'],
  ['a statement that took too long', databaseError('57014'), 'service.busy'],
  ['a number out of range', databaseError('22003'), 'request.value-out-of-range'],
  [
    'an unknown municipality',
    databaseError('23503', 'households_municipality_id_fkey'),
    'authentication.municipality-unknown',
  ],
  ['another violated key', databaseError('23503', 'leases_dwelling_fkey'), undefined],
  ['a missing right', databaseError('42501'), undefined],
  ['a file that is not there', Object.assign(new Error('x'), { code: 'ENOENT' }), undefined],
  ['an error of ours', new Error('oops'), undefined],
  ['no error', 'Connection terminated', undefined],
])('%s', ([, error, expected]) => {
  expect(databaseProblemOf(error)).toBe(expected);
});
