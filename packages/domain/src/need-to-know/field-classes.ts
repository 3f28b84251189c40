import type { FieldClass } from './field-class.ts';

/**
 * The class of every field of `Answer`, in lists and in what is nested, too. A field that is new to the type is
 * missing in the table, which then does not compile. What has keys or content of its own choosing is of one class as
 * a whole. Of a union the table has the fields of all its members.
 */
export type FieldClasses<Answer> = unknown extends Answer
  ? FieldClass
  : [Composite<Answer>] extends [never]
    ? FieldClass
    : [Composite<Answer>] extends [readonly (infer Item)[]]
      ? FieldClasses<Item>
      : ClassTable<Composite<Answer>>;

type ClassTable<Fields> =
  string extends KeyOf<Fields>
    ? FieldClass
    : { readonly [Key in KeyOf<Fields>]-?: FieldClasses<ValueOf<Fields, Key>> };

/** A branded text is a text and an object, but not one with fields. */
type Composite<Value> = Exclude<Value, string | number | boolean | bigint | null | undefined>;
type KeyOf<Fields> = Fields extends unknown ? keyof Fields : never;
type ValueOf<Fields, Key> = Fields extends unknown ? (Key extends keyof Fields ? Fields[Key] : never) : never;

/** {@link FieldClasses} of whatever answer. */
export type AnyFieldClasses = FieldClass | { readonly [field: string]: AnyFieldClasses };
