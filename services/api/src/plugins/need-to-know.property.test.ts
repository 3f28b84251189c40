import { CLASSED_ANSWERS, type ClassedAnswer } from '@boligtrapp/contracts';
import { type AnyFieldClasses, FIELD_CLASSES, type FieldClass } from '@boligtrapp/domain';
import { ROLES, SHOWN_CLASSES } from '@boligtrapp/use-cases';
import * as fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';

/** What of a JSON schema gives a value its form. */
interface Shape {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

const CLASSES = Object.keys(FIELD_CLASSES).filter((name): name is FieldClass => name in FIELD_CLASSES);
const UNCLASSED = '«unclassed»';

function canary(fieldClass: FieldClass): string {
  return `«${fieldClass}»`;
}

/** A value of the form of the schema, in which every field says its class, and every object has one field too many. */
function canaries(shape: Shape, table: AnyFieldClasses): fc.Arbitrary<unknown> {
  if (typeof table === 'string') return fc.constant(canary(table));
  const { anyOf, items, properties } = shape;
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((member) => canaries(member, table)));
  if (items !== undefined) return fc.array(canaries(items, table), { maxLength: 3 });
  if (properties === undefined) return fc.constant(null);
  const fields = Object.entries(properties).map(([name, field]) => {
    const entry = table[name];
    return [name, entry === undefined ? fc.constant(UNCLASSED) : canaries(field, entry)] as const;
  });
  return fc.record(
    Object.fromEntries([...fields, ['fieldTooMany', fc.constant<unknown>(UNCLASSED)] as const]),
    { requiredKeys: [...(shape.required ?? []), 'fieldTooMany'] },
  );
}

function countIn(value: unknown, text: string): number {
  return JSON.stringify(value).split(text).length - 1;
}

function nameOf({ of }: ClassedAnswer): string {
  return 'title' in of ? String(of.title) : 'an answer without a title';
}

/** The classes of which the answer tells `shown` nothing, or not all. */
function wronglyTold(answer: ClassedAnswer, shown: ReadonlySet<FieldClass>, value: unknown) {
  const told = answer.show(shown, value);
  return {
    leaked: CLASSES.filter((name) => !shown.has(name) && countIn(told, canary(name)) > 0),
    missing: CLASSES.filter(
      (name) => shown.has(name) && countIn(told, canary(name)) !== countIn(value, canary(name)),
    ),
    unclassed: countIn(told, UNCLASSED),
  };
}

describe.each(CLASSED_ANSWERS.map((answer) => [nameOf(answer), answer] as const))('%s', (_, answer) => {
  /** @law LOV-1967-02-10 § 13 */
  it('tells every role the fields of its classes, all of them and no others', () => {
    fc.assert(
      fc.property(canaries(answer.of, answer.fields), (value) => {
        for (const role of ROLES) {
          expect(wronglyTold(answer, SHOWN_CLASSES[role], value), role).toEqual({
            leaked: [],
            missing: [],
            unclassed: 0,
          });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its schema, whatever is left out of it', () => {
    const always = CLASSES.filter((name) => !FIELD_CLASSES[name].isLeftOut);
    const leftOut = CLASSES.filter((name) => FIELD_CLASSES[name].isLeftOut);
    fc.assert(
      fc.property(fc.subarray(leftOut), fc.integer({ min: 0, max: 1_000 }), (some, seed) => {
        const [value] = fc.sample(valid(answer.of), { numRuns: 1, seed });
        const told = answer.show(new Set([...always, ...some]), value);
        expect([...Value.Errors(answer.schema, told)]).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

it('would leak what a lax mask lets through', () => {
  const everything = new Set(CLASSES);
  const leaking = CLASSED_ANSWERS.filter((answer) => {
    const [value] = fc.sample(canaries(answer.of, answer.fields), { numRuns: 1, seed: 7 });
    return ROLES.some((role) => {
      const told = answer.show(everything, value);
      return CLASSES.some((name) => !SHOWN_CLASSES[role].has(name) && countIn(told, canary(name)) > 0);
    });
  });
  // All but those that hold nothing but what is open to everybody.
  expect(leaking.length).toBeGreaterThan(CLASSED_ANSWERS.length * 0.9);
});

interface ValidShape extends Shape {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
}

/** A value that fits the schema. */
function valid(shape: ValidShape): fc.Arbitrary<unknown> {
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map(valid));
  const type = typeof shape.type === 'object' ? shape.type[0] : shape.type;
  if (type === 'array') return validList(shape);
  if (type === 'object') return validObject(shape);
  if (type === 'integer' || type === 'number') return fc.constant(shape.minimum ?? 1);
  if (type === 'boolean') return fc.boolean();
  return fc.constant(type === 'null' ? null : validText(shape));
}

/** Of one item at most, where the schema asks for no more: some lists have nothing twice. */
function validList({ items = {}, minItems = 0 }: ValidShape): fc.Arbitrary<unknown> {
  return fc.array(valid(items), { minLength: minItems, maxLength: Math.max(1, minItems) });
}

function validObject({ properties = {}, required = [] }: ValidShape): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [name, valid(field)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '019e8000-0000-7000-8000-000000000001',
  date: '2026-11-23',
  'date-time': '2026-11-23T09:00:00Z',
};

function validText({ format, pattern }: ValidShape): string {
  if (pattern?.includes('{64}') === true) return 'a'.repeat(64);
  return pattern === '^\\d{4}-\\d{2}$' ? '2026-11' : (BY_FORMAT[format ?? ''] ?? 'a text');
}
