import type {
  ComparedPair,
  DwellingOutcomes,
  HouseholdOutcomes,
  NearestChange,
  Statement,
} from '@boligtrapp/contracts';
import type { AddedLoad, RoundDwelling, RuleVerdict, Statement as Said } from '@boligtrapp/domain';
import {
  type CertificateView,
  type ComparedPair as Compared,
  type DwellingExplanationPage,
  expectationStatement,
  type HouseholdExplanationPage,
  loadStatement,
  type NearestChangeView,
  ruleName,
  ruleStatement,
  wishStatement,
} from '@boligtrapp/use-cases';
import type { Static } from 'typebox';
import { statementsIn, statementText } from '../../explanations/statement-texts.ts';
import type { Language } from '../../problems/language.ts';

type HouseholdItem = HouseholdOutcomes['items'][number];
type ExplainedDwelling = Pick<
  RoundDwelling,
  'id' | 'reference' | 'track' | 'level' | 'vacancy' | 'availableFrom' | 'certainty'
>;
type Names = HouseholdExplanationPage['names'];

/** Explanations as the API shows them, in one language. */
export interface ExplanationTexts {
  readonly household: (page: HouseholdExplanationPage) => Omit<HouseholdOutcomes, 'nextCursor'>;
  readonly dwelling: (page: DwellingExplanationPage) => Omit<DwellingOutcomes, 'nextCursor'>;
  readonly change: (view: NearestChangeView) => Static<typeof NearestChange>;
  readonly pair: (pair: Compared) => Static<typeof ComparedPair>;
}

/** Makes the texts of a language. */
export function explanationTexts(language: Language): ExplanationTexts {
  const inLanguage = statementsIn(language);
  const say = (statement: Said): Statement => {
    const { code, figures, text } = inLanguage(statement);
    return { code, figures: copyFigures(figures), text };
  };
  const toDwelling = (dwelling: ExplainedDwelling): HouseholdItem['dwelling'] => {
    const { id, reference, track, level, vacancy, availableFrom, certainty = null } = dwelling;
    const expectation = expectationStatement(dwelling);
    return {
      id,
      reference,
      track,
      level,
      vacancy,
      availableFrom,
      certainty,
      expectation: expectation === null ? null : say(expectation),
    };
  };
  const toRule = (verdict: RuleVerdict, names: Names): HouseholdItem['rules'][number] => ({
    rule: verdict.rule,
    name: statementText(language, ruleName(verdict.rule)),
    passed: verdict.passed,
    statement: say(ruleStatement(verdict, names.place)),
  });
  const toLoads = (loads: readonly AddedLoad[]): HouseholdItem['loads'] =>
    loads.map((load) => ({ ...load, statement: say(loadStatement(load)) }));
  const toCertificate = ({ kind, statement, prices }: CertificateView): HouseholdOutcomes['certificate'] => ({
    kind,
    statement: say(statement),
    prices: prices.map(({ places, dwellings }) => ({ places: [...places], dwellings: [...dwellings] })),
  });
  return {
    household: ({ names, items, certificate, ending, excludedBy, ...page }) => ({
      household: page.household,
      isServed: page.isServed,
      dwelling: page.dwelling,
      fittingCount: page.fittingCount,
      totalCount: page.totalCount,
      ending: say(ending),
      certificate: certificate === null ? null : toCertificate(certificate),
      excludedBy: excludedBy.map(({ rule, dwellings }) => ({
        rule,
        name: statementText(language, ruleName(rule)),
        dwellings,
      })),
      items: items.map(({ dwelling, statement, rules, scoreParts, loads, ...item }) => ({
        outcome: item.outcome,
        misfit: item.misfit,
        score: item.score,
        dwelling: toDwelling(dwelling),
        statement: say(statement),
        rules: rules.map((rule) => toRule(rule, names)),
        scoreParts: scoreParts.map((part) => ({ ...part, statement: say(wishStatement(part)) })),
        loads: toLoads(loads),
      })),
    }),
    dwelling: ({ dwelling, names, items, totalCount }) => ({
      dwelling: toDwelling(dwelling),
      totalCount,
      items: items.map(({ statement, failedRules, loads, ...item }) => ({
        ...item,
        statement: say(statement),
        failedRules: failedRules.map((rule) => toRule(rule, names)),
        loads: toLoads(loads),
      })),
    }),
    change: ({ changes, ...same }) => ({ ...same, changes: changes.map(say) }),
    pair: ({ statement, ...same }) => ({ ...same, statement: say(statement) }),
  };
}

/** The figures as the contract has them. */
export function copyFigures(figures: Said['figures']): Statement['figures'] {
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, isList(figure) ? [...figure] : figure]),
  );
}

function isList(figure: Said['figures'][string]): figure is readonly string[] {
  return Array.isArray(figure);
}
