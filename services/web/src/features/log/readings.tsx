import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Table } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { Instant } from '../../components/instant.tsx';
import { Failure } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { LogSearch } from './log-search.ts';
import { useLogWords } from './log-words.ts';
import { useRoleName } from './role-name.ts';
import { endOfDay, startOfDay } from './start-of-day.ts';

const ROWS_PER_PAGE = 50;

/** A reading of one household, or of several; those of a withheld one are not told. */
type ReadingRow = Omit<Schemas['HouseholdReading'], 'operation'> & {
  readonly operation: string | null;
  readonly householdIds?: readonly string[];
};

/** A page of readings, of all households or of one. */
interface ReadingRows {
  readonly items: readonly ReadingRow[];
  readonly nextCursor: string | null;
  readonly totalCount: number;
}

/** Who has read about households, from the newest. */
export function Readings({ search }: { readonly search: LogSearch }): ReactNode {
  const { actor, from, until } = search;
  return (
    <ReadingList
      queryKey={['readings', { actor, from, until }]}
      read={async (cursor) => {
        const query = {
          ...(actor === undefined ? {} : { actor }),
          ...(from === undefined ? {} : { from: startOfDay(from) }),
          ...(until === undefined ? {} : { until: endOfDay(until) }),
          ...(cursor === undefined ? {} : { cursor }),
          limit: ROWS_PER_PAGE,
        };
        return await answerOf(api.GET('/v1/readings', { params: { query } }));
      }}
    />
  );
}

/** Who has seen the case of one household. */
export function HouseholdReadings({ householdId }: { readonly householdId: string }): ReactNode {
  return (
    <ReadingList
      queryKey={['readings', 'household', householdId]}
      read={async (cursor) => {
        const query = { limit: ROWS_PER_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const path = { householdId };
        return await answerOf(api.GET('/v1/households/{householdId}/readings', { params: { path, query } }));
      }}
    />
  );
}

function ReadingList({
  queryKey,
  read,
}: {
  readonly queryKey: readonly unknown[];
  readonly read: (cursor: string | undefined) => Promise<ReadingRows>;
}): ReactNode {
  const text = useText();
  const readings = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await read(pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const items = readings.data?.pages.flatMap((page) => page.items) ?? [];
  const total = readings.data?.pages[0]?.totalCount;
  return (
    <div className="bt-section" aria-busy={readings.isPending}>
      {readings.error !== null && <Failure error={readings.error} onRetry={() => void readings.refetch()} />}
      {total !== undefined && (
        <Paragraph role="status">{text('log.readingCount', { shown: items.length, count: total })}</Paragraph>
      )}
      {items.length > 0 && <ReadingTable readings={items} />}
      {readings.hasNextPage && (
        <div className="bt-actions">
          <Button
            variant="secondary"
            loading={readings.isFetchingNextPage}
            onClick={() => void readings.fetchNextPage()}
          >
            <Text id="rotation.more" />
          </Button>
        </div>
      )}
    </div>
  );
}

function ReadingTable({ readings }: { readonly readings: ReadingRows['items'] }): ReactNode {
  const text = useText();
  const roleName = useRoleName();
  const words = useLogWords();
  const hasHouseholds = readings.some(({ householdIds }) => householdIds !== undefined);
  return (
    <ScrollBox label={text('log.readings')}>
      <Table zebra data-size="sm">
        <caption>{text('log.readingCaption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('log.when')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('log.who')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('log.operation')}</Table.HeaderCell>
            {hasHouseholds && (
              <Table.HeaderCell scope="col" className="bt-number">
                {text('log.households')}
              </Table.HeaderCell>
            )}
            <Table.HeaderCell scope="col">{text('log.technical')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {readings.map((reading) => (
            <Table.Row key={reading.id}>
              <Table.HeaderCell scope="row">
                <Instant at={reading.occurredAt} />
              </Table.HeaderCell>
              <Table.Cell>
                {reading.actor}
                <span className="bt-note">{roleName(reading.role)}</span>
              </Table.Cell>
              <Table.Cell>
                {reading.operation === null ? text('log.withheld') : words.operation(reading.operation)}
              </Table.Cell>
              {hasHouseholds && <Table.Cell className="bt-number">{reading.householdIds?.length}</Table.Cell>}
              <Table.Cell>
                <details>
                  <summary>{text('log.showTechnical')}</summary>
                  <ul className="bt-values">
                    {reading.operation !== null && (
                      <li>
                        {text('log.action')}: <code>{reading.operation}</code>
                      </li>
                    )}
                    <li>
                      {text('log.request')}: <code>{reading.requestId}</code>
                    </li>
                  </ul>
                </details>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}
