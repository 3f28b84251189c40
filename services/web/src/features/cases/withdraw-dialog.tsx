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
import { caseKey } from './case-queries.ts';

/** The household withdraws its application. */
export function WithdrawDialog({
  application: { id: applicationId, householdId, version },
  onClose,
}: {
  readonly application: Schemas['HousingApplication'];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: {} });
  const command = useCommand<{ readonly version: number }, unknown>({
    send: async ({ version: seen }, key) => {
      const header = { 'if-match': `"${seen}"`, 'idempotency-key': key };
      const params = { path: { applicationId }, header };
      return await api.POST('/v1/applications/{applicationId}/withdraw', { params });
    },
    invalidates: [caseKey(householdId), ['queue']],
    onDone: () => {
      announce(text('application.withdrawn'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('application.withdraw')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="application.withdrawNow"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={() => command.run({ version })}
      >
        <Paragraph>
          <Text id="application.withdrawWhat" />
        </Paragraph>
      </CommandForm>
    </CommandDialog>
  );
}
