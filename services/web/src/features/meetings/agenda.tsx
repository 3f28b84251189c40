import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { StaleTag } from '../rounds/rounds-page.tsx';
import { useStaleRounds } from '../rounds/use-stale-rounds.ts';
import { isOver } from './is-over.ts';
import { useProposedRounds } from './meeting-queries.ts';
import { toChoices } from './plan-meeting-dialog.tsx';

/** What the meeting is to decide. */
export function Agenda({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const me = useMe();
  const stale = useStaleRounds();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="bt-section" aria-labelledby="agenda">
      <Heading level={2} data-size="sm" id="agenda">
        <Text id="meetings.agenda" />
      </Heading>
      {meeting.agenda.length === 0 && (
        <Paragraph>
          <Text id="meetings.agendaNone" />
        </Paragraph>
      )}
      <ol>
        {meeting.agenda.map((item) => (
          <li key={item.position}>
            {item.roundId === null ? (
              text('meetings.review')
            ) : (
              <>
                <Link to="/runder/$roundId" params={{ roundId: item.roundId }}>
                  {text('meetings.roundOf', { reference: item.roundReference ?? '' })}
                </Link>
                {item.roundState === 'closed' && ` (${text('meetings.roundDecided')})`}
                {item.roundState === 'cancelled' && ` (${text('meetings.roundOff')})`}
                {stale.has(item.roundId) && <StaleTag />}
              </>
            )}
          </li>
        ))}
      </ol>
      {may(me.data ?? null, 'meetings.write') && !isOver(meeting) && (
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Text id="meetings.addRound" />
        </Button>
      )}
      {isOpen && <AddRoundDialog meeting={meeting} onClose={() => setOpen(false)} />}
    </section>
  );
}

function AddRoundDialog({
  meeting,
  onClose,
}: {
  readonly meeting: Schemas['MeetingDetails'];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { roundId: '' } });
  const rounds = useProposedRounds();
  const add = useCommand({
    send: async (roundId: string, key: string) =>
      await api.POST('/v1/meetings/{meetingId}/agenda-items', {
        params: { path: { meetingId: meeting.id }, header: { 'idempotency-key': key } },
        body: { subject: { roundId } },
      }),
    invalidates: [['meetings']],
    onDone: () => {
      onClose();
      announce(text('meetings.added'));
    },
  });
  const onAgenda = new Set(meeting.agenda.map(({ roundId }) => roundId));
  return (
    <CommandDialog title={text('meetings.addRound')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={({ roundId }) => add.run(roundId)}
        submit="meetings.addRound"
        isRunning={add.isRunning}
        error={add.error}
        onCancel={onClose}
      >
        <SelectField
          name="roundId"
          label={text('rounds.round')}
          choices={toChoices(rounds.filter(({ id }) => !onAgenda.has(id)))}
        />
      </CommandForm>
    </CommandDialog>
  );
}
