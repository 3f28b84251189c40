import { assert, pre, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findJobPayloadProblem,
  isJobPayload,
  isQueueName,
  jobPayloadSchemas,
  listJobKinds,
} from './job-payloads.ts';

const municipalityId = '0190a5f2-7c11-7b42-9d3e-0a1b2c3d4e5f';
const roundId = '0190a5f2-7c11-7b42-9d3e-0a1b2c3d4e60';

describe('job payloads', () => {
  it.each([
    ['rounds', 'solve-round', { municipalityId, roundId }],
    ['rounds', 'run-policy-impact', { municipalityId, impactRunId: roundId }],
    ['rotation', 'run-rotation', { municipalityId, runDate: '2028-02-29' }],
    ['offers', 'expire-offers', { municipalityId }],
    ['offers', 'propose-successor', { municipalityId, offerId: roundId }],
    ['kobo', 'sync-dwelling', { municipalityId, dwellingId: roundId }],
    ['kobo', 'sync-due', { municipalityId }],
    ['kobo', 'read-unlinked', { municipalityId, koboId: roundId }],
    ['imports', 'check-import', { municipalityId, importId: roundId }],
    ['imports', 'apply-import', { municipalityId, importId: roundId }],
    ['imports', 'expire-imports', { municipalityId }],
    ['privacy', 'carry-out-retention', { municipalityId, runId: roundId }],
    ['privacy', 'lift-case-block', { municipalityId, householdId: roundId }],
    ['privacy', 'make-person-data-export', { municipalityId, exportId: roundId }],
    ['privacy', 'nightly-retention', { municipalityId }],
    ['schedules', 'nightly-rotation', {}],
  ])('accepts a fitting payload of %s/%s', (queue, kind, payload) => {
    expect(findJobPayloadProblem(queue, kind, payload)).toBeUndefined();
  });

  it.each([
    ['an id that is no uuid', 'rounds', 'solve-round', { municipalityId, roundId: '7' }],
    ['a missing id', 'rounds', 'solve-round', { municipalityId }],
    ['a property that is not declared', 'rounds', 'solve-round', { municipalityId, roundId, name: 'Kari' }],
    ['a date that does not exist', 'rotation', 'run-rotation', { municipalityId, runDate: '2027-02-29' }],
    [
      'an instant for a date',
      'rotation',
      'run-rotation',
      { municipalityId, runDate: '2027-02-01T00:00:00Z' },
    ],
    ['a payload where none belongs', 'schedules', 'nightly-rotation', { municipalityId }],
    ['null', 'rounds', 'solve-round', null],
    ['an array', 'schedules', 'nightly-rotation', []],
    ['text', 'schedules', 'nightly-rotation', '{}'],
  ])('refuses %s', (_what, queue, kind, payload) => {
    expect(findJobPayloadProblem(queue, kind, payload)).toBe('payload-invalid');
  });

  it('tells an unknown queue and an unknown kind apart from a bad payload', () => {
    expect(findJobPayloadProblem('mail', 'solve-round', {})).toBe('queue-unknown');
    expect(findJobPayloadProblem('rounds', 'nightly-rotation', {})).toBe('kind-unknown');
  });

  it('takes no name from the prototype of an object', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(isQueueName(name)).toBe(false);
      expect(findJobPayloadProblem('schedules', name, {})).toBe('kind-unknown');
    }
  });

  it('never accepts free text in place of an id', () => {
    assert(
      property(string(), (text) => {
        pre(!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(text));
        expect(isJobPayload('rounds', 'solve-round', { municipalityId, roundId: text })).toBe(false);
      }),
    );
  });

  it('lists every kind of every queue', () => {
    expect(Object.keys(jobPayloadSchemas).filter(isQueueName).flatMap(listJobKinds)).toEqual([
      'solve-round',
      'run-policy-impact',
      'run-rotation',
      'expire-offers',
      'propose-successor',
      'sync-dwelling',
      'sync-due',
      'read-unlinked',
      'check-import',
      'apply-import',
      'expire-imports',
      'carry-out-retention',
      'lift-case-block',
      'make-person-data-export',
      'nightly-retention',
      'deliver-webhook',
      'nightly-rotation',
    ]);
  });
});
