import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';
import { caseKey } from './case-queries.ts';

const SOURCES = ['digital', 'paper', 'in-person', 'referral', 'kobo'] as const;

/** An application that came in. */
export function RegisterApplicationDialog({
  householdId,
  onClose,
}: {
  readonly householdId: string;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { source: '', receivedOn: '', helpedBy: '' } });
  const command = useCommand<Schemas['ApplicationRegistration'], unknown>({
    send: async (body, key) => {
      const params = { header: { 'idempotency-key': key } };
      return await api.POST('/v1/applications', { params, body });
    },
    invalidates: [caseKey(householdId), ['queue']],
    onDone: () => {
      announce(text('application.registered'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('application.register')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="application.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={({ source, receivedOn, helpedBy }) => {
          const chosen = SOURCES.find((each) => each === source);
          if (chosen === undefined) return;
          command.run({
            householdId,
            source: chosen,
            receivedOn: parseDay(receivedOn, today()) ?? receivedOn,
            helpedBy: helpedBy.trim() === '' ? null : helpedBy.trim(),
          });
        }}
      >
        <SelectField
          name="source"
          label={text('application.source')}
          choices={SOURCES.map((value) => ({ value, name: text(`application.source.${value}`) }))}
        />
        <DateField name="receivedOn" label={text('application.received')} />
        <TextField
          name="helpedBy"
          label={text('application.helpedBy')}
          description={text('application.helpedByWhat')}
          isOptional
          maxLength={120}
        />
      </CommandForm>
    </CommandDialog>
  );
}
