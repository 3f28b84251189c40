import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

/** The column a list is in order of, and which way. */
export interface Sorting<Column extends string> {
  readonly by: Column;
  readonly descending: boolean;
}

/** The head of a column that orders the list; once more turns the order round. */
export function SortHeader<Column extends string>({
  column,
  sorting,
  onSort,
  className,
  children,
}: {
  readonly column: Column;
  readonly sorting: Sorting<Column>;
  readonly onSort: (sorting: Sorting<Column>) => void;
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  const isChosen = sorting.by === column;
  const direction = sorting.descending ? 'descending' : 'ascending';
  return (
    <Table.HeaderCell
      scope="col"
      className={className}
      sort={isChosen ? direction : 'none'}
      onClick={() => onSort({ by: column, descending: isChosen && !sorting.descending })}
    >
      {children}
    </Table.HeaderCell>
  );
}
