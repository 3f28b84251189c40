import type { Schemas } from '@boligtrapp/client';
import { List, Paragraph } from '@digdir/designsystemet-react';
import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** An application that somebody is to answer for. */
export interface Assignable {
  readonly applicationId: string;
  readonly householdReference: string;
  readonly assignedTo: string | null;
}

interface Values {
  readonly who: 'me' | 'other' | 'nobody' | '';
  readonly other: string;
  readonly reason: string;
}

/** Says who answers for some applications, or gives them back, with a reason; tells of each what came of it. */
export function AssignDialog({
  applications,
  invalidates,
  onClose,
}: {
  readonly applications: readonly Assignable[];
  readonly invalidates: readonly QueryKey[];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const me = useMe().data;
  const [outcomes, setOutcomes] = useState<Schemas['AssignedApplications']['items']>();
  const form = useForm<Values>({ defaultValues: { who: '', other: '', reason: '' } });
  const who = form.watch('who');
  const command = useCommand<
    Schemas['ApplicationAssignmentRequest'],
    Schemas['AssignedApplications'] | undefined
  >({
    send: async (body, key) => {
      const params = { header: { 'idempotency-key': key } };
      return (await api.POST('/v1/application-assignments', { params, body })).data;
    },
    invalidates,
    onDone: (answer) => {
      const items = answer?.items ?? [];
      const count = items.filter(({ outcome }) => outcome === 'assigned').length;
      announce(text('assign.done', { count, all: items.length }));
      if (count === items.length) onClose();
      else setOutcomes(items);
    },
  });
  const assign = ({ other, reason }: Values): void => {
    const assignedTo = { me: me?.id ?? '', other: other.trim(), nobody: null, '': null }[who];
    const seen = applications.map(({ applicationId, assignedTo: seenAssignedTo }) => ({
      id: applicationId,
      seenAssignedTo,
    }));
    command.run({ applications: seen, assignedTo, reason: reason.trim() });
  };
  const choices = [
    { value: 'me', name: text('assign.me') },
    { value: 'other', name: text('assign.other') },
    { value: 'nobody', name: text('assign.nobody') },
  ];
  const names = applications.map(({ householdReference }) => householdReference).join(', ');
  if (outcomes !== undefined) {
    return (
      <CommandDialog title={text('assign.result')} onClose={onClose}>
        <Outcomes applications={applications} outcomes={outcomes} />
      </CommandDialog>
    );
  }
  return (
    <CommandDialog title={text('assign.title', { count: applications.length })} onClose={onClose}>
      <CommandForm
        form={form}
        submit="assign.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={assign}
      >
        <Paragraph>{names}</Paragraph>
        <RadioField name="who" label={text('assign.who')} choices={choices} />
        {who === 'other' && (
          <TextField name="other" label={text('assign.otherId')} description={text('assign.otherWhat')} />
        )}
        <TextField
          name="reason"
          label={text('words.reason')}
          description={text('assign.reasonWhat')}
          maxLength={200}
        />
      </CommandForm>
    </CommandDialog>
  );
}

function Outcomes({
  applications,
  outcomes,
}: {
  readonly applications: readonly Assignable[];
  readonly outcomes: Schemas['AssignedApplications']['items'];
}): ReactNode {
  const text = useText();
  const references = new Map(
    applications.map(({ applicationId, householdReference }) => [applicationId, householdReference]),
  );
  return (
    <>
      <Paragraph>
        <Text id="assign.some" />
      </Paragraph>
      <List.Unordered>
        {outcomes.map(({ id, outcome }) => (
          <List.Item key={id}>
            {references.get(id)}: {text(`assign.outcome.${outcome}`)}
          </List.Item>
        ))}
      </List.Unordered>
    </>
  );
}
