import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';

/** The household says yes. */
export function AcceptDialog({ offer, invalidates, onClose }: OfferDialogProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: {} });
  const { id: offerId, dwellingReference: dwelling } = offer;
  const command = useCommand<Record<string, never>, unknown>({
    send: async (_, key) => {
      const header = { 'idempotency-key': key };
      return await api.POST('/v1/offers/{offerId}/accept', { params: { path: { offerId }, header } });
    },
    invalidates,
    onDone: () => {
      announce(text('offers.accepted', { dwelling }));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('offers.acceptOf', { dwelling })} onClose={onClose}>
      <CommandForm
        form={form}
        submit="offers.saveAccept"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={() => command.run({})}
      >
        <Paragraph>
          <Text id="offers.acceptWhat" />
        </Paragraph>
      </CommandForm>
    </CommandDialog>
  );
}
