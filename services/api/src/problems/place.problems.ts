import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about places. */
export const PLACE_PROBLEMS = {
  'place.not-found': {
    status: 404,
    title: { nb: 'Stedet finnes ikke.', nn: 'Staden finst ikkje.', en: 'The place does not exist.' },
    explanation: 'No building, neighbourhood or district of your municipality has this id.',
  },
  'place.later-one-planned': {
    status: 409,
    title: {
      nb: 'Noe annet er planlagt å gjelde fra en senere dag.',
      nn: 'Noko anna er planlagt å gjelde frå ein seinare dag.',
      en: 'Something else is planned to hold from a later day.',
    },
    explanation:
      'A status or cap begins within the days of this one; `facts` names its first day. Let this one end by then.',
  },
  'place.nothing-to-end': {
    status: 409,
    title: {
      nb: 'Ingenting gjelder som kan avsluttes eller forlenges.',
      nn: 'Ingenting gjeld som kan avsluttast eller forlengjast.',
      en: 'Nothing holds today that could be ended or renewed.',
    },
    explanation: 'The place has no status or cap of its own today, or it ends by that day anyway.',
  },
  'place.status-contradictory': {
    status: 422,
    title: {
      nb: 'Et høyeste trinn oppgis for steder som må skånes, og bare for dem.',
      nn: 'Eit høgste trinn blir oppgitt for stader som må skånast, og berre for dei.',
      en: 'A highest level goes with a spared place, and with no other.',
    },
    explanation:
      'Give the highest level that may be placed in a spared place (0 for none), and null for another status.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
