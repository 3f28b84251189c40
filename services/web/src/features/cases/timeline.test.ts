import { expect, test } from 'vitest';
import { type KnownOfCase, timelineOf } from './timeline.ts';

const NOTHING: KnownOfCase = {
  applications: [],
  entitlements: [],
  assessments: [],
  decisions: [],
  offers: [],
  leases: [],
  appeals: [],
};

function anOffer(
  id: string,
  sentOn: string | null,
  answeredOn: string | null,
): KnownOfCase['offers'][number] {
  return {
    id,
    version: 1,
    decisionId: 'd',
    dwellingId: 'w',
    dwellingReference: 'V-1',
    householdId: 'h',
    householdReference: 'H-1',
    state: 'declined',
    sentOn,
    answerBy: null,
    answeredOn,
    answerReasonCode: null,
    chainId: null,
    waitsForId: null,
  };
}

test('a timeline has the newest first, and an answer after what it answers, also on the same day', () => {
  const offers = [anOffer('1', '2026-11-01', '2026-11-01'), anOffer('2', '2026-11-20', null)];
  expect(timelineOf({ ...NOTHING, offers }).map(({ key }) => key)).toEqual(['sent 2', 'ended 1', 'sent 1']);
});

test('an offer that waits for another has not happened yet', () => {
  expect(timelineOf({ ...NOTHING, offers: [anOffer('1', null, null)] })).toEqual([]);
});
