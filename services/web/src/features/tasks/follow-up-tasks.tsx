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
import { DialogButton } from '../../components/dialog-button.tsx';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { CompleteVisit } from './complete-visit.tsx';
import { Due } from './due.tsx';
import { MineAndFree } from './mine-and-free.tsx';

const FIRST = 10;
const HEADS = ['tasks.task', 'board.dwelling', 'board.household', 'tasks.due', 'tasks.do'] as const;
const CAPTIONS = { mine: 'tasks.myFollowUps', free: 'tasks.freeFollowUps' } as const;

/** Visits and talks that I am to make, and the next of those that nobody has taken. */
export function FollowUpTasks(): ReactNode {
  const me = useMe().data?.id ?? '';
  const mine = useQuery({
    queryKey: ['follow-ups', 'mine', me],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/follow-ups', { params: { query: { assignedTo: me, state: 'due', limit: 200 } } }),
      ),
  });
  const free = useQuery({
    queryKey: ['follow-ups', 'free'],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/follow-ups', { params: { query: { unassigned: true, state: 'due', limit: FIRST } } }),
      ),
  });
  return (
    <MineAndFree
      title="followUps.title"
      heads={HEADS}
      captions={CAPTIONS}
      mine={mine}
      free={free}
      row={(followUp, assignTo) => <FollowUpRow key={followUp.id} followUp={followUp} assignTo={assignTo} />}
    />
  );
}

function FollowUpRow({
  followUp,
  assignTo,
}: {
  readonly followUp: Schemas['FollowUp'];
  readonly assignTo: string | null;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const command = useCommand({
    send: async (assignedTo: string | null, key) =>
      await answerOf(
        api.POST('/v1/follow-ups/{followUpId}/assign', {
          params: {
            path: { followUpId: followUp.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(followUp.version) },
          },
          body: { assignedTo },
        }),
      ),
    invalidates: [['follow-ups']],
    onDone: () => announce(text('review.assigned')),
  });
  const action = assignTo === null ? 'tasks.giveUp' : 'tasks.take';
  const name = text(`followUp.${followUp.kind}`);
  // A talk about the housing career is done by its plan, not by a report of a visit.
  const isVisit = followUp.kind !== 'career-plan';
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
      <Table.Cell>
        <Link to="/leieforhold/$leaseId" params={{ leaseId: followUp.leaseId }}>
          {followUp.dwellingReference}
        </Link>
      </Table.Cell>
      <Table.Cell>{followUp.householdReference ?? text('rotation.withheld')}</Table.Cell>
      <Table.Cell>
        <Due on={followUp.dueOn} />
      </Table.Cell>
      <Table.Cell>
        <span className="bt-actions">
          {assignTo === null && isVisit && (
            <DialogButton
              label={text('visit.record')}
              title={text('visit.recordOf', { name })}
              variant="primary"
            >
              {(close) => <CompleteVisit followUp={followUp} close={close} />}
            </DialogButton>
          )}
          <Button
            variant="secondary"
            data-size="sm"
            loading={command.isRunning}
            aria-label={`${text(action)}: ${name}, ${followUp.dwellingReference}`}
            onClick={() => command.run(assignTo)}
          >
            <Text id={action} />
          </Button>
        </span>
        {command.error !== null && <Failure error={command.error} />}
      </Table.Cell>
    </Table.Row>
  );
}
