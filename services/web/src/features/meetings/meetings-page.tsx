import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { Failure } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { PlanMeetingDialog } from './plan-meeting-dialog.tsx';

const ROWS_PER_PAGE = 25;

/** All meetings of the committee, the newest first, and the way to a new one. */
export function MeetingsPage(): ReactNode {
  const text = useText();
  const me = useMe();
  const [isNew, setIsNew] = useState(false);
  const meetings = useInfiniteQuery({
    queryKey: ['meetings', 'list'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readPage(pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const items = meetings.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={text('area.meetings')}>
      <Paragraph>
        <Text id="meetings.what" />
      </Paragraph>
      {may(me.data ?? null, 'meetings.write') && (
        <div className="bt-actions">
          <Button onClick={() => setIsNew(true)}>
            <Text id="meetings.plan" />
          </Button>
        </div>
      )}
      {isNew && <PlanMeetingDialog onClose={() => setIsNew(false)} />}
      {meetings.error !== null && <Failure error={meetings.error} onRetry={() => void meetings.refetch()} />}
      {meetings.isPending && <div aria-busy="true" />}
      {items?.length === 0 && (
        <Paragraph>
          <Text id="meetings.none" />
        </Paragraph>
      )}
      {items !== undefined && items.length > 0 && <MeetingTable items={items} />}
      {meetings.hasNextPage && (
        <Button
          variant="secondary"
          loading={meetings.isFetchingNextPage}
          onClick={() => void meetings.fetchNextPage()}
        >
          <Text id="meetings.more" />
        </Button>
      )}
    </Page>
  );
}

async function readPage(cursor: string | undefined): Promise<Schemas['MeetingPage']> {
  const query = { limit: ROWS_PER_PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return await answerOf(api.GET('/v1/meetings', { params: { query } }));
}

function MeetingTable({ items }: { readonly items: readonly Schemas['Meeting'][] }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('area.meetings')}>
      <Table zebra data-size="sm">
        <caption>{text('meetings.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('meetings.meetingOn')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('meetings.state')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="bt-number">
              {text('meetings.quorum')}
            </Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((meeting) => (
            <Table.Row key={meeting.id}>
              <Table.HeaderCell scope="row">
                <Link to="/moter/$meetingId" params={{ meetingId: meeting.id }}>
                  <Day date={meeting.meetingOn} />
                </Link>
              </Table.HeaderCell>
              <Table.Cell>
                <MeetingState state={meeting.state} />
              </Table.Cell>
              <Table.Cell className="bt-number">{meeting.quorum}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

const COLOURS = {
  planned: 'neutral',
  open: 'success',
  adjourned: 'warning',
  closed: 'neutral',
  cancelled: 'neutral',
} as const satisfies Record<Schemas['Meeting']['state'], string>;

/** The state of a meeting in words, and a colour beside them. */
export function MeetingState({ state }: { readonly state: Schemas['Meeting']['state'] }): ReactNode {
  const text = useText();
  return <Tag data-color={COLOURS[state]}>{text(`meetings.state.${state}`)}</Tag>;
}
