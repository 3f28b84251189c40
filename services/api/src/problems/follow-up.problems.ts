import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about visits and housing-career plans. */
export const FOLLOW_UP_PROBLEMS = {
  'follow-up.not-found': {
    status: 404,
    title: {
      nb: 'Oppfølgingen finnes ikke.',
      nn: 'Oppfølginga finst ikkje.',
      en: 'The follow-up does not exist.',
    },
    explanation: 'No follow-up of your municipality has this id, or not for you.',
  },
  'follow-up-note.not-found': {
    status: 404,
    title: {
      nb: 'Det er ikke noe notat til besøket som du kan lese.',
      nn: 'Det er ikkje noko notat til besøket som du kan lese.',
      en: 'There is no note to the visit that you may read.',
    },
    explanation: 'Nobody wrote a note, or it is withheld from your role.',
  },
  'follow-up.assignee-recused': {
    status: 422,
    title: {
      nb: 'Den som skal følge opp, kan ikke ha saken.',
      nn: 'Den som skal følgje opp, kan ikkje ha saka.',
      en: 'Whoever is to follow up may not have the case.',
    },
    explanation:
      'They are recused from it (`lawRefs` names the rule), or it is there for named people only and they are not named. Somebody else follows this household up.',
  },
  'follow-up.not-a-visit': {
    status: 422,
    title: {
      nb: 'En boligkarriereplan fullføres ikke som et besøk.',
      nn: 'Ein bustadkarriereplan blir ikkje fullført som eit besøk.',
      en: 'A housing-career plan is not completed as a visit.',
    },
    explanation: 'It is done when the tenant agrees to a plan: use the command of the plan.',
  },
  'follow-up.outcome-contradictory': {
    status: 422,
    title: {
      nb: 'Utfallet og bomiljøet passer ikke sammen.',
      nn: 'Utfallet og bumiljøet passar ikkje saman.',
      en: 'Outcome and living environment do not go together.',
    },
    explanation: 'Give `environmentLevel` when the tenant was met, and null when nobody was.',
  },
  'career-plan.not-found': {
    status: 404,
    title: {
      nb: 'Boligkarriereplanen finnes ikke.',
      nn: 'Bustadkarriereplanen finst ikkje.',
      en: 'The housing-career plan does not exist.',
    },
    explanation: 'No plan of your municipality has this id, or not for you.',
  },
  'plan-step.not-found': {
    status: 404,
    title: {
      nb: 'Steget finnes ikke i planen.',
      nn: 'Steget finst ikkje i planen.',
      en: 'The step is not in the plan.',
    },
    explanation: 'No step of this plan has this id.',
  },
  'career-plan.has-current': {
    status: 409,
    title: {
      nb: 'Husstanden har allerede en boligkarriereplan.',
      nn: 'Husstanden har alt ein bustadkarriereplan.',
      en: 'The household has a housing-career plan already.',
    },
    explanation: 'Revise the plan that is there, or end it first.',
  },
  'career-plan.ended': {
    status: 409,
    title: {
      nb: 'Boligkarriereplanen er avsluttet.',
      nn: 'Bustadkarriereplanen er avslutta.',
      en: 'The housing-career plan has ended.',
    },
    explanation: 'It was achieved or given up. Make a new plan.',
  },
  'career-plan.too-many-steps': {
    status: 409,
    title: {
      nb: 'Boligkarriereplanen har for mange steg.',
      nn: 'Bustadkarriereplanen har for mange steg.',
      en: 'The housing-career plan has too many steps.',
    },
    explanation: 'A plan has forty steps at most, so that the tenant can take it in.',
  },
  'career-plan.goal-contradictory': {
    status: 422,
    title: {
      nb: 'Målet og trinnet passer ikke sammen.',
      nn: 'Målet og trinnet passar ikkje saman.',
      en: 'Goal and level do not go together.',
    },
    explanation: 'Give `goalLevel` with the goal step-down, and null with every other.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
