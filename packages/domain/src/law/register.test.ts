import { describe, expect, test } from 'vitest';
import { INDEFINITE_REASON_LAW } from '../lease/lease-status.ts';
import { isPlainDate } from '../time/plain-date.ts';
import { isLocalRef } from './local-ref.ts';
import { getLawRow, isLawRef, LAW_REGISTER } from './register.ts';

describe('the law register', () => {
  test.each(Object.entries(LAW_REGISTER))('%s names its act by date and number', (ref, row) => {
    const [, date, number] = /^LOV-(\d{4}-\d{2}-\d{2})-(\d+) § \d+(?:-\d+)?(?: \(\d+\))?$/.exec(ref) ?? [];
    expect(isPlainDate(date)).toBe(true);
    expect(isPlainDate(row.consolidatedOn)).toBe(true);
    const path = row.act === 'husleieloven' ? '1999-03-26-17' : '1915-08-13-5';
    expect([`${date}-${number}`, row.url]).toEqual([path, `https://lovdata.no/dokument/NL/lov/${path}`]);
  });

  test('a reference is found by its exact text only', () => {
    expect(isLawRef('LOV-1999-03-26-17 § 9-2 (3)')).toBe(true);
    expect(isLawRef('LOV-1999-03-26-17 § 9-2')).toBe(false);
    expect(isLawRef('toString')).toBe(false);
    expect(getLawRow('LOV-1999-03-26-17 § 9-1').act).toBe('husleieloven');
  });

  test('every reason for an indefinite lease has its provisions', () => {
    expect(Object.values(INDEFINITE_REASON_LAW).flat().every(isLawRef)).toBe(true);
  });
});

describe('a reference to a municipality’s own rules', () => {
  test.each(['local:fjordvik/allocation-rules#4', 'local:nord-fjordvik/rules-2026#4-2.b'])(
    '%s is one',
    (text) => {
      expect(isLocalRef(text)).toBe(true);
    },
  );

  test.each([
    'local:fjordvik/allocation-rules',
    'local:fjordvik#4',
    'local:/rules#4',
    'local:Fjordvik/rules#4',
    'local:fjordvik/rules#',
    'local:fjordvik/rules#4 (1)',
    'local:fjordvik/a/b#4',
    'LOV-1999-03-26-17 § 9-1',
  ])('%s is none', (text) => {
    expect(isLocalRef(text)).toBe(false);
  });
});
