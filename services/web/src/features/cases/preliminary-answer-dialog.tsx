import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { caseKey } from './case-queries.ts';

/** The preliminary answer (foreløpig svar) was sent. */
export function PreliminaryAnswerDialog({
  application: { id: applicationId, householdId },
  onClose,
}: {
  readonly application: Schemas['HousingApplication'];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { sentOn: '' } });
  const command = useCommand<Schemas['PreliminaryAnswer'], unknown>({
    send: async (body, key) => {
      const params = { path: { applicationId }, header: { 'idempotency-key': key } };
      return await api.POST('/v1/applications/{applicationId}/preliminary-answers', { params, body });
    },
    invalidates: [caseKey(householdId)],
    onDone: () => {
      announce(text('application.answered'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('application.answer')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="application.saveAnswer"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={({ sentOn }) => command.run({ sentOn: parseDay(sentOn, today()) ?? sentOn })}
      >
        <Paragraph>
          <Text id="application.answerWhat" />
        </Paragraph>
        <DateField name="sentOn" label={text('application.sentOn')} />
      </CommandForm>
    </CommandDialog>
  );
}
