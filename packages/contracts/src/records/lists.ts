import { type Static, type TArrayOptions, type TSchema, type TUnsafe, Type } from 'typebox';

/** A list that is not to be changed, as the rules take and give it. */
export function list<Item extends TSchema>(
  item: Item,
  options: TArrayOptions = {},
): TUnsafe<readonly Static<Item>[]> {
  return Type.Unsafe<readonly Static<Item>[]>(Type.Array(item, options));
}
