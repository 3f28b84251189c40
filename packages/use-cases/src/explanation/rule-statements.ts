import {
  type RuleCode,
  type RuleVerdict,
  type ScorePart,
  type Statement,
  state,
  type VerdictFigure,
} from '@boligtrapp/domain';

/** What a rule compared, as a statement. `nameOf` gives the name of a place by its id. */
export function ruleStatement(
  { rule, value, limit }: Pick<RuleVerdict, 'rule' | 'value' | 'limit'>,
  nameOf: (placeId: string) => string,
): Statement {
  switch (rule) {
    case 'programme':
    case 'staffing':
      return state(`rule.${rule}`, { value: wordOf(value), limit: wordOf(limit) });
    case 'track':
    case 'floor-access':
    case 'school-district':
    case 'free-in-time':
      return state(`rule.${rule}`, { value: textOf(value), limit: textOf(limit) });
    case 'level':
      return state('rule.level', { value: numberOf(value), limit: listOf(limit) });
    case 'bedrooms': {
      const [min = 0, max = min] = listOf(limit).map(Number);
      return state('rule.bedrooms', { value: numberOf(value), min, max });
    }
    case 'wheelchair':
    case 'screened':
    case 'own-entrance':
    case 'fit-for-children':
      return state(`rule.${rule}`, { value: yesOrNo(value), limit: yesOrNo(limit) });
    case 'required-area':
      return state('rule.required-area', {
        value: nameOf(textOf(value)),
        limit: listOf(limit).map((id) => nameOf(id)),
      });
    case 'place-spared':
      return state('rule.place-spared', { value: numberOf(value), limit: numberOf(limit) });
    case 'kept-apart':
      return state('rule.kept-apart', { suitable: value === 'suitable' ? 'yes' : 'no' });
  }
}

/** The name of a rule. */
export function ruleName(rule: RuleCode): Statement {
  return state(`rule-name.${rule}`, {});
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

function yesOrNo(figure: VerdictFigure): 'yes' | 'no' {
  return figure === true ? 'yes' : 'no';
}
