import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about appeals. */
export const APPEAL_PROBLEMS = {
  'appeal.not-found': {
    status: 404,
    title: {
      nb: 'Klagen finnes ikke.',
      nn: 'Klaga finst ikkje.',
      en: 'The appeal does not exist.',
    },
    explanation: 'No appeal of your municipality has this id.',
  },
  'appeal.subject-unclear': {
    status: 400,
    title: {
      nb: 'En klage gjelder ett vedtak.',
      nn: 'Ei klage gjeld eitt vedtak.',
      en: 'An appeal is against one decision.',
    },
    explanation: 'Give either `entitlementId` or `decisionId`.',
  },
  'appeal.barred': {
    status: 422,
    title: {
      nb: 'Den som har forberedt eller truffet vedtaket, kan ikke behandle klagen.',
      nn: 'Den som har førebudd eller gjort vedtaket, kan ikkje handsame klaga.',
      en: 'Whoever prepared or made the decision cannot hear the appeal.',
    },
    explanation:
      '`facts` names the person and the part they had in the case; `lawRefs` the rules of kommuneloven. Somebody else hears, prepares or records it.',
  },
  'appeal.panel-contradictory': {
    status: 422,
    title: {
      nb: 'Opplysningene om hvem som har behandlet klagen, passer ikke til klageinstansen.',
      nn: 'Opplysningane om kven som har handsama klaga, passar ikkje til klageinstansen.',
      en: 'Who heard the appeal does not go with the appeal body.',
    },
    explanation:
      'For the municipal appeals board name the members and who prepared the case; for the state administrator neither.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
