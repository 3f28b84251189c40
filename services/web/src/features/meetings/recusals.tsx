import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { wordOf } from '../../components/read-search.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { PersonField, personOf } from '../staff/person-field.tsx';
import { isOver } from './is-over.ts';
import { type MeetingCase, useMeetingCases } from './meeting-queries.ts';

/** Grounds that somebody declares; that of a superior follows by itself. */
const GROUNDS = ['party', 'family', 'guardian', 'organisation', 'special-circumstances'] as const;

/** Who is recused from which case. A member who is recused is told no more than that there is such a case. */
export function Recusals({ meeting }: { readonly meeting: Schemas['MeetingDetails'] }): ReactNode {
  const text = useText();
  const me = useMe();
  const cases = useMeetingCases(meeting);
  const open = cases.filter((item) => item.isOpen);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="bt-section" aria-labelledby="recusals">
      <Heading level={2} data-size="sm" id="recusals">
        <Text id="meetings.recusals" />
      </Heading>
      {meeting.recusals.length === 0 ? (
        <Paragraph>
          <Text id="meetings.recusalsNone" />
        </Paragraph>
      ) : (
        <ScrollBox label={text('meetings.recusals')}>
          <Table zebra data-size="sm">
            <caption>{text('meetings.recusalsCaption')}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell scope="col">{text('meetings.member')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('meetings.case')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('meetings.ground')}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {meeting.recusals.map(({ member, householdId, ground }) => (
                <Table.Row key={`${member}${householdId}`}>
                  <Table.HeaderCell scope="row">{member}</Table.HeaderCell>
                  <Table.Cell>
                    {cases.find((item) => item.householdId === householdId)?.reference ??
                      text('meetings.caseHidden')}
                  </Table.Cell>
                  <Table.Cell>{text(`meetings.ground.${ground}`)}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </ScrollBox>
      )}
      {may(me.data ?? null, 'meetings.write') && !isOver(meeting) && open.length > 0 && (
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Text id="meetings.recuse" />
        </Button>
      )}
      {isOpen && <RecusalDialog meeting={meeting} cases={open} onClose={() => setOpen(false)} />}
    </section>
  );
}

function RecusalDialog({
  meeting,
  cases,
  onClose,
}: {
  readonly meeting: Schemas['MeetingDetails'];
  readonly cases: readonly MeetingCase[];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { member: '', memberTyped: '', householdId: '', ground: '' } });
  const declare = useCommand({
    send: async (body: Schemas['RecusalDeclaration'], key: string) => {
      await api.POST('/v1/recusals', { params: { header: { 'idempotency-key': key } }, body });
      return body.member;
    },
    invalidates: [['meetings'], ['round']],
    onDone: (member) => {
      onClose();
      announce(text('meetings.recused', { member }));
    },
  });
  return (
    <CommandDialog title={text('meetings.recuse')} onClose={onClose}>
      <CommandForm
        form={form}
        onSubmit={({ member, memberTyped, householdId, ground }) =>
          declare.run({
            member: personOf(member, memberTyped),
            householdId,
            ground: wordOf(GROUNDS, ground) ?? 'special-circumstances',
            meetingId: meeting.id,
          })
        }
        submit="meetings.recuse"
        isRunning={declare.isRunning}
        error={declare.error}
        onCancel={onClose}
      >
        <Paragraph>
          <Text id="meetings.recuseText" />
        </Paragraph>
        <PersonField name="member" label={text('meetings.member')} typedHelp={text('meetings.memberHelp')} />
        <SelectField
          name="householdId"
          label={text('meetings.case')}
          choices={cases.map(({ householdId, reference }) => ({ value: householdId, name: reference }))}
        />
        <RadioField
          name="ground"
          label={text('meetings.ground')}
          choices={GROUNDS.map((value) => ({ value, name: text(`meetings.ground.${value}`) }))}
        />
      </CommandForm>
    </CommandDialog>
  );
}
