import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { MemberFields, type MemberValues, toNewMember } from './member-fields.tsx';

/** A household that is new to the municipality, by its applicant; the others are added in the case. */
export function RegisterHouseholdDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const form = useForm<MemberValues>({ defaultValues: { name: '', birthDate: '', identityNumber: '' } });
  const command = useCommand<Schemas['HouseholdRegistration'], Schemas['RegisteredHousehold'] | undefined>({
    send: async (body, key) => {
      const params = { header: { 'idempotency-key': key } };
      return (await api.POST('/v1/households', { params, body })).data;
    },
    invalidates: [],
    onDone: (made) => {
      onClose();
      if (made === undefined) return;
      announce(text('cases.registered', { reference: made.reference }));
      void navigate({ to: '/saker/$householdId', params: { householdId: made.id } });
    },
  });
  return (
    <CommandDialog title={text('cases.register')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="cases.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={(values) => command.run({ members: [toNewMember(values, 'applicant')] })}
      >
        <Paragraph>
          <Text id="cases.registerWhat" />
        </Paragraph>
        <MemberFields />
      </CommandForm>
    </CommandDialog>
  );
}
