import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** What may be done to a proposal of the next in line. */
export type SuccessionAction = 'confirm' | 'decide' | 'discard';

interface Sent {
  readonly what: SuccessionAction;
  readonly said: string;
}

/** Confirms, decides or discards the next in line. */
export function SuccessionDialog({
  what,
  succession,
  onClose,
}: {
  readonly what: SuccessionAction;
  readonly succession: Schemas['Succession'];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { delegationReference: '', reason: '' } });
  const { dwellingReference: dwelling, householdReference: household } = succession;
  const command = useCommand<Sent, unknown>({
    send: async (sent, key) => await send(succession.id, sent, key),
    invalidates: [['successions'], ['offers'], ['cases'], ['dwellings']],
    onDone: () => {
      announce(text(`succession.${what}Done`, { dwelling, household }));
      onClose();
    },
  });
  return (
    <CommandDialog title={text(`succession.${what}Of`, { dwelling })} onClose={onClose}>
      <CommandForm
        form={form}
        submit={`succession.${what}`}
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={({ delegationReference, reason }) =>
          command.run({ what, said: (what === 'decide' ? delegationReference : reason).trim() })
        }
      >
        <Paragraph>
          <Text id={`succession.${what}What`} values={{ dwelling, household }} />
        </Paragraph>
        {what === 'decide' && (
          <TextField
            name="delegationReference"
            label={text('succession.delegation')}
            description={text('succession.delegationWhat')}
            maxLength={200}
          />
        )}
        {what === 'discard' && (
          <TextField name="reason" label={text('words.reason')} minLength={20} rows={3} />
        )}
      </CommandForm>
    </CommandDialog>
  );
}

async function send(successionId: string, { what, said }: Sent, key: string): Promise<unknown> {
  const header = { 'idempotency-key': key };
  const params = { path: { successionId }, header };
  switch (what) {
    case 'confirm':
      return await api.POST('/v1/successions/{successionId}/confirm', { params });
    case 'decide':
      return await api.POST('/v1/successions/{successionId}/decide', {
        params,
        body: { delegationReference: said },
      });
    case 'discard':
      return await api.POST('/v1/successions/{successionId}/discard', { params, body: { reason: said } });
  }
}
