import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about policy sets. */
export const POLICY_SET_PROBLEMS = {
  'policy-set.not-found': {
    status: 404,
    title: {
      nb: 'Regelsettet finnes ikke.',
      nn: 'Regelsettet finst ikkje.',
      en: 'The policy set does not exist.',
    },
    explanation: 'No policy set of your municipality has this id.',
  },
  'policy-set.none-in-force': {
    status: 404,
    title: {
      nb: 'Ikke noe regelsett gjelder på denne datoen.',
      nn: 'Ikkje noko regelsett gjeld på denne datoen.',
      en: 'No policy set is in force on this date.',
    },
    explanation: 'Put a policy set in force for the date that `facts.on` names.',
  },
  'policy-impact-run.not-found': {
    status: 404,
    title: {
      nb: 'Konsekvensberegningen finnes ikke.',
      nn: 'Konsekvensutrekninga finst ikkje.',
      en: 'The impact run does not exist.',
    },
    explanation: 'No impact run of this policy set has this id, or none was asked for yet.',
  },
  'policy-set.approver-took-part': {
    status: 403,
    title: {
      nb: 'Du kan ikke godkjenne et regelsett du har vært med på.',
      nn: 'Du kan ikkje godkjenne eit regelsett du har vore med på.',
      en: 'You cannot approve a policy set that you had a part in.',
    },
    explanation:
      'Whoever wrote, changed or submitted a policy set does not approve it. Somebody else with the permission does.',
  },
  'policy-set.another-in-force': {
    status: 409,
    title: {
      nb: 'Et annet regelsett gjelder fra samme dag eller senere.',
      nn: 'Eit anna regelsett gjeld frå same dag eller seinare.',
      en: 'Another policy set holds from the same day or later.',
    },
    explanation:
      'One policy set holds on a day. Choose a day after the first day of the newest approved set; somebody may have approved another one just now.',
  },
  'policy-set.impact-run-missing': {
    status: 409,
    title: {
      nb: 'Konsekvensene av regelsettet er ikke beregnet.',
      nn: 'Konsekvensane av regelsettet er ikkje berekna.',
      en: 'The impact of the policy set has not been computed.',
    },
    explanation:
      'A set is submitted when an impact run of its very content is done. Ask for one, or for another one after a change.',
  },
  'policy-set.name-taken': {
    status: 409,
    title: {
      nb: 'Et annet regelsett har dette navnet.',
      nn: 'Eit anna regelsett har dette namnet.',
      en: 'Another policy set has this name.',
    },
    explanation: 'Names are unique, those of discarded sets among them.',
  },
  'policy-set.against-law': {
    status: 422,
    title: {
      nb: 'Regelsettet setter noe som loven har fastsatt.',
      nn: 'Regelsettet set noko som lova har fastsett.',
      en: 'The policy set sets what law has set.',
    },
    explanation:
      'Figures that a law gives are shown beside the policy set and cannot be changed by it. `errors` names the place, `lawRefs` the provision.',
  },
  'policy-set.reason-missing': {
    status: 422,
    title: {
      nb: 'En gruppe tall mangler begrunnelse.',
      nn: 'Ei gruppe tal manglar grunngiving.',
      en: 'A group of figures has no reason.',
    },
    explanation: '`facts.group` names it. Give `sources.<group>.reason` before the set is submitted.',
  },
  'policy-set.source-missing': {
    status: 422,
    title: {
      nb: 'En gruppe tall mangler kilde.',
      nn: 'Ei gruppe tal manglar kjelde.',
      en: 'A group of figures has no source.',
    },
    explanation: 'The content sets a group of figures and says nothing of where they come from.',
  },
  'policy-set.valid-from-in-the-past': {
    status: 422,
    title: {
      nb: 'Et regelsett kan ikke gjelde fra en dag som har vært.',
      nn: 'Eit regelsett kan ikkje gjelde frå ein dag som har vore.',
      en: 'A policy set cannot hold from a day in the past.',
    },
    explanation:
      'Rounds and leases have been judged by the rules of those days. Choose today or a later day.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
