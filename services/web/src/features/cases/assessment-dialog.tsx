import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { AssessmentFields } from './assessment-fields.tsx';
import { type AssessmentValues, toAssessment, valuesOf } from './assessment-values.ts';
import { caseKey } from './case-queries.ts';

/** A new assessment. It begins from the one in force, which stays as it is. */
export function AssessmentDialog({
  householdId,
  current,
  onClose,
}: {
  readonly householdId: string;
  readonly current: Schemas['Assessment'] | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<AssessmentValues>({ defaultValues: valuesOf(current) });
  const command = useCommand<Schemas['AssessmentRegistration'], unknown>({
    send: async (body, key) => {
      const params = { header: { 'idempotency-key': key } };
      return await api.POST('/v1/assessments', { params, body });
    },
    invalidates: [caseKey(householdId), ['queue']],
    onDone: () => {
      announce(text('assessment.registered'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('assessment.register')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="assessment.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={(values) => command.run(toAssessment(values, { householdId, current }))}
      >
        <Paragraph>
          <Text id={current === undefined ? 'assessment.what' : 'assessment.whatNew'} />
        </Paragraph>
        <AssessmentFields />
      </CommandForm>
    </CommandDialog>
  );
}
