import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Table, Tag, ToggleGroup } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { Failure } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { NightStatus } from '../overview/night-status.tsx';
import { type RotationSearch, readRotationSearch } from './rotation-search.ts';

const ROWS_PER_PAGE = 50;
const route = getRouteApi('/rullering');

/** What the nights found and nobody has settled, by the day that matters. */
export function RotationPage(): ReactNode {
  const text = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const flags = useInfiniteQuery({
    queryKey: ['rotation-flags', search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readPage(search, pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { data, error, hasNextPage, isFetchingNextPage } = flags;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.totalCount;
  return (
    <Page title={text('area.rotation')}>
      <NightStatus />
      <ToggleGroup
        value={search.urgency ?? 'all'}
        onChange={(urgency) => void navigate({ search: readRotationSearch({ urgency }), replace: true })}
        data-toggle-group={text('rotation.urgencies')}
        data-size="sm"
      >
        <ToggleGroup.Item value="all">{text('filter.all')}</ToggleGroup.Item>
        <ToggleGroup.Item value="red">{text('urgency.red')}</ToggleGroup.Item>
        <ToggleGroup.Item value="yellow">{text('urgency.yellow')}</ToggleGroup.Item>
      </ToggleGroup>
      {error !== null && <Failure error={error} onRetry={() => void flags.refetch()} />}
      {total !== undefined && (
        <Paragraph role="status">{text('rotation.count', { shown: items.length, count: total })}</Paragraph>
      )}
      {total === 0 && (
        <Paragraph>
          <Text id="rotation.none" />
        </Paragraph>
      )}
      {items.length > 0 && <FlagTable items={items} />}
      {hasNextPage && (
        <Button variant="secondary" loading={isFetchingNextPage} onClick={() => void flags.fetchNextPage()}>
          <Text id="rotation.more" />
        </Button>
      )}
    </Page>
  );
}

async function readPage(
  search: RotationSearch,
  cursor: string | undefined,
): Promise<Schemas['RotationFlagPage']> {
  const query = {
    ...search,
    isOpen: true,
    limit: ROWS_PER_PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { data } = await api.GET('/v1/rotation-flags', { params: { query } });
  if (data === undefined) throw new Error('an empty answer');
  return data;
}

function FlagTable({ items }: { readonly items: readonly Schemas['RotationFlag'][] }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('area.rotation')}>
      <Table zebra data-size="sm">
        <caption>{text('rotation.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('rotation.urgency')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rotation.dueOn')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rotation.finding')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rotation.subject')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('queue.household')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((flag) => (
            <Table.Row key={flag.id}>
              <Table.Cell>
                <Tag
                  className={`bt-${flag.urgency}`}
                  data-color={flag.urgency === 'red' ? 'danger' : 'warning'}
                >
                  {text(`urgency.${flag.urgency}`)}
                </Tag>
              </Table.Cell>
              <Table.Cell>
                <Day date={flag.dueOn} />
              </Table.Cell>
              <Table.HeaderCell scope="row">
                {text(`flag.${flag.kind}`, { step: flag.step ?? 0 })}
                {flag.lawRefs.length > 0 && (
                  <span className="bt-note">{flag.lawRefs.map(lawText).join(', ')}</span>
                )}
              </Table.HeaderCell>
              <Table.Cell>
                {flag.dwellingReference ?? flag.placeName ?? text(`subject.${flag.subjectKind}`)}
              </Table.Cell>
              <Table.Cell>{flag.householdReference ?? text('rotation.withheld')}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

const TENANCY_ACT = 'LOV-1999-03-26-17';

/** A provision as people write it; other acts by their number. */
function lawText(ref: string): string {
  return ref.startsWith(TENANCY_ACT) ? `husleieloven${ref.slice(TENANCY_ACT.length)}` : ref;
}
