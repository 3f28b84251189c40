import type { Schemas } from '@boligtrapp/client';
import { Button, List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { LARGEST_PAGE } from '../../api/read-all-pages.ts';
import { useCommand } from '../../api/use-command.ts';
import { Day } from '../../components/day.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** The reviews of a lease, and a new one where none is under way. */
export function LeaseReviews({ lease }: { readonly lease: Schemas['LeaseDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const reviews = useQuery({
    queryKey: ['reviews', 'lease', lease.id],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/reviews', { params: { query: { leaseId: lease.id, limit: LARGEST_PAGE } } }),
      ),
  });
  return (
    <Section title={text('reviews.title')}>
      <QueryState query={reviews}>
        {({ items }) => {
          const isUnderWay = items.some(({ state }) => state === 'open' || state === 'prepared');
          return (
            <>
              {items.length === 0 && (
                <Paragraph>
                  <Text id="reviews.none" />
                </Paragraph>
              )}
              <List.Unordered>
                {items.map((review) => (
                  <List.Item key={review.id}>
                    <Link to="/rullering/vurderinger/$reviewId" params={{ reviewId: review.id }}>
                      {text(`reviewLink.${review.state}`)}
                    </Link>{' '}
                    ({text('reviews.opened')} <Day date={review.openedOn} />)
                  </List.Item>
                ))}
              </List.Unordered>
              {!isUnderWay && lease.closedOn === null && may(me, 'reviews.write') && (
                <OpenReview leaseId={lease.id} />
              )}
            </>
          );
        }}
      </QueryState>
    </Section>
  );
}

function OpenReview({ leaseId }: { readonly leaseId: string }): ReactNode {
  const me = useMe().data;
  const navigate = useNavigate();
  const command = useCommand({
    send: async (assignedTo: string | null, key) =>
      await answerOf(
        api.POST('/v1/reviews', {
          params: { header: { 'idempotency-key': key } },
          body: { leaseId, assignedTo },
        }),
      ),
    invalidates: [['reviews'], ['leases', 'board']],
    onDone: ({ id }) => void navigate({ to: '/rullering/vurderinger/$reviewId', params: { reviewId: id } }),
  });
  return (
    <div className="bt-actions">
      <Button
        variant="secondary"
        data-size="sm"
        loading={command.isRunning}
        onClick={() => command.run(me?.id ?? null)}
      >
        <Text id="reviews.open" />
      </Button>
      {command.error !== null && <Failure error={command.error} />}
    </div>
  );
}
