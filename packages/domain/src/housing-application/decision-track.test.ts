import { expect, test } from 'vitest';
import { isLawRef } from '../law/register.ts';
import { DECISION_TRACKS, decisionBasisOf } from './decision-track.ts';

test('each track has its own basis and appeal body', () => {
  const told = DECISION_TRACKS.map((track) => {
    const { legalBasis, appealBody, isAppealBodyVerified } = decisionBasisOf(track);
    return [track, legalBasis.join(', '), appealBody, isAppealBodyVerified];
  });
  expect(told).toEqual([
    ['assistance', 'LOV-2022-12-20-121 § 7', 'statsforvalter', true],
    ['municipal-dwelling', 'LOV-1967-02-10 § 28 (2)', 'municipal-appeals-board', true],
    ['care-dwelling', 'LOV-2011-06-24-30 § 3-2 a, LOV-1999-07-02-63 § 7-2', 'statsforvalter', true],
    ['temporary-housing', 'LOV-2009-12-18-131 § 27', 'statsforvalter', false],
  ]);
});

test('every basis is a row of the law register', () => {
  expect(
    DECISION_TRACKS.flatMap((track) => decisionBasisOf(track).legalBasis).filter((ref) => !isLawRef(ref)),
  ).toEqual([]);
});
