import { Table } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { Day } from '../../components/day.tsx';
import { Pager } from '../../components/pager.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { BoardCard } from './lease-board.ts';
import { LeaseStatus, Responsible, SafeDay } from './lease-card.tsx';
import { LightTag } from './light-tag.tsx';

const ROWS_PER_PAGE = 50;
const HEADS = [
  'rotation.urgency',
  'board.dwelling',
  'board.household',
  'board.lastDay',
  'board.safeDay',
  'board.responsible',
  'board.status',
] as const;

/** The leases of the board as a table, in the same order. */
export function RotationList({
  cards,
  page: asked,
  onPage,
}: {
  readonly cards: readonly BoardCard[];
  readonly page: number;
  readonly onPage: (page: number) => void;
}): ReactNode {
  const text = useText();
  const pageCount = Math.max(1, Math.ceil(cards.length / ROWS_PER_PAGE));
  const page = Math.min(asked, pageCount);
  if (cards.length === 0) return <Text id="board.noLease" />;
  return (
    <>
      <DataTable label={text('board.listLabel')} caption={text('board.caption')} heads={HEADS}>
        {cards.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE).map((card) => (
          <Row key={card.lease.id} card={card} />
        ))}
      </DataTable>
      <Pager page={page} pageCount={pageCount} onPage={onPage} />
    </>
  );
}

function Row({ card }: { readonly card: BoardCard }): ReactNode {
  const { lease, lastDay, light } = card;
  return (
    <Table.Row>
      <Table.Cell>
        <LightTag light={light} />
      </Table.Cell>
      <Table.HeaderCell scope="row">
        <Link to="/leieforhold/$leaseId" params={{ leaseId: lease.id }}>
          {lease.dwellingReference}
        </Link>
      </Table.HeaderCell>
      <Table.Cell>{lease.householdReference ?? <Text id="rotation.withheld" />}</Table.Cell>
      <Table.Cell>
        <Day date={lastDay} />
      </Table.Cell>
      <Table.Cell>
        <SafeDay card={card} />
      </Table.Cell>
      <Table.Cell>
        <Responsible card={card} />
      </Table.Cell>
      <Table.Cell>
        <LeaseStatus card={card} />
      </Table.Cell>
    </Table.Row>
  );
}
