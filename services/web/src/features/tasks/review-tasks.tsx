import type { Schemas } from '@boligtrapp/client';
import { Button, Table } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Day } from '../../components/day.tsx';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { MineAndFree } from './mine-and-free.tsx';

const FIRST = 10;
const KEY = ['reviews', 'tasks'] as const;
const HEADS = ['board.dwelling', 'board.household', 'board.lastDay', 'board.status', 'tasks.do'] as const;
const CAPTIONS = { mine: 'tasks.myReviews', free: 'tasks.freeReviews' } as const;

/** Reviews that I prepare, and the next of those that nobody has taken. */
export function ReviewTasks(): ReactNode {
  const me = useMe().data?.id ?? '';
  const mine = useQuery({
    queryKey: [...KEY, 'mine', me],
    queryFn: async () => {
      const pages = (['open', 'prepared'] as const).map(
        async (state) =>
          await answerOf(
            api.GET('/v1/reviews', { params: { query: { assignedTo: me, state, limit: 200 } } }),
          ),
      );
      const items = (await Promise.all(pages)).flatMap((page) => page.items);
      return { items: items.toSorted((a, b) => ((a.termLastDay ?? '9') < (b.termLastDay ?? '9') ? -1 : 1)) };
    },
  });
  const free = useQuery({
    queryKey: [...KEY, 'free'],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/reviews', { params: { query: { isUnassigned: true, state: 'open', limit: FIRST } } }),
      ),
  });
  return (
    <MineAndFree
      title="tasks.reviews"
      heads={HEADS}
      captions={CAPTIONS}
      mine={mine}
      free={free}
      row={(review, assignTo) => <ReviewRow key={review.id} review={review} assignTo={assignTo} />}
    />
  );
}

function ReviewRow({
  review,
  assignTo,
}: {
  readonly review: Schemas['Review'];
  readonly assignTo: string | null;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const command = useCommand({
    send: async (assignedTo: string | null, key) =>
      await answerOf(
        api.POST('/v1/reviews/{reviewId}/assignment', {
          params: {
            path: { reviewId: review.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(review.version) },
          },
          body: { assignedTo },
        }),
      ),
    invalidates: [['reviews'], ['leases', 'board']],
    onDone: () => announce(text('review.assigned')),
  });
  const action = assignTo === null ? 'review.giveUp' : 'review.take';
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">
        <Link to="/rullering/vurderinger/$reviewId" params={{ reviewId: review.id }}>
          {review.dwellingReference}
        </Link>
      </Table.HeaderCell>
      <Table.Cell>{review.householdReference ?? text('rotation.withheld')}</Table.Cell>
      <Table.Cell>
        <TermEnd on={review.termLastDay} />
      </Table.Cell>
      <Table.Cell>{text(`reviewLink.${review.state}`)}</Table.Cell>
      <Table.Cell>
        <Button
          variant="secondary"
          data-size="sm"
          loading={command.isRunning}
          aria-label={`${text(action)}: ${review.dwellingReference}`}
          onClick={() => command.run(assignTo)}
        >
          <Text id={action} />
        </Button>
        {command.error !== null && <Failure error={command.error} />}
      </Table.Cell>
    </Table.Row>
  );
}

/** The last day of the term. It is no deadline: a lease can be saved after it, and until when is for its own page. */
function TermEnd({ on }: { readonly on: string | null }): ReactNode {
  return on === null ? <Text id="lease.notSet" /> : <Day date={on} />;
}
