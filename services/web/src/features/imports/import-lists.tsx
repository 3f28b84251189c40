import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { type Pages, useImportFaults, useImportRows } from './import-queries.ts';

type Row = Schemas['ImportRowPage']['items'][number];
type Fault = Schemas['ImportFaultPage']['items'][number];

interface RunProps {
  readonly run: Schemas['Import'];
}

/** What is wrong, by row and column. */
export function FaultTable({ run }: RunProps): ReactNode {
  const text = useText();
  const faults = useImportFaults(run.id, run.state);
  return (
    <ListOf<Fault>
      pages={faults}
      title={text('imports.faults')}
      none="imports.noFaults"
      keyOf={({ rowNumber, column, code }) => `${rowNumber} ${column ?? ''} ${code}`}
      columns={[
        { name: text('imports.row'), cell: ({ rowNumber }) => rowNumber },
        {
          name: text('imports.column'),
          cell: ({ heading, column }) => heading ?? columnName(column, text) ?? text('imports.wholeRow'),
        },
        { name: text('imports.fault'), cell: ({ code }) => text(`imports.fault.${code}`) },
        {
          name: text('imports.effect'),
          cell: ({ severity }) => <Tag>{text(`imports.severity.${severity}`)}</Tag>,
        },
      ]}
    />
  );
}

/** A column that is none of the template's is named by its place. */
function columnName(column: string | null, text: ReturnType<typeof useText>): string | undefined {
  const place = /^column-(\d+)$/.exec(column ?? '')?.[1];
  return place === undefined ? undefined : text('imports.columnAt', { place: Number(place) });
}

/** Rows that are new, changed or not stored. */
export function RowTable({ run }: RunProps): ReactNode {
  const text = useText();
  const rows = useImportRows(run.id, run.state);
  return (
    <ListOf<Row>
      pages={rows}
      title={text('imports.rowList')}
      none="imports.noRows"
      keyOf={({ rowNumber }) => String(rowNumber)}
      columns={[
        { name: text('imports.row'), cell: ({ rowNumber }) => rowNumber },
        { name: text('imports.name'), cell: (row) => <Name row={row} run={run} /> },
        { name: text('imports.outcome'), cell: ({ outcome }) => text(`imports.outcome.${outcome}`) },
        { name: text('imports.changes'), cell: ({ changedHeadings }) => changedHeadings.join(', ') },
      ]}
    />
  );
}

function Name({ row, run }: RunProps & { readonly row: Row }): ReactNode {
  const { objectId, label } = row;
  if (objectId === null) return label;
  return run.subject === 'dwellings' ? (
    <Link to="/boliger/$dwellingId" params={{ dwellingId: objectId }}>
      {label}
    </Link>
  ) : (
    <Link to="/omrader/$placeId" params={{ placeId: objectId }}>
      {label}
    </Link>
  );
}

function ListOf<Item>({
  pages,
  title,
  none,
  keyOf,
  columns,
}: {
  readonly pages: Pages<{ readonly items: readonly Item[]; readonly totalCount: number }>;
  readonly title: string;
  readonly none: 'imports.noFaults' | 'imports.noRows';
  readonly keyOf: (item: Item) => string;
  readonly columns: readonly Column<Item>[];
}): ReactNode {
  const text = useText();
  return (
    <Section title={title}>
      <QueryState query={pages}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items);
          const total = data.pages[0]?.totalCount ?? 0;
          if (total === 0) {
            return (
              <Paragraph>
                <Text id={none} />
              </Paragraph>
            );
          }
          return (
            <>
              <Paragraph data-size="sm">{text('imports.shown', { count: items.length, total })}</Paragraph>
              <SimpleTable<Item> caption={title} rows={items} keyOf={keyOf} columns={columns} />
              {pages.hasNextPage && (
                <div className="bt-actions">
                  <Button
                    variant="secondary"
                    data-size="sm"
                    loading={pages.isFetchingNextPage}
                    onClick={() => void pages.fetchNextPage()}
                  >
                    <Text id="imports.more" />
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </QueryState>
    </Section>
  );
}
