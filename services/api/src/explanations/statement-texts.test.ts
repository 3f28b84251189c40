import { STATEMENT_MESSAGES } from '@boligtrapp/contracts';
import { RULES, type Statement, type StatementFigure } from '@boligtrapp/domain';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { CHOOSING, STATEMENT_SAMPLES } from '../../test/statement-samples.ts';
import { statementsIn, statementText } from './statement-texts.ts';

const LANGUAGES = ['nb', 'nn', 'en'] as const;
const SAMPLES = Object.entries(STATEMENT_SAMPLES).map(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys are those of the samples
  ([code, figures]) => ({ code, figures }) as Statement,
);

/** The arguments that a message takes, inner ones included. */
function argumentsOf(elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((element): readonly string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      const inner = Object.values(element.options).flatMap(({ value }) => argumentsOf(value));
      return [element.value, ...inner];
    }
    return element.type === TYPE.tag ? argumentsOf(element.children) : [element.value];
  });
}

describe('the catalogue', () => {
  it('has the same codes in every language, and an example of each', () => {
    const codes = SAMPLES.map(({ code }) => code).toSorted();
    for (const language of LANGUAGES) {
      expect(Object.keys(STATEMENT_MESSAGES[language]).toSorted()).toEqual(codes);
    }
    for (const { code } of RULES)
      expect(codes).toEqual(expect.arrayContaining([`rule.${code}`, `rule-name.${code}`]));
  });

  it.each(LANGUAGES)('takes in %s the very figures of each statement, no other and none less', (language) => {
    for (const { code, figures } of SAMPLES) {
      const taken = new Set(argumentsOf(parse(STATEMENT_MESSAGES[language][code])));
      expect([...taken].toSorted(), code).toEqual(Object.keys(figures).toSorted());
    }
  });

  it.each(LANGUAGES)('loses in %s no figure on the way into the text', (language) => {
    for (const statement of SAMPLES) {
      const text = statementText(language, statement);
      for (const shown of Object.values(statement.figures).flatMap(listed)) {
        if (!CHOOSING.has(shown)) expect(text, `${statement.code}: ${text}`).toContain(shown);
      }
      expect(text, statement.code).not.toMatch(/\{|\}|\?|\d{4}-\d{2}-\d{2}/);
      expect(text.trim().length, statement.code).toBeGreaterThan(3);
    }
  });

  it.each(LANGUAGES)('has in %s another text for every value that it chooses by', (language) => {
    const say = (code: Statement['code'], figures: Statement['figures']): string =>
      statementText(language, { code, figures });
    const enumerations: readonly (readonly [Statement['code'], readonly string[]])[] = [
      ['rule.track', ['welfare', 'care']],
      ['rule.programme', ['ladder', 'housingFirst', 'youth']],
      ['rule.staffing', ['none', 'ambulant', 'dayAndEvening', 'roundTheClock']],
      ['rule.wheelchair', ['yes', 'no']],
      ['rule.screened', ['yes', 'no']],
      ['rule.own-entrance', ['yes', 'no']],
      ['rule.fit-for-children', ['yes', 'no']],
      ['rule.floor-access', ['lift', '3']],
      ['rule.school-district', ['none', 'Øvre']],
    ];
    for (const [code, values] of enumerations) {
      const texts = values.flatMap((value) => values.map((limit) => say(code, { value, limit })));
      expect(new Set(texts).size, code).toBe(values.length ** 2);
      for (const text of texts) expect(text).not.toContain('?');
    }
    const wishes = ['stay', 'smaller', 'larger', 'area', 'rent', 'buy', 'unstated'];
    const arrears = ['none', 'some', 'serious'];
    const texts = [
      ...wishes.map((wish) => say('review.wish', { wish })),
      ...arrears.map((level) => say('review.rent', { arrears: level })),
      ...['first', 'later'].flatMap((time) =>
        ['yes', 'no'].map((children) => say('review.term', { months: 36, children, time })),
      ),
    ];
    expect(new Set(texts).size).toBe(wishes.length + arrears.length + 4);
    for (const text of texts) expect(text).not.toContain('?');
  });
});

function listed(figure: StatementFigure): readonly string[] {
  if (typeof figure === 'number') return [String(figure)];
  if (typeof figure === 'string') return [figure.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3.$2.$1')];
  return figure;
}

function required(limit: readonly string[]): string {
  return statementText('nb', { code: 'rule.required-area', figures: { value: 'Lia', limit } });
}

function staffing(language: 'nb' | 'nn' | 'en', value: string, limit: string): string {
  return statementText(language, { code: 'rule.staffing', figures: { value, limit } });
}

function failedInNynorsk(count: number): string {
  return statementText('nn', { code: 'outcome.rule-failed', figures: { count } });
}

describe('a text', () => {
  it('joins names, says so where there are none, and cuts a long list short', () => {
    expect(required(['Vika', 'Åsen', 'Øya'])).toContain('påkrevd er Vika, Åsen eller Øya');
    expect(required([])).toContain('ingen grunnkrets er påkrevd');
    const many = Array.from({ length: 40 }, (_, index) => `V-${index}`);
    const hall = { code: 'certificate.hall-set', figures: { count: 40, dwellings: many } } as const;
    expect(statementText('en', hall)).toMatch(/V-11 … \(40 dwellings\)\.$/);
    expect(statementsIn('en')(hall)).toEqual({ ...hall, text: statementText('en', hall) });
  });

  it('is a whole sentence about staffing, whatever there is and whatever is asked for', () => {
    expect(staffing('nb', 'ambulant', 'none')).toBe('Bygget har ambulerende bemanning; det trengs ikke.');
    expect(staffing('nb', 'none', 'dayAndEvening')).toBe(
      'Bygget har ingen bemanning; behovet er minst bemanning på dag og kveld.',
    );
    expect(staffing('nn', 'roundTheClock', 'none')).toBe(
      'Bygget har bemanning heile døgnet; det trengst ikkje.',
    );
    expect(staffing('en', 'none', 'none')).toBe('The building has no staff; none is needed.');
  });

  it('joins by "or" what a rule lets one choose from, and by "and" what is meant together', () => {
    const levels = { value: 3, limit: ['1', '2'] };
    expect(statementText('nb', { code: 'rule.level', figures: levels })).toContain(
      'behovet er trinn 1 eller 2.',
    );
    const full = { places: ['Lia', 'Vika'], room: 2, bound: 4 };
    expect(statementText('nb', { code: 'certificate.resource', figures: full })).toContain('i Lia og Vika');
  });

  it('bends the participle in Nynorsk by the number', () => {
    expect([failedInNynorsk(1), failedInNynorsk(2)]).toEqual([
      'Utelukka: eitt vilkår er ikkje oppfylt.',
      'Utelukka: 2 vilkår er ikkje oppfylte.',
    ]);
  });

  it('shows differences with their sign, and nothing else with one', () => {
    const figures = { misfit: 0, excess: 3, score: -12 };
    expect(statementText('nb', { code: 'outcome.whole-is-better-by', figures })).toContain(
      'avvik i trinn 0, belastning over myk grense +3, poeng \u221212.',
    );
  });

  it('is the load as a reader expects it', () => {
    expect(
      statementText('nb', {
        code: 'load.capped',
        figures: { place: 'Øverli', before: 9, after: 11, cap: 12 },
      }),
    ).toBe('Øverli: 9 → 11 av 12');
  });
});
