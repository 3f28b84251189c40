import { atLarge, ofMunicipality, type Probe, settled, UNKNOWN } from '../probe.ts';

/** Dwellings that are kept in step with Kobo. */
export const KOBO_PROBES: Readonly<Record<string, Probe>> = {
  listKoboLinks: atLarge(() => ({ query: 'limit=200' })),
  linkKoboDwelling: settled(
    (_, { kobo }) => ({
      body: { dwellingId: kobo.unlinkedId, koboId: '0190a5f2-7c11-7b42-9d3e-0a1b2c3d4e5f' },
    }),
    { elsewhere: UNKNOWN },
  ),
  getKoboLink: ofMunicipality((_, { kobo }) => ({ params: { dwellingId: kobo.linkedId } })),
  listKoboChanges: ofMunicipality((_, { kobo }) => ({ params: { dwellingId: kobo.linkedId } })),
  replayKoboLink: settled((_, { kobo }) => ({
    params: { dwellingId: kobo.stoppedId },
    body: { reason: 'Rettet i Kobo' },
  })),
  listKoboConflicts: atLarge(() => ({ query: 'limit=200' })),
  resolveKoboConflict: settled((_, { kobo }) => ({
    params: { conflictId: kobo.conflictId },
    body: { resolution: 'kobo', reason: 'Målt opp på nytt' },
  })),
  listKoboQuestions: atLarge(() => ({ query: 'limit=200' })),
  answerKoboQuestion: settled((_, { kobo }) => ({
    params: { questionId: kobo.questionId },
    body: { partner: 'owned' },
  })),
  listKoboValuePairs: atLarge(),
  enterKoboValuePair: atLarge(() => ({ body: { field: 'egenskaper', ours: 'robust', kobos: 'ROBUST' } }), {
    allowed: 201,
  }),
  endKoboValuePair: settled((_, { kobo }) => ({ params: { pairId: kobo.pairId } })),
  listKoboOwners: atLarge(),
  setKoboOwner: atLarge(() => ({ body: { fact: 'bedrooms', owner: 'ours' } }), { allowed: 201 }),
};
