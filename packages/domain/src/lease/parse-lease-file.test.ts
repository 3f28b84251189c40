import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryLease } from '../../test/lease/arbitrary-leases.ts';
import { LEASE_FILE_FAULT_LIMIT, LEASE_FILE_FORMAT, parseLeaseFile } from './parse-lease-file.ts';

const lease = {
  id: 'l1',
  start: '2024-03-01',
  lastDay: '2027-02-28',
  regime: 'ordinary',
  shortTerm: { basis: 'own-use', reasonGivenAt: '2024-02-20', weighty: false },
  signedAt: '2024-02-20',
  exceptionsInfoGivenAt: '2024-02-20',
  previousShortTermsSameParties: 0,
  moveRequests: [{ sentAt: '2027-03-10' }],
  vacatedOn: null,
};

function fileOf(...leases: readonly unknown[]): unknown {
  return { format: LEASE_FILE_FORMAT, leases };
}

function faultsOf(document: unknown): readonly string[] {
  const result = parseLeaseFile(document);
  return result.kind === 'accepted' ? [] : result.faults.map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a file of leases', () => {
  test('is read as it is written', () => {
    expect(parseLeaseFile(fileOf(lease))).toEqual({ kind: 'accepted', leases: [lease] });
    expect(parseLeaseFile(fileOf())).toEqual({ kind: 'accepted', leases: [] });
  });

  test('any sound facts survive writing and reading', () => {
    fc.assert(
      fc.property(arbitraryLease(), (facts) => {
        const document: unknown = JSON.parse(JSON.stringify(fileOf(facts)));
        expect(parseLeaseFile(document)).toEqual({ kind: 'accepted', leases: [facts] });
      }),
    );
  });

  test.each([
    [{ start: '2027-02-29' }, '/leases/0/start impossible-date'],
    [{ start: '2024-3-1' }, '/leases/0/start impossible-date'],
    [{ start: null }, '/leases/0/start wrong-type'],
    [{ lastDay: '2024-02-29' }, '/leases/0/lastDay date-order'],
    [{ lastDay: 20_270_228 }, '/leases/0/lastDay wrong-type'],
    [{ lastDay: '9999-12-31' }, '/leases/0/lastDay impossible-date'],
    [{ lastDay: undefined }, '/leases/0/lastDay wrong-type'],
    [{ id: '' }, '/leases/0/id wrong-type'],
    [{ id: 7 }, '/leases/0/id wrong-type'],
    [{ regime: 'public' }, '/leases/0/regime not-allowed'],
    [{ regime: null }, '/leases/0/regime not-allowed'],
    [{ shortTerm: [] }, '/leases/0/shortTerm wrong-type'],
    [{ shortTerm: { ...lease.shortTerm, basis: 'other' } }, '/leases/0/shortTerm/basis not-allowed'],
    [{ shortTerm: { ...lease.shortTerm, weighty: 'no' } }, '/leases/0/shortTerm/weighty wrong-type'],
    [{ shortTerm: { ...lease.shortTerm, note: '' } }, '/leases/0/shortTerm/note unknown-field'],
    [{ signedAt: null }, '/leases/0/signedAt wrong-type'],
    [{ previousShortTermsSameParties: -1 }, '/leases/0/previousShortTermsSameParties wrong-type'],
    [{ previousShortTermsSameParties: 0.5 }, '/leases/0/previousShortTermsSameParties wrong-type'],
    [{ previousShortTermsSameParties: '1' }, '/leases/0/previousShortTermsSameParties wrong-type'],
    [{ moveRequests: null }, '/leases/0/moveRequests wrong-type'],
    [{ moveRequests: [{ sentAt: '2027-04-31' }] }, '/leases/0/moveRequests/0/sentAt impossible-date'],
    [{ moveRequests: [{ sentAt: '2027-04-30' }, {}] }, '/leases/0/moveRequests/1/sentAt missing-field'],
    [{ 'a/b~c': 1 }, '/leases/0/a~1b~0c unknown-field'],
  ])('%j is refused by its place', (change, fault) => {
    expect(faultsOf(fileOf({ ...lease, ...change }))).toEqual([fault]);
  });

  test.each(Object.keys(lease))('a lease without %s is refused', (field) => {
    const rest = Object.fromEntries(Object.entries(lease).filter(([name]) => name !== field));
    expect(faultsOf(fileOf(rest))).toEqual([`/leases/0/${field} missing-field`]);
  });

  test('a field named after a property every object has is unknown all the same', () => {
    const document: unknown = JSON.parse(
      '{"format":"boligtrapp-leases/1","leases":[],"__proto__":{},"toString":1}',
    );
    expect(faultsOf(document)).toEqual(['/__proto__ unknown-field', '/toString unknown-field']);
  });

  test.each([null, [], 'text', 3, undefined])('%j is no such file', (document) => {
    expect(faultsOf(document)).toEqual([' wrong-type']);
  });

  test('another format or version is refused', () => {
    expect(faultsOf({ format: 'boligtrapp-leases/2', leases: [lease] })).toEqual(['/format not-allowed']);
  });

  test('an id that comes again is refused where it comes again, also beside other faults', () => {
    const broken = { ...lease, regime: '' };
    expect(faultsOf(fileOf(broken, { ...lease, id: 'l2' }, lease))).toEqual([
      '/leases/0/regime not-allowed',
      '/leases/2/id duplicate-id',
    ]);
  });

  test('all faults are told at once, the first hundred by place and the rest by number', () => {
    const result = parseLeaseFile(fileOf(...Array.from({ length: 150 }, () => 0)));
    expect(result).toMatchObject({ kind: 'refused', faultCount: 150 });
    expect(result.kind === 'refused' ? result.faults.length : 0).toBe(LEASE_FILE_FAULT_LIMIT);
  });

  test('a fault does not repeat what the file says', () => {
    const result = parseLeaseFile(fileOf({ ...lease, signedAt: '01819912345', id: 'l1' }));
    expect(JSON.stringify(result)).not.toContain('01819912345');
  });

  test('nothing that JSON can say makes it fail otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (document, inside) => {
        expect(parseLeaseFile(document).kind).toBe('refused');
        expect(parseLeaseFile(fileOf(inside)).kind).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });
});
