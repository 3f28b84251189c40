import { plainDate } from '@boligtrapp/domain';
import { readCalendar } from '@boligtrapp/testing/documents';
import { describe, expect, it } from 'vitest';
import { type Calendar, toCalendar } from './to-calendar.ts';

const CALENDAR: Calendar = {
  name: 'Rotasjon',
  domain: 'boligtrapp.example',
  writtenAt: '2026-11-28T03:00:00Z',
  events: [
    { id: 'a', summary: 'Siste trygge dag\nB-12', when: { onDate: plainDate('2027-02-28') } },
    {
      id: 'b',
      summary: 'Samtale',
      when: { at: '2026-12-01T09:00:00Z', minutes: 45 },
      url: 'https://x.example/b',
    },
  ],
};

describe('a calendar', () => {
  it('has days without zone and instants in UTC, under ids of its own', () => {
    const [day, talk] = readCalendar(toCalendar(CALENDAR));
    expect(day).toMatchObject({
      UID: 'a@boligtrapp.example',
      SUMMARY: 'Siste trygge dag B-12',
      'DTSTART;VALUE=DATE': '20270228',
      DTSTAMP: '20261128T030000Z',
    });
    expect(talk).toMatchObject({ DTSTART: '20261201T090000Z', DTEND: '20261201T094500Z' });
  });

  it('is the same text each time', () => {
    expect(toCalendar(CALENDAR)).toBe(toCalendar(CALENDAR));
  });
});
