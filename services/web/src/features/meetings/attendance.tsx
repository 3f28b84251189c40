import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { wordOf } from '../../components/read-search.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const CAPACITIES = ['chair', 'member', 'deputy', 'secretary'] as const;
const LONGEST_NAME = 200;

/** Who is present in the present sitting. */
export function Attendance({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const present = meeting.attendance.filter(({ sitting }) => sitting === meeting.sitting);
  return (
    <section className="bt-section" aria-labelledby="attendance">
      <Heading level={2} data-size="sm" id="attendance">
        <Text id="meetings.attendance" />
      </Heading>
      {present.length === 0 ? (
        <Paragraph>
          <Text id="meetings.attendanceNone" />
        </Paragraph>
      ) : (
        <ScrollBox label={text('meetings.attendance')}>
          <Table zebra data-size="sm">
            <caption>{text('meetings.attendanceCaption')}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell scope="col">{text('meetings.member')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('meetings.capacity')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('meetings.deputyFor')}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {present.map(({ member, capacity, deputyFor }) => (
                <Table.Row key={member}>
                  <Table.HeaderCell scope="row">{member}</Table.HeaderCell>
                  <Table.Cell>{text(`meetings.capacity.${capacity}`)}</Table.Cell>
                  <Table.Cell>{deputyFor ?? '–'}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </ScrollBox>
      )}
      {may(me.data ?? null, 'meetings.write') && meeting.state === 'open' && (
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Text id="meetings.register" />
        </Button>
      )}
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
  const me = useMe().data?.id ?? '';
  const form = useForm({ defaultValues: { member: '', capacity: '', deputyFor: '' } });
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
            member: values.member.trim(),
            capacity: wordOf(CAPACITIES, values.capacity) ?? 'member',
            deputyFor: values.capacity === 'deputy' ? values.deputyFor.trim() : null,
          })
        }
        submit="meetings.register"
        isRunning={register.isRunning}
        error={register.error}
        onCancel={onClose}
      >
        <TextField
          name="member"
          label={text('meetings.member')}
          description={text('meetings.memberHelp', { me })}
          maxLength={LONGEST_NAME}
        />
        <RadioField
          name="capacity"
          label={text('meetings.capacity')}
          choices={CAPACITIES.map((value) => ({ value, name: text(`meetings.capacity.${value}`) }))}
        />
        {capacity === 'deputy' && (
          <TextField
            name="deputyFor"
            label={text('meetings.deputyFor')}
            description={text('meetings.deputyHelp')}
            maxLength={LONGEST_NAME}
          />
        )}
      </CommandForm>
    </CommandDialog>
  );
}
