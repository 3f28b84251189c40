import { describe, expect, test } from 'vitest';
import { INDEFINITE_REASON_LAW } from '../lease/lease-status.ts';
import { isPlainDate } from '../time/plain-date.ts';
import { isLocalRef } from './local-ref.ts';
import { getLawRow, isLawRef, LAW_REGISTER } from './register.ts';

const ACTS: Readonly<Record<string, string>> = {
  husleieloven: '1999-03-26-17',
  domstolloven: '1915-08-13-5',
  forvaltningsloven: '1967-02-10',
  kommuneloven: '2018-06-22-83',
  boligsosialloven: '2022-12-20-121',
  'helse- og omsorgstjenesteloven': '2011-06-24-30',
  'pasient- og brukerrettighetsloven': '1999-07-02-63',
  sosialtjenesteloven: '2009-12-18-131',
  arkivlova: '2025-06-20-96',
};

describe('the law register', () => {
  test.each(Object.entries(LAW_REGISTER))('%s names its act by date and number', (ref, row) => {
    // Acts of 1967 and before carry no number.
    const [, path = '', date] =
      /^LOV-((\d{4}-\d{2}-\d{2})(?:-\d+)?) § \d+(?:-\d+)?(?: [a-z])?(?: \(\d+\))?$/.exec(ref) ?? [];
    expect(isPlainDate(date)).toBe(true);
    expect(isPlainDate(row.consolidatedOn)).toBe(true);
    expect([path, row.url]).toEqual([ACTS[row.act], `https://lovdata.no/dokument/NL/lov/${path}`]);
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
