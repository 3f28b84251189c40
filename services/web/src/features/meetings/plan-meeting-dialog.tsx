import type { Schemas } from '@boligtrapp/client';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { parseDay, writeDay } from '../../components/parse-day.ts';
import type { Choice } from '../../forms/choice.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';
import { useProposedRounds } from './meeting-queries.ts';

/** A meeting with its day and the first round on its agenda. */
export function PlanMeetingDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { meetingOn: '', roundId: '' } });
  const rounds = useProposedRounds();
  const plan = useCommand({
    send: async (body: Schemas['MeetingPlan'], key: string) =>
      await answerOf(api.POST('/v1/meetings', { params: { header: { 'idempotency-key': key } }, body })),
    invalidates: [['meetings']],
    onDone: ({ id }) => {
      announce(text('meetings.planned'));
      void navigate({ to: '/moter/$meetingId', params: { meetingId: id } });
    },
  });
  return (
    <CommandDialog title={text('meetings.plan')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={({ meetingOn, roundId }) =>
          plan.run({
            meetingOn: parseDay(meetingOn, today()) ?? meetingOn,
            agenda: roundId === '' ? [] : [{ roundId }],
          })
        }
        submit="meetings.plan"
        isRunning={plan.isRunning}
        error={plan.error}
        onCancel={onClose}
      >
        <DateField name="meetingOn" label={text('meetings.meetingOn')} />
        <SelectField
          name="roundId"
          label={text('meetings.round')}
          description={text('meetings.roundHelp')}
          choices={toChoices(rounds)}
          isOptional
        />
      </CommandForm>
    </CommandDialog>
  );
}

/** Rounds as choices, by their number and day. */
export function toChoices(rounds: readonly Schemas['Round'][]): readonly Choice[] {
  return rounds.map(({ id, reference, meetingOn }) => ({
    value: id,
    name: `${reference}, ${writeDay(meetingOn)}`,
  }));
}
