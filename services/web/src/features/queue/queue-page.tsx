import type { Schemas } from '@boligtrapp/client';
import { Button, Details, List, Paragraph, Table } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { Failure } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { StepSearch } from './queue-search.ts';

const ROWS_PER_PAGE = 50;
const route = getRouteApi('/sokere');

/** Who waits, in order, with what the order rests on: needs in figures, nobody's illness. */
export function QueuePage(): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const queue = useInfiniteQuery({
    queryKey: ['queue', search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readPage(search, pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { data, error, hasNextPage, isFetchingNextPage } = queue;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.totalCount;
  return (
    <Page title={text('area.queue')}>
      <Step search={search} />
      {error !== null && <Failure error={error} onRetry={() => void queue.refetch()} />}
      {total !== undefined && (
        <Paragraph role="status">{text('queue.count', { shown: items.length, count: total })}</Paragraph>
      )}
      {total === 0 && (
        <Paragraph>
          <Text id="queue.none" />
        </Paragraph>
      )}
      {items.length > 0 && <QueueTable items={items} />}
      {hasNextPage && (
        <Button variant="secondary" loading={isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
          <Text id="queue.more" />
        </Button>
      )}
    </Page>
  );
}

async function readPage(search: StepSearch, cursor: string | undefined): Promise<Schemas['QueuePage']> {
  const query = {
    ...search,
    // A step of the ladder is without the programmes, which have queues of their own.
    ...(search.level === undefined ? {} : { programme: 'ladder' as const }),
    limit: ROWS_PER_PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { data } = await api.GET('/v1/queue', { params: { query } });
  if (data === undefined) throw new Error('an empty answer');
  return data;
}

function Step({ search: { track, level } }: { readonly search: StepSearch }): ReactNode {
  const text = useText();
  if (track === undefined && level === undefined) return null;
  const parts = [
    ...(track === undefined ? [] : [text(`track.${track}`)]),
    ...(level === undefined ? [] : [text('ladder.step', { level })]),
  ];
  return (
    <Paragraph>
      {parts.join(', ')}.{' '}
      <Link to="/sokere">
        <Text id="queue.all" />
      </Link>
    </Paragraph>
  );
}

function QueueTable({ items }: { readonly items: readonly Schemas['QueueItem'][] }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('area.queue')}>
      <Table zebra data-size="sm">
        <caption>{text('queue.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col" className="bt-number">
              {text('queue.position')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('queue.household')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('ladder.stepHead')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="bt-number">
              {text('queue.urgency')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('queue.points')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('queue.since')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((item) => (
            <Table.Row key={item.applicationId}>
              <Table.Cell className="bt-number">{item.position}</Table.Cell>
              <Table.HeaderCell scope="row">
                {item.householdReference}
                {item.tiedWith.length > 0 && (
                  <span className="bt-note">{text('queue.tied', { count: item.tiedWith.length })}</span>
                )}
              </Table.HeaderCell>
              <Table.Cell>
                {item.programme === 'ladder'
                  ? text(`track.${item.track}`)
                  : text(`programme.${item.programme}`)}
                , {text('ladder.step', { level: item.level })}
              </Table.Cell>
              <Table.Cell className="bt-number">{item.urgencyClass}</Table.Cell>
              <Table.Cell>
                <PointsOf item={item} />
              </Table.Cell>
              <Table.Cell>
                <Day date={item.waitingSince} />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function PointsOf({ item }: { readonly item: Schemas['QueueItem'] }): ReactNode {
  const text = useText();
  return (
    <Details variant="tinted" data-size="sm">
      <Details.Summary>
        {text('queue.sum', { points: item.points, household: item.householdReference })}
      </Details.Summary>
      <Details.Content>
        <List.Unordered>
          {item.pointsParts.map((part) => (
            <List.Item key={part.part}>{text(`queue.part.${part.part}`, { points: part.points })}</List.Item>
          ))}
        </List.Unordered>
      </Details.Content>
    </Details>
  );
}
