import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about decisions on entitlement. */
export const ENTITLEMENT_PROBLEMS = {
  'entitlement.decided-already': {
    status: 409,
    title: {
      nb: 'Det er allerede gjort vedtak av dette slaget i søknaden.',
      nn: 'Det er alt gjort vedtak av dette slaget i søknaden.',
      en: 'The application has a decision of this kind already.',
    },
    explanation:
      'An application has one decision for each track. To change it, make a decision that corrects the one in force.',
  },
  'entitlement.corrected-already': {
    status: 409,
    title: {
      nb: 'Vedtaket er allerede rettet av et annet.',
      nn: 'Vedtaket er alt retta av eit anna.',
      en: 'Another decision corrects this one already.',
    },
    explanation: 'A decision is corrected once. Correct the correction, which is the decision in force.',
  },
  'entitlement.reason-missing': {
    status: 422,
    title: {
      nb: 'Avslaget mangler begrunnelse.',
      nn: 'Avslaget manglar grunngiving.',
      en: 'The refusal has no grounds.',
    },
    explanation:
      'A refusal is given with its grounds (forvaltningsloven §§ 24 and 25): twenty characters or more.',
  },
  'entitlement.local-rules-missing': {
    status: 422,
    title: {
      nb: 'Vedtaket må vise til kommunens egne regler.',
      nn: 'Vedtaket må vise til kommunen sine eigne reglar.',
      en: 'The decision must name the municipality’s own rules.',
    },
    explanation:
      'A municipal dwelling is granted or refused by a guideline or regulation of the municipality; name it in `localRules`.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
