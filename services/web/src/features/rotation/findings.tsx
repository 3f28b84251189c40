import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Table, ToggleGroup } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { Day } from '../../components/day.tsx';
import { lawText } from '../../components/law-text.ts';
import { Failure } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { LightTag } from './light-tag.tsx';
import { type RotationSearch, readRotationSearch } from './rotation-search.ts';

const ROWS_PER_PAGE = 50;

/** What the nights found and nobody has settled: what touches a deadline of the law first, then by the day that matters. */
export function Findings({
  search,
  onChange,
}: {
  readonly search: RotationSearch;
  readonly onChange: (search: RotationSearch) => void;
}): ReactNode {
  const text = useText();
  const { urgency } = search;
  const flags = useInfiniteQuery({
    queryKey: ['rotation-flags', urgency ?? 'all'],
    initialPageParam: undefined as PageAsked | undefined,
    queryFn: async ({ pageParam }) => await readFindings(urgency, pageParam),
    getNextPageParam: ({ next }) => next,
  });
  const { data, error, hasNextPage, isFetchingNextPage } = flags;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.totalCount;
  return (
    <>
      <ToggleGroup
        value={urgency ?? 'all'}
        onChange={(chosen) => onChange(readRotationSearch({ view: 'findings', urgency: chosen }))}
        data-toggle-group={text('rotation.urgencies')}
        data-size="sm"
      >
        <ToggleGroup.Item value="all">{text('filter.all')}</ToggleGroup.Item>
        <ToggleGroup.Item value="red">{text('light.red')}</ToggleGroup.Item>
        <ToggleGroup.Item value="yellow">{text('light.yellow')}</ToggleGroup.Item>
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
    </>
  );
}

interface PageAsked {
  readonly urgency: 'red' | 'yellow';
  readonly cursor: string | undefined;
}

interface FindingsPage {
  readonly items: readonly Schemas['RotationFlag'][];
  readonly totalCount: number;
  readonly next: PageAsked | undefined;
}

/** A page of one urgency, or of both: then the red ones come first, and the yellow ones after the last of them. */
async function readFindings(
  urgency: RotationSearch['urgency'],
  asked: PageAsked | undefined,
): Promise<FindingsPage> {
  const page = await readPage(asked ?? { urgency: urgency ?? 'red', cursor: undefined });
  if (urgency !== undefined || asked?.urgency === 'yellow') return page;
  if (asked !== undefined && page.next !== undefined) return page;
  // While there are more red ones, of the yellow ones only their number is wanted.
  const limit = page.next === undefined ? ROWS_PER_PAGE : 1;
  const yellow = await readPage({ urgency: 'yellow', cursor: undefined }, limit);
  const totalCount = page.totalCount + yellow.totalCount;
  return page.next === undefined
    ? { items: [...page.items, ...yellow.items], totalCount, next: yellow.next }
    : { ...page, totalCount };
}

async function readPage({ urgency, cursor }: PageAsked, limit = ROWS_PER_PAGE): Promise<FindingsPage> {
  const query = {
    urgency,
    isOpen: true,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { items, totalCount, nextCursor } = await answerOf(
    api.GET('/v1/rotation-flags', { params: { query } }),
  );
  return { items, totalCount, next: nextCursor === null ? undefined : { urgency, cursor: nextCursor } };
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
                <LightTag light={flag.urgency} />
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
                <Subject flag={flag} />
              </Table.Cell>
              <Table.Cell>{flag.householdReference ?? text('rotation.withheld')}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

/** What a finding is about, with the way to its lease. */
function Subject({ flag }: { readonly flag: Schemas['RotationFlag'] }): ReactNode {
  const text = useText();
  const name = flag.dwellingReference ?? flag.placeName ?? text(`subject.${flag.subjectKind}`);
  if (flag.leaseId === null) return name;
  return (
    <Link to="/leieforhold/$leaseId" params={{ leaseId: flag.leaseId }}>
      {name}
    </Link>
  );
}
