import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about retention, blocked cases and copies of people's data. */
export const PRIVACY_PROBLEMS = {
  'person.not-found': {
    status: 404,
    title: {
      nb: 'Personen finnes ikke.',
      nn: 'Personen finst ikkje.',
      en: 'The person does not exist.',
    },
    explanation: 'No person of your municipality has this id, or the person is not for you to see.',
  },
  'person-data-export.not-found': {
    status: 404,
    title: {
      nb: 'Innsynskopien finnes ikke.',
      nn: 'Innsynskopien finst ikkje.',
      en: 'The copy does not exist.',
    },
    explanation:
      'No copy has this id, it is not made yet, its time is over, or somebody else asked for it: only whoever did can fetch it.',
  },
  'person-data-export.not-rendered': {
    status: 503,
    title: {
      nb: 'Dokumentet kunne ikke lages nå.',
      nn: 'Dokumentet kunne ikkje lagast no.',
      en: 'The document could not be made now.',
    },
    explanation: 'The process that makes PDFs is busy or has failed. Try again, or fetch the copy as JSON.',
  },
  'case-block.not-found': {
    status: 404,
    title: {
      nb: 'Ingen sperret sak har denne id-en.',
      nn: 'Inga sperra sak har denne id-en.',
      en: 'No blocked case has this id.',
    },
    explanation: 'Give the id of a household whose case is blocked (sperret).',
  },
  'retention-run.not-found': {
    status: 404,
    title: {
      nb: 'Slettekjøringen finnes ikke.',
      nn: 'Slettekøyringa finst ikkje.',
      en: 'The retention run does not exist.',
    },
    explanation: 'No retention run of your municipality has this id.',
  },
  'retention-run.nothing-due': {
    status: 409,
    title: {
      nb: 'Ingenting skal slettes nå.',
      nn: 'Ingenting skal slettast no.',
      en: 'Nothing is due.',
    },
    explanation:
      'No row is older than the figures of the municipality allow. A rule without a figure has no effect: see `GET /v1/retention-rules`.',
  },
  'retention-run.items-changed': {
    status: 409,
    title: {
      nb: 'Planen er en annen enn den som ble lest.',
      nn: 'Planen er ein annan enn den som vart lesen.',
      en: 'The plan is not the one that was read.',
    },
    explanation: 'An approval is of exactly the rows whose hash it names. Read the run again.',
  },
  'retention-run.same-person': {
    status: 422,
    title: {
      nb: 'En annen må godkjenne slettingen.',
      nn: 'Ein annan må godkjenne slettinga.',
      en: 'Somebody else must approve what is destroyed.',
    },
    explanation:
      'Whoever asked for the plan, or set a figure by which something of it is due, cannot approve or reject it.',
  },
  'retention-run.kept-for-archive': {
    status: 422,
    title: {
      nb: 'Opplysningene hører til en sak og kan ikke slettes.',
      nn: 'Opplysningane høyrer til ei sak og kan ikkje slettast.',
      en: 'What belongs to a case cannot be destroyed.',
    },
    explanation:
      'Only drafts are erased. A case is destroyed by a rule or permission of Nasjonalarkivet alone (arkivlova § 13); it is blocked when its time is over.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
