import type { ReviewDetails } from '@boligtrapp/contracts';
import { type Recommendation, type Statement as Said, state } from '@boligtrapp/domain';
import type { ReviewDetails as DetailsView } from '@boligtrapp/use-cases';
import { statementsIn } from '../../explanations/statement-texts.ts';
import type { Language } from '../../problems/language.ts';
import { toDecision } from '../decisions/decision.dto.ts';
import { copyFigures } from '../rounds/explanation.dto.ts';

/** A review with everything that it rests on, in a language. */
export function toReviewDetails(view: DetailsView, language: Language): ReviewDetails {
  const { facts, recommendation, decision, inputs, ...same } = view;
  return {
    ...same,
    inputs: inputs.map(toInput),
    facts: facts === null ? null : { ...facts, conduct: facts.conduct === null ? null : [...facts.conduct] },
    recommendation: recommendation === null ? null : toRecommendation(recommendation, language),
    decision: decision === null ? null : toDecision(decision),
  };
}

type InputView = DetailsView['inputs'][number];

function toInput(input: InputView): ReviewDetails['inputs'][number] {
  const { id, kind, asOf, recordedBy, recordedAt } = input;
  return {
    id,
    kind,
    asOf,
    recordedBy,
    recordedAt,
    assessmentId: input.kind === 'assessment' ? input.assessmentId : null,
    isConfirmed: input.kind === 'assessment' ? input.isConfirmed : null,
    stillQualifies: input.kind === 'assessment' ? input.stillQualifies : null,
    wish: input.kind === 'wish' ? input.wish : null,
    remark: input.kind === 'wish' ? input.remark : null,
    arrears: input.kind === 'rent' ? input.arrears : null,
  };
}

type RecommendationDto = NonNullable<ReviewDetails['recommendation']>;

function toRecommendation(recommendation: Recommendation, language: Language): RecommendationDto {
  const inLanguage = statementsIn(language);
  const say = (statement: Said): RecommendationDto['statement'] => {
    const { code, figures, text } = inLanguage(statement);
    return { code, figures: copyFigures(figures), text };
  };
  return {
    outcome: recommendation.outcome,
    termMonths: recommendation.termMonths,
    target: recommendation.target,
    statement: say(outcomeStatement(recommendation)),
    parts: recommendation.parts.map(({ speaks, outcome, statement }) => ({
      speaks,
      outcome,
      statement: say(statement),
    })),
  };
}

function outcomeStatement(recommendation: Recommendation): Said {
  switch (recommendation.outcome) {
    case 'renewed':
      return state('review-outcome.renewed', { months: recommendation.termMonths });
    case 'moved':
      return state('review-outcome.moved', { ...recommendation.target });
    case 'private-rental':
      return state('review-outcome.private-rental', {});
    case 'startlan':
      return state('review-outcome.startlan', {});
    case 'ended':
      return state('review-outcome.ended', {});
  }
}
