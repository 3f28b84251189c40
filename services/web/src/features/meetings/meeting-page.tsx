import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Page } from '../../components/page.tsx';
import { writeDay } from '../../components/parse-day.ts';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { wordOf } from '../../components/read-search.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { Agenda } from './agenda.tsx';
import { Attendance } from './attendance.tsx';
import { Dissents } from './dissents.tsx';
import { isAllDecided, isOver } from './is-over.ts';
import { useMeeting } from './meeting-queries.ts';
import { MeetingState } from './meetings-page.tsx';
import { Recusals } from './recusals.tsx';
import '../rounds/rounds.css';

const route = getRouteApi('/moter/$meetingId');
const ACTIONS = ['open', 'adjourn', 'close', 'cancel'] as const;

/** One meeting: what is decided, who sits, who is recused, who disagrees. */
export function MeetingPage(): ReactNode {
  const text = useText();
  const { meetingId } = route.useParams();
  const meeting = useMeeting(meetingId);
  const title =
    meeting.data === undefined
      ? text('meetings.title')
      : text('meetings.titleOn', { day: writeDay(meeting.data.meetingOn) });
  return (
    <Page title={title}>
      <QueryState query={meeting}>
        {(known) => (
          <>
            <Course meeting={known} />
            <Agenda meeting={known} />
            <Attendance meeting={known} />
            <Recusals meeting={known} />
            <Dissents meeting={known} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

/** The state of the meeting, its quorum, and the steps that it allows. */
function Course({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const me = useMe();
  const change = useCommand({
    send: async (action: (typeof ACTIONS)[number], key: string) => {
      await api.POST('/v1/meetings/{meetingId}/transitions', {
        params: {
          path: { meetingId: meeting.id },
          header: { 'idempotency-key': key, 'if-match': `"${meeting.version}"` },
        },
        body: { action },
      });
      return action;
    },
    invalidates: [['meetings'], ['round']],
    onDone: (action) => announce(text(`meetings.done.${action}`)),
  });
  const isDone = !isOver(meeting) && isAllDecided(meeting);
  const allowed = meeting.allowedActions
    .flatMap((name) => wordOf(ACTIONS, name) ?? [])
    .filter((action) => !isDone || action === 'close' || action === 'cancel');
  const first = isDone ? 'close' : 'open';
  return (
    <>
      <Paragraph>
        <MeetingState state={meeting.state} />{' '}
        {meeting.state !== 'cancelled' &&
          text(meeting.isQuorate ? 'meetings.quorate' : 'meetings.notQuorate', {
            present: meeting.votersPresent,
            quorum: meeting.quorum,
          })}
      </Paragraph>
      {isDone && (
        <Paragraph>
          <Text id="meetings.allDecided" />
        </Paragraph>
      )}
      {change.error !== null && <Failure error={change.error} />}
      {may(me.data ?? null, 'meetings.write') && allowed.length > 0 && (
        <div className="bt-actions">
          {allowed.map((action) => (
            <Button
              key={action}
              variant={action === first ? 'primary' : 'secondary'}
              loading={change.isRunning}
              onClick={() => change.run(action)}
            >
              <Text id={`meetings.action.${action}`} />
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
