import { Paragraph } from '@digdir/designsystemet-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Me } from '../../api/me.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import type { MessageId } from '../../i18n/messages/nb.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { LimitActions } from './limit-actions.tsx';
import { type LimitRow, useLimitColumns } from './limit-columns.tsx';

interface LimitHistoryProps<Row extends LimitRow> {
  readonly placeId: string;
  readonly me: Me | undefined;
  readonly kind: 'cap' | 'status';
  readonly texts: Readonly<Record<'title' | 'caption' | 'name', MessageId>>;
  readonly query: UseQueryResult<{ readonly items: readonly Row[] }>;
  /** What the limit is, for its column. */
  readonly cell: (row: Row) => ReactNode;
}

/** What limits a place and did, with what may be done about the one that holds. */
export function LimitHistory<Row extends LimitRow>({
  placeId,
  me,
  kind,
  texts,
  query,
  cell,
}: LimitHistoryProps<Row>): ReactNode {
  const text = useText();
  const columns = useLimitColumns<Row>({ name: text(texts.name), cell });
  return (
    <Section title={text(texts.title)}>
      <QueryState query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Paragraph>
                <Text id="place.none" />
              </Paragraph>
            ) : (
              <SimpleTable
                caption={text(texts.caption)}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
              />
            )}
            <LimitActions
              placeId={placeId}
              kind={kind}
              me={me}
              isHolding={items.some(({ state }) => state === 'holding')}
            />
          </>
        )}
      </QueryState>
    </Section>
  );
}
