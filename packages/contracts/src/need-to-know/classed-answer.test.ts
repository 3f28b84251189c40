import type { FieldClass, FieldClasses } from '@boligtrapp/domain';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { nullable } from '../http/primitives.ts';
import { list } from '../records/lists.ts';
import { CLASSED_ANSWERS } from './answers.ts';
import { classed } from './classed-answer.ts';

const closed = { additionalProperties: false } as const;

const Visit = Type.Object(
  {
    id: Type.String(),
    rooms: Type.Integer(),
    note: Type.String({ description: 'In own words.' }),
    remark: nullable(Type.String()),
    parts: list(Type.Object({ code: Type.String(), text: Type.String() }, closed)),
    tenant: Type.Union([Type.Null(), Type.Object({ name: Type.String(), said: Type.String() }, closed)]),
    found: Type.Union([
      Type.Object({ kind: Type.Literal('door'), words: Type.String() }, closed),
      Type.Object({ kind: Type.Literal('wall'), height: Type.Integer() }, closed),
    ]),
  },
  closed,
);

const FIELDS = {
  id: 'case',
  rooms: 'function',
  note: 'note',
  remark: 'note',
  parts: { code: 'function', text: 'note' },
  tenant: { name: 'identity', said: 'note' },
  found: { kind: 'case', words: 'note', height: 'function' },
} as const;

const VISIT = {
  id: 'v1',
  rooms: 2,
  note: 'secret',
  remark: 'secret',
  parts: [
    { code: 'a', text: 'secret' },
    { code: 'b', text: 'secret' },
  ],
  tenant: { name: 'Kari', said: 'secret' },
  found: { kind: 'door', words: 'secret' },
};

const answer = classed(Visit, FIELDS);

function shown(...classes: readonly FieldClass[]): unknown {
  return answer.show(new Set(classes), VISIT);
}

describe('a classed answer', () => {
  it('has the fields of the classes that are shown, null or nothing for the others', () => {
    expect(shown('case', 'function', 'identity')).toEqual({
      id: 'v1',
      rooms: 2,
      remark: null,
      parts: [{ code: 'a' }, { code: 'b' }],
      tenant: { name: 'Kari' },
      found: { kind: 'door' },
    });
    expect(shown()).toEqual({ remark: null, parts: [{}, {}], tenant: {}, found: {} });
    expect(shown('case', 'function', 'identity', 'note')).toEqual(VISIT);
  });

  it('drops what its table does not know, at every depth', () => {
    const all = new Set<FieldClass>(['case', 'function', 'identity', 'note']);
    const row = {
      ...VISIT,
      diagnosis: 'F20',
      parts: [{ code: 'a', text: 'b', diagnosis: 'F20' }],
      tenant: { name: 'Kari', said: 'x', diagnosis: 'F20' },
    };
    expect(JSON.stringify(answer.show(all, row))).not.toMatch(/diagnosis|F20/u);
  });

  it('hides a field of the schema that no class was given, and takes it out of the schema', () => {
    const Wider = Type.Object({ id: Type.String(), diagnosis: Type.String() }, closed);
    // @ts-expect-error -- the new field has no class
    const careless = classed(Wider, { id: 'case' });
    const everything = new Set<FieldClass>(['case', 'note', 'identity', 'open']);
    expect(careless.show(everything, { id: '1', diagnosis: 'F20' })).toEqual({ id: '1' });
    expect(careless.schema).toMatchObject({ required: ['id'], properties: { id: {} } });
    expect(JSON.stringify(careless.schema)).not.toContain('diagnosis');
  });

  it('has a schema that its answers keep, for whoever sees what is never left out', () => {
    const structural: readonly FieldClass[] = ['case', 'function', 'identity'];
    expect(Value.Check(answer.schema, shown(...structural))).toBe(true);
    expect(Value.Check(answer.schema, shown(...structural, 'note'))).toBe(true);
    expect(Value.Check(Visit, shown(...structural))).toBe(false);
    expect(answer.schema).toMatchObject({
      required: ['id', 'rooms', 'remark', 'parts', 'tenant', 'found'],
      properties: {
        note: { description: 'In own words. Left out for roles that do not see the class `note`.' },
        remark: { description: 'Null for roles that do not see the class `note`.' },
      },
    });
  });

  it('leaves numbers, texts and null at its place', () => {
    expect(answer.show(new Set(['case']), { id: 'v2', tenant: null, parts: [] })).toEqual({
      id: 'v2',
      tenant: null,
      parts: [],
    });
  });
});

describe('a table of classes', () => {
  interface Nested {
    readonly id: string;
    readonly rows: readonly { readonly text: string | null; readonly by?: { readonly name: string } }[];
    readonly counts: Readonly<Record<string, number>>;
    readonly either: { readonly a: string } | { readonly b: number } | null;
  }

  it('does not compile without a field, at whatever depth', () => {
    const whole: FieldClasses<Nested> = {
      id: 'case',
      rows: { text: 'note', by: { name: 'staff' } },
      counts: 'open',
      either: { a: 'case', b: 'case' },
    };
    // @ts-expect-error -- `counts` has no class
    const withoutCounts: FieldClasses<Nested> = {
      id: 'case',
      rows: { text: 'note', by: { name: 'staff' } },
      either: { a: 'case', b: 'case' },
    };
    const withoutNested: FieldClasses<Nested> = {
      ...whole,
      // @ts-expect-error -- `by.name` has no class
      rows: { text: 'note', by: {} },
    };
    const withoutMember: FieldClasses<Nested> = {
      ...whole,
      // @ts-expect-error -- `b` of the other member of the union has no class
      either: { a: 'case' },
    };
    const asOne: FieldClasses<Nested> = {
      ...whole,
      // @ts-expect-error -- what has fields is not of one class as a whole
      rows: 'note',
    };
    const ofNone: FieldClasses<Nested> = {
      ...whole,
      // @ts-expect-error -- there is no such class
      id: 'secret',
    };
    expect([withoutCounts, withoutNested, withoutMember, asOne, ofNone]).toHaveLength(5);
  });

  it('stands for each answer once', () => {
    expect(new Set(CLASSED_ANSWERS.map(({ of }) => of)).size).toBe(CLASSED_ANSWERS.length);
  });
});
