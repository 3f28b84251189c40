import type { Db } from '@boligtrapp/database';
import {
  ColumnNode,
  type InsertQueryNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  PrimitiveValueListNode,
  type QueryId,
  type RawNode,
  sql,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely';

/** Rows that only say when something is to be done next: they are of the present. */
const OF_THE_PRESENT: ReadonlySet<string> = new Set(['outbox', 'idempotency_keys']);
const NOW = 'now()';

/**
 * The same database, for which it is the instant that `now` gives: what would get the time of its insertion from the
 * database gets that one. Only for making a past; the rows are otherwise what the product writes.
 */
export async function backdated(db: Db, now: () => string): Promise<Db> {
  const { rows } = await sql<{ readonly table_name: string; readonly column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and column_default in (${NOW}, 'clock_timestamp()')`.execute(db);
  const timed = Map.groupBy(
    rows.filter(({ table_name }) => !OF_THE_PRESENT.has(table_name)),
    ({ table_name }) => table_name,
  );
  const columns = new Map([...timed].map(([table, list]) => [table, list.map((row) => row.column_name)]));
  return db.withPlugin(backdatingPlugin(columns, now));
}

function backdatingPlugin(columns: ReadonlyMap<string, readonly string[]>, now: () => string): KyselyPlugin {
  const transformer = new Backdating(columns, now);
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => await Promise.resolve(result),
  };
}

class Backdating extends OperationNodeTransformer {
  readonly #columns: ReadonlyMap<string, readonly string[]>;
  readonly #now: () => string;

  constructor(columns: ReadonlyMap<string, readonly string[]>, now: () => string) {
    super();
    this.#columns = columns;
    this.#now = now;
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const insert = super.transformInsertQuery(node, queryId);
    const given = new Set(insert.columns?.map(({ column }) => column.name));
    const lacking = (this.#columns.get(insert.into?.table.identifier.name ?? '') ?? []).filter(
      (name) => !given.has(name),
    );
    if (lacking.length === 0 || insert.values === undefined || !ValuesNode.is(insert.values)) return insert;
    const instants = lacking.map(() => this.#now());
    const lists = insert.values.values.map((list) =>
      ValueListNode.is(list)
        ? ValueListNode.create([...list.values, ...instants.map((instant) => ValueNode.create(instant))])
        : PrimitiveValueListNode.create([...list.values, ...instants]),
    );
    return {
      ...insert,
      columns: [...(insert.columns ?? []), ...lacking.map((name) => ColumnNode.create(name))],
      values: ValuesNode.create(lists),
    };
  }

  protected override transformRaw(node: RawNode, queryId?: QueryId): RawNode {
    const raw = super.transformRaw(node, queryId);
    const instant = `'${this.#now()}'::timestamptz`;
    return { ...raw, sqlFragments: raw.sqlFragments.map((text) => text.replaceAll(NOW, instant)) };
  }
}
