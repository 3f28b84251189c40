import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { votersOf } from './capacities.ts';
import { type MeetingCase, useMeetingCases } from './meeting-queries.ts';

const SHORTEST_REASON = 20;
const LONGEST_REASON = 4_000;

/** Who disagrees about which case, and why. */
export function Dissents({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data ?? null;
  const cases = useMeetingCases(meeting);
  const open = cases.filter((item) => item.isOpen);
  const [isOpen, setOpen] = useState(false);
  const sits = votersOf(meeting).some(({ member }) => member === me?.id);
  return (
    <section className="bt-section" aria-labelledby="dissents">
      <Heading level={2} data-size="sm" id="dissents">
        <Text id="meetings.dissents" />
      </Heading>
      {meeting.dissents.length === 0 ? (
        <Paragraph>
          <Text id="meetings.dissentsNone" />
        </Paragraph>
      ) : (
        <ScrollBox label={text('meetings.dissents')}>
          <Table zebra data-size="sm">
            <caption>{text('meetings.dissentsCaption')}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell scope="col">{text('meetings.member')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('meetings.case')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('ruling.reason')}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {meeting.dissents.map(({ id, member, householdId, reason }) => (
                <Table.Row key={id}>
                  <Table.HeaderCell scope="row">{member}</Table.HeaderCell>
                  <Table.Cell>
                    {cases.find((item) => item.householdId === householdId)?.reference ??
                      text('meetings.caseHidden')}
                  </Table.Cell>
                  <Table.Cell>{reason}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </ScrollBox>
      )}
      {sits && may(me, 'decisions.sign') && meeting.state === 'open' && open.length > 0 && (
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Text id="meetings.dissent" />
        </Button>
      )}
      {isOpen && <DissentDialog meetingId={meeting.id} cases={open} onClose={() => setOpen(false)} />}
    </section>
  );
}

function DissentDialog({
  meetingId,
  cases,
  onClose,
}: {
  readonly meetingId: string;
  readonly cases: readonly MeetingCase[];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { subject: '', reason: '' } });
  const dissent = useCommand({
    send: async (body: Schemas['DissentDeclaration'], key: string) =>
      await api.POST('/v1/meetings/{meetingId}/dissents', {
        params: { path: { meetingId }, header: { 'idempotency-key': key } },
        body,
      }),
    invalidates: [['meetings']],
    onDone: () => {
      onClose();
      announce(text('meetings.dissented'));
    },
  });
  return (
    <CommandDialog title={text('meetings.dissent')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={({ subject, reason }) => {
          const chosen = cases.find((item) => `${item.roundId}.${item.householdId}` === subject);
          if (chosen === undefined) return;
          const { roundId, householdId } = chosen;
          dissent.run({ roundId, householdId, reason: reason.trim() });
        }}
        submit="meetings.dissent"
        isRunning={dissent.isRunning}
        error={dissent.error}
        onCancel={onClose}
      >
        <SelectField
          name="subject"
          label={text('meetings.case')}
          choices={cases.map(({ roundId, householdId, reference }) => ({
            value: `${roundId}.${householdId}`,
            name: reference,
          }))}
        />
        <TextField
          name="reason"
          label={text('meetings.dissentReason')}
          description={text('meetings.dissentHelp')}
          minLength={SHORTEST_REASON}
          maxLength={LONGEST_REASON}
          rows={4}
        />
      </CommandForm>
    </CommandDialog>
  );
}
