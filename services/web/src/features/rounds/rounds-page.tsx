import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { Failure } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { NewRoundDialog } from './new-round-dialog.tsx';
import { isComputing } from './round-queries.ts';
import { STATE_COLOURS, tracksText } from './round-texts.ts';
import { useStaleRounds } from './use-stale-rounds.ts';

const ROWS_PER_PAGE = 25;
const PROGRESS_MS = 2_000;

/** All rounds, the newest first, and the way to a new one. */
export function RoundsPage(): ReactNode {
  const text = useText();
  const me = useMe();
  const [isNew, setIsNew] = useState(false);
  const rounds = useInfiniteQuery({
    queryKey: ['rounds'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readPage(pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some((round) => isComputing(round.state)) === true ? PROGRESS_MS : false,
  });
  const items = rounds.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={text('area.rounds')}>
      <Paragraph>
        <Text id="rounds.what" />
      </Paragraph>
      {may(me.data ?? null, 'rounds.write') && (
        <div className="bt-actions">
          <Button onClick={() => setIsNew(true)}>
            <Text id="rounds.new" />
          </Button>
        </div>
      )}
      {isNew && <NewRoundDialog onClose={() => setIsNew(false)} />}
      {rounds.error !== null && <Failure error={rounds.error} onRetry={() => void rounds.refetch()} />}
      {rounds.isPending && <div aria-busy="true" />}
      {items?.length === 0 && (
        <Paragraph>
          <Text id="rounds.none" />
        </Paragraph>
      )}
      {items !== undefined && items.length > 0 && <RoundTable items={items} />}
      {rounds.hasNextPage && (
        <Button
          variant="secondary"
          loading={rounds.isFetchingNextPage}
          onClick={() => void rounds.fetchNextPage()}
        >
          <Text id="rounds.more" />
        </Button>
      )}
    </Page>
  );
}

async function readPage(cursor: string | undefined): Promise<Schemas['RoundPage']> {
  const query = { limit: ROWS_PER_PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return await answerOf(api.GET('/v1/rounds', { params: { query } }));
}

function RoundTable({ items }: { readonly items: readonly Schemas['Round'][] }): ReactNode {
  const text = useText();
  const stale = useStaleRounds();
  return (
    <ScrollBox label={text('area.rounds')}>
      <Table zebra data-size="sm">
        <caption>{text('rounds.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('rounds.reference')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rounds.meetingOn')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rounds.tracks')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rounds.state')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('rounds.computedAt')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((round) => (
            <Table.Row key={round.id}>
              <Table.HeaderCell scope="row">
                <Link to="/runder/$roundId" params={{ roundId: round.id }}>
                  {round.reference}
                </Link>
              </Table.HeaderCell>
              <Table.Cell>
                <Day date={round.meetingOn} />
              </Table.Cell>
              <Table.Cell>{tracksText(text, round.tracks)}</Table.Cell>
              <Table.Cell>
                <RoundState state={round.state} />
                {stale.has(round.id) && <StaleTag />}
              </Table.Cell>
              <Table.Cell>
                {round.finishedAt === null ? text('rounds.notComputed') : <Instant at={round.finishedAt} />}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

/** Says that what a proposal rests on has changed. */
export function StaleTag(): ReactNode {
  return (
    <>
      {' '}
      <Tag data-color="warning">
        <Text id="rounds.stale" />
      </Tag>
    </>
  );
}

/** The state of a round in words, and a colour beside them. */
export function RoundState({ state }: { readonly state: Schemas['Round']['state'] }): ReactNode {
  const text = useText();
  return <Tag data-color={STATE_COLOURS[state]}>{text(`rounds.state.${state}`)}</Tag>;
}
