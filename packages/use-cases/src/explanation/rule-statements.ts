import {
  type RoundDwelling,
  type RuleCode,
  type RuleVerdict,
  type ScorePart,
  type Statement,
  state,
  type VerdictFigure,
} from '@boligtrapp/domain';

type Verdict = Pick<RuleVerdict, 'value' | 'limit'>;
type NameOf = (placeId: string) => string;

/** What a rule compared, as a statement. `nameOf` gives the name of a place by its id. */
export function ruleStatement(
  { rule, value, limit }: Pick<RuleVerdict, 'rule' | 'value' | 'limit'>,
  nameOf: NameOf,
): Statement {
  return STATEMENTS[rule]({ value, limit }, nameOf);
}

const STATEMENTS: Readonly<Record<RuleCode, (verdict: Verdict, nameOf: NameOf) => Statement>> = {
  track: (verdict) => state('rule.track', asTexts(verdict)),
  level: ({ value, limit }) => state('rule.level', { value: numberOf(value), limit: listOf(limit) }),
  programme: (verdict) => state('rule.programme', asWords(verdict)),
  bedrooms: ({ value, limit }) => {
    const [min = 0, max = min] = listOf(limit).map(Number);
    return state('rule.bedrooms', { value: numberOf(value), min, max });
  },
  wheelchair: (verdict) => state('rule.wheelchair', asYesOrNo(verdict)),
  'floor-access': (verdict) => state('rule.floor-access', asTexts(verdict)),
  screened: (verdict) => state('rule.screened', asYesOrNo(verdict)),
  'own-entrance': (verdict) => state('rule.own-entrance', asYesOrNo(verdict)),
  staffing: (verdict) => state('rule.staffing', asWords(verdict)),
  'fit-for-children': (verdict) => state('rule.fit-for-children', asYesOrNo(verdict)),
  'school-district': (verdict) => state('rule.school-district', asTexts(verdict)),
  'required-area': ({ value, limit }, nameOf) =>
    state('rule.required-area', {
      value: nameOf(textOf(value)),
      limit: listOf(limit).map((id) => nameOf(id)),
    }),
  'place-spared': ({ value, limit }) =>
    state('rule.place-spared', { value: numberOf(value), limit: numberOf(limit) }),
  'kept-apart': ({ value }) => state('rule.kept-apart', { suitable: value === 'suitable' ? 'yes' : 'no' }),
  'free-in-time': (verdict) => state('rule.free-in-time', asTexts(verdict)),
  'lease-term': (verdict) => state('rule.lease-term', asTexts(verdict)),
};

function asTexts({ value, limit }: Verdict): { readonly value: string; readonly limit: string } {
  return { value: textOf(value), limit: textOf(limit) };
}

function asWords({ value, limit }: Verdict): { readonly value: string; readonly limit: string } {
  return { value: wordOf(value), limit: wordOf(limit) };
}

function asYesOrNo({ value, limit }: Verdict): { readonly value: YesNo; readonly limit: YesNo } {
  return { value: yesOrNo(value), limit: yesOrNo(limit) };
}

type YesNo = 'yes' | 'no';

/** The name of a rule. */
export function ruleName(rule: RuleCode): Statement {
  return state(`rule-name.${rule}`, {});
}

/** From when a dwelling is expected to be free, and how surely; null where it is not forecast by the policy. */
export function expectationStatement({
  availableFrom,
  certainty,
}: Pick<RoundDwelling, 'availableFrom' | 'certainty'>): Statement | null {
  return certainty === undefined ? null : state('vacancy.expected', { from: availableFrom, certainty });
}

/** Points of one wish. */
export function wishStatement({ code, points }: ScorePart): Statement {
  return state(`wish.${code}`, { points });
}

/** A text or number as a text; `none` where there is nothing. */
function textOf(figure: VerdictFigure): string {
  return figure === null ? 'none' : String(figure);
}

/** A code without hyphens (`housingFirst`): messages cannot choose by one that has some. */
function wordOf(figure: VerdictFigure): string {
  return textOf(figure).replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function numberOf(figure: VerdictFigure): number {
  if (typeof figure !== 'number')
    throw new TypeError('a rule that compares numbers has given something else');
  return figure;
}

function listOf(figure: VerdictFigure): readonly string[] {
  if (!isList(figure)) throw new TypeError('a rule that compares with a list has given something else');
  return figure.map(String);
}

function isList(figure: VerdictFigure): figure is readonly (string | number)[] {
  return Array.isArray(figure);
}

function yesOrNo(figure: VerdictFigure): YesNo {
  return figure === true ? 'yes' : 'no';
}
