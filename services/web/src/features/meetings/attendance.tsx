import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { wordOf } from '../../components/read-search.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { PersonField, personOf } from '../staff/person-field.tsx';
import { AttendanceCorrections } from './attendance-corrections.tsx';
import { AttendanceTable } from './attendance-table.tsx';
import { CAPACITIES } from './capacities.ts';
import { isAllDecided, isOver } from './is-over.ts';

/** Who is present in the present sitting, who was in those before, and what was corrected of it. */
export function Attendance({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const { sitting, state } = meeting;
  const present = meeting.attendance.filter((row) => row.sitting === sitting);
  const mayWrite = may(me.data ?? null, 'meetings.write');
  const mayCorrect = mayWrite && !isOver(meeting);
  return (
    <section className="bt-section" aria-labelledby="attendance">
      <Heading level={2} data-size="sm" id="attendance">
        <Text id="meetings.attendance" />
      </Heading>
      {state === 'open' && sitting > 1 && (
        <Paragraph>
          <Text id="meetings.sittingAnew" />
        </Paragraph>
      )}
      {state === 'adjourned' && (
        <Paragraph>
          <Text id="meetings.adjournedNext" />
        </Paragraph>
      )}
      {present.length === 0 ? (
        <Paragraph>
          <Text id="meetings.attendanceNone" />
        </Paragraph>
      ) : (
        <AttendanceTable
          meetingId={meeting.id}
          caption={text('meetings.attendanceCaption')}
          rows={present}
          mayCorrect={mayCorrect}
        />
      )}
      {mayWrite && state === 'open' && !isAllDecided(meeting) && (
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Text id="meetings.register" />
        </Button>
      )}
      {Array.from({ length: sitting - 1 }, (_, index) => sitting - 1 - index).map((earlier) => (
        <AttendanceTable
          key={earlier}
          meetingId={meeting.id}
          caption={text('meetings.earlierSitting', { sitting: earlier })}
          rows={meeting.attendance.filter((row) => row.sitting === earlier)}
          mayCorrect={mayCorrect}
        />
      ))}
      <AttendanceCorrections meeting={meeting} />
      {isOpen && <AttendanceDialog meetingId={meeting.id} onClose={() => setOpen(false)} />}
    </section>
  );
}

function AttendanceDialog({
  meetingId,
  onClose,
}: {
  readonly meetingId: string;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({
    defaultValues: { member: '', memberTyped: '', capacity: '', deputyFor: '', deputyForTyped: '' },
  });
  const capacity = useWatch({ control: form.control, name: 'capacity' });
  const register = useCommand({
    send: async (body: Schemas['AttendanceRegistration'], key: string) => {
      await api.POST('/v1/meetings/{meetingId}/attendance', {
        params: { path: { meetingId }, header: { 'idempotency-key': key } },
        body,
      });
      return body.member;
    },
    invalidates: [['meetings']],
    onDone: (member) => {
      onClose();
      announce(text('meetings.registered', { member }));
    },
  });
  return (
    <CommandDialog title={text('meetings.register')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={(values) =>
          register.run({
            member: personOf(values.member, values.memberTyped),
            capacity: wordOf(CAPACITIES, values.capacity) ?? 'guest',
            deputyFor:
              values.capacity === 'deputy' ? personOf(values.deputyFor, values.deputyForTyped) : null,
          })
        }
        submit="meetings.register"
        isRunning={register.isRunning}
        error={register.error}
        onCancel={onClose}
      >
        <PersonField name="member" label={text('meetings.member')} typedHelp={text('meetings.memberHelp')} />
        <RadioField
          name="capacity"
          label={text('meetings.capacity')}
          choices={CAPACITIES.map((value) => ({ value, name: text(`meetings.capacity.${value}`) }))}
        />
        {capacity === 'deputy' && (
          <PersonField
            name="deputyFor"
            label={text('meetings.deputyFor')}
            typedHelp={text('meetings.deputyHelp')}
          />
        )}
      </CommandForm>
    </CommandDialog>
  );
}
