import { type AnyFieldClasses, FIELD_CLASSES, type FieldClass, type FieldClasses } from '@boligtrapp/domain';
import type { Static, TSchema } from 'typebox';

/** An answer about a case whose every field is classed. */
export interface ClassedAnswer {
  /** The schema that routes name. */
  readonly of: TSchema;
  /** The same as it is answered: what may be left out is not required, and says so. */
  readonly schema: TSchema;
  readonly fields: AnyFieldClasses;
  /** All classes in it. */
  readonly classes: ReadonlySet<FieldClass>;
  /**
   * The answer with the fields of the classes in `shown` alone. Another field is null where the schema admits null,
   * and left out elsewhere; so is whatever the table does not know.
   */
  show(shown: ReadonlySet<FieldClass>, answer: unknown): unknown;
}

/** An answer with the class of every field of it; a field without one does not compile. */
export function classed<Schema extends TSchema>(
  of: Schema,
  fields: FieldClasses<Static<Schema>>,
): ClassedAnswer;
export function classed(of: TSchema, fields: AnyFieldClasses): ClassedAnswer {
  const mask = maskOf([of], fields);
  return {
    of,
    schema: answeredSchema(of, fields),
    fields,
    classes: new Set(classesIn(fields)),
    show: (shown, answer) => showValue(mask, shown, answer),
  };
}

/** What a JSON schema says that matters here. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

type Mask =
  | { readonly kind: 'field'; readonly class: FieldClass; readonly whenHidden: null | undefined }
  | { readonly kind: 'fields'; readonly fields: ReadonlyMap<string, Mask> };

/** `shapes`: what stands at one place; several where it is a union. */
function maskOf(shapes: readonly Shape[], table: AnyFieldClasses): Mask {
  if (typeof table === 'string') {
    return { kind: 'field', class: table, whenHidden: shapes.every(admitsNull) ? null : undefined };
  }
  const members = shapes.flatMap(membersOf);
  const fields = Object.entries(table).map(([name, entry]) => {
    const there = members.flatMap(({ properties }) => properties?.[name] ?? []);
    return [name, maskOf(there, entry)] as const;
  });
  return { kind: 'fields', fields: new Map(fields) };
}

/** The members of a union, and what a list is of. */
function membersOf(shape: Shape): readonly Shape[] {
  if (shape.anyOf !== undefined) return shape.anyOf.flatMap(membersOf);
  return shape.items === undefined ? [shape] : membersOf(shape.items);
}

function admitsNull({ type, anyOf }: Shape): boolean {
  return (
    type === 'null' || (Array.isArray(type) && type.includes('null')) || anyOf?.some(admitsNull) === true
  );
}

function showValue(mask: Mask, shown: ReadonlySet<FieldClass>, value: unknown): unknown {
  if (mask.kind === 'field') return shown.has(mask.class) ? value : mask.whenHidden;
  if (Array.isArray(value)) return value.map((item) => showValue(mask, shown, item));
  if (!isRecord(value)) return value === undefined ? undefined : null;
  const seen = [...mask.fields].flatMap(([name, part]) => {
    if (value[name] === undefined) return [];
    const field = showValue(part, shown, value[name]);
    return field === undefined ? [] : [[name, field] as const];
  });
  return Object.fromEntries(seen);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function answeredSchema<Given extends Shape>(shape: Given, table: AnyFieldClasses): Given {
  if (typeof table === 'string') return shape;
  const { anyOf, items, properties, required } = shape;
  if (anyOf !== undefined) return { ...shape, anyOf: anyOf.map((member) => answeredSchema(member, table)) };
  if (items !== undefined) return { ...shape, items: answeredSchema(items, table) };
  if (properties === undefined) return shape;
  const known = Object.entries(properties).flatMap(([name, field]) => {
    const entry = table[name];
    return entry === undefined ? [] : [[name, answeredField(field, entry)] as const];
  });
  const always = required?.filter((name) => {
    const [entry, field] = [table[name], properties[name]];
    return entry !== undefined && field !== undefined && (!isLeftOut(entry) || admitsNull(field));
  });
  return {
    ...shape,
    properties: Object.fromEntries(known),
    ...(always === undefined ? {} : { required: always }),
  };
}

function answeredField(field: Shape, entry: AnyFieldClasses): Shape {
  if (!isLeftOut(entry)) return answeredSchema(field, entry);
  const hidden = `${admitsNull(field) ? 'Null' : 'Left out'} for roles that do not see the class \`${entry}\`.`;
  const description = field.description === undefined ? hidden : `${field.description} ${hidden}`;
  return { ...field, description };
}

function isLeftOut(entry: AnyFieldClasses): entry is FieldClass {
  return typeof entry === 'string' && FIELD_CLASSES[entry].isLeftOut;
}

function classesIn(table: AnyFieldClasses): readonly FieldClass[] {
  return typeof table === 'string' ? [table] : Object.values(table).flatMap(classesIn);
}
