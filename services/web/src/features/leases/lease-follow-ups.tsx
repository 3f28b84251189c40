import { List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE } from '../../api/read-all-pages.ts';
import { Day } from '../../components/day.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** Visits to the tenant, those that were made and those that are due. */
export function LeaseFollowUps({ leaseId }: { readonly leaseId: string }): ReactNode {
  const text = useText();
  const followUps = useQuery({
    queryKey: ['follow-ups', 'lease', leaseId],
    queryFn: async () =>
      await answerOf(api.GET('/v1/follow-ups', { params: { query: { leaseId, limit: LARGEST_PAGE } } })),
  });
  return (
    <Section title={text('followUps.title')}>
      <QueryState query={followUps}>
        {({ items }) =>
          items.length === 0 ? (
            <Paragraph>
              <Text id="followUps.none" />
            </Paragraph>
          ) : (
            <List.Unordered>
              {items.map((one) => (
                <List.Item key={one.id}>
                  {text(`followUp.${one.kind}`)}, <Day date={one.doneOn ?? one.dueOn} />:{' '}
                  {text(one.isOverdue ? 'followUp.overdue' : `followUpState.${one.state}`)}
                  {one.assignedTo !== null && ` (${one.assignedTo})`}
                </List.Item>
              ))}
            </List.Unordered>
          )
        }
      </QueryState>
    </Section>
  );
}
