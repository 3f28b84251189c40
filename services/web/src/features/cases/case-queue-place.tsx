import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Facts } from '../../components/facts.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { AssignDialog } from '../assignment/assign-dialog.tsx';
import { NextDeadline } from '../queue/next-deadline.tsx';
import { isAssignable, Officer } from '../queue/officer.tsx';
import { PointsOf } from '../queue/points-of.tsx';
import { WhyNotNow } from '../queue/why-not-now.tsx';
import { caseKey, useAssessments, useQueueMoves, useQueuePlace } from './case-queries.ts';

/** Where the household stands among those who wait for the same, what that rests on, and who answers for it. */
export function QueuePlaceSection({ householdId }: { readonly householdId: string }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const assessments = useAssessments(householdId, may(me, 'assessments.read'));
  const current = assessments.data?.items.find(({ isCurrent }) => isCurrent);
  const place = useQueuePlace(householdId, current, true);
  const isUnknown = assessments.data !== undefined && current === undefined;
  return (
    <Section title={text('case.queuePlace')}>
      {isUnknown ? (
        <Paragraph>
          <Text id="case.notInQueue" />
        </Paragraph>
      ) : (
        <QueryState query={place}>
          {({ items: [item] }) =>
            item === undefined ? (
              <Paragraph>
                <Text id="case.notInQueue" />
              </Paragraph>
            ) : (
              <Waiting item={item} />
            )
          }
        </QueryState>
      )}
      <Moves householdId={householdId} />
    </Section>
  );
}

function Waiting({ item }: { readonly item: Schemas['QueueItem'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const [isAssigning, setIsAssigning] = useState(false);
  return (
    <>
      <Facts
        facts={[
          { name: text('queue.position'), value: item.position },
          item.tiedWith.length === 0
            ? undefined
            : { name: text('queue.tie'), value: text('queue.tied', { count: item.tiedWith.length }) },
          { name: text('queue.urgency'), value: item.urgencyClass },
          { name: text('queue.points'), value: <PointsOf item={item} /> },
          { name: text('queue.deadline'), value: <NextDeadline deadline={item.nextDeadline} /> },
          { name: text('queue.officer'), value: <Officer item={item} /> },
        ]}
      />
      <div className="bt-actions">
        {may(me, 'applications.write') && isAssignable(item) && (
          <Button variant="secondary" data-size="sm" onClick={() => setIsAssigning(true)}>
            <Text id="assign.open" />
          </Button>
        )}
        {may(me, 'rounds.read') && (
          <WhyNotNow
            householdId={item.householdId}
            householdReference={item.householdReference}
            track={item.track}
          />
        )}
      </div>
      {isAssigning && isAssignable(item) && (
        <AssignDialog
          applications={[item]}
          invalidates={[caseKey(item.householdId), ['queue']]}
          onClose={() => setIsAssigning(false)}
        />
      )}
    </>
  );
}

function Moves({ householdId }: { readonly householdId: string }): ReactNode {
  const text = useText();
  const moves = useQueueMoves(householdId, true).data?.items ?? [];
  if (moves.length === 0) return null;
  const placeOf = (place: number | null): ReactNode => place ?? text('case.outside');
  const columns: readonly Column<Schemas['QueueMove']>[] = [
    { name: text('case.day'), cell: ({ occurredOn }) => <Day date={occurredOn} /> },
    { name: text('case.why'), cell: ({ kind }) => text(`queueMove.${kind}`) },
    { name: text('case.fromPlace'), cell: ({ fromPlace }) => placeOf(fromPlace), isNumber: true },
    { name: text('case.toPlace'), cell: ({ toPlace }) => placeOf(toPlace), isNumber: true },
  ];
  return (
    <SimpleTable
      caption={text('case.queueMoves')}
      columns={columns}
      rows={moves}
      keyOf={({ eventId, track, programme }) => `${eventId} ${track} ${programme}`}
    />
  );
}
