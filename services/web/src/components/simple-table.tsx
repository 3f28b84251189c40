import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from './scroll-box.tsx';

/** A column of a {@link SimpleTable}. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

/** A table whose order is given; the first column names the row. */
export function SimpleTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}): ReactNode {
  const [first, ...others] = columns;
  if (first === undefined) return null;
  return (
    <ScrollBox label={caption}>
      <Table data-size="sm" zebra>
        <caption>{caption}</caption>
        <Table.Head>
          <Table.Row>
            {columns.map(({ name, isNumber }) => (
              <Table.HeaderCell key={name} scope="col" className={isNumber === true ? 'bt-number' : ''}>
                {name}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={keyOf(row)}>
              <Table.HeaderCell scope="row">{first.cell(row)}</Table.HeaderCell>
              {others.map(({ name, cell, isNumber }) => (
                <Table.Cell key={name} className={isNumber === true ? 'bt-number' : ''}>
                  {cell(row)}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}
