import { DEFAULT_PAGE_SIZE, decodeCursor, encodeCursor, type Keyset } from '@boligtrapp/contracts';
import type { Static, TSchema } from 'typebox';
import { RequestFault } from '../problems/request-fault.ts';

/** What a use case answers to the question for one page. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** The page size asked for, or the usual one. */
export function pageSizeOf(query: { readonly limit?: number }): number {
  return query.limit ?? DEFAULT_PAGE_SIZE;
}

/** The keys in the cursor of the query, or undefined for the first page. @throws {RequestFault} */
export function keysetOf<Schema extends TSchema>(
  query: { readonly cursor?: string },
  schema: Schema,
): Static<Schema> | undefined {
  if (query.cursor === undefined) return undefined;
  const keys = decodeCursor(query.cursor, schema);
  if (keys === undefined) throw new RequestFault('/query/cursor', 'cursor-unknown');
  return keys;
}

/** The page as it is answered; `keysOf` names the sort keys of a row, in the order of the sorting. */
export function toPage<Row, Item>(
  page: Page<Row>,
  toItem: (row: Row) => Item,
  keysOf: (row: Row) => Keyset,
): { items: Item[]; nextCursor: string | null; totalCount: number } {
  const last = page.items.at(-1);
  return {
    items: page.items.map(toItem),
    nextCursor: page.isLast || last === undefined ? null : encodeCursor(keysOf(last)),
    totalCount: page.totalCount,
  };
}
