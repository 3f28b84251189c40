import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';

const REASONS = [
  'area',
  'size',
  'standard',
  'rent',
  'accessibility',
  'found-another',
  'not-stated',
  'other',
] as const satisfies readonly Schemas['OfferDecline']['reasonCode'][];

/** The household says no, and why. */
export function DeclineDialog({ offer, invalidates, onClose }: OfferDialogProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { reasonCode: '' } });
  const { id: offerId, dwellingReference: dwelling } = offer;
  const command = useCommand<Schemas['OfferDecline'], unknown>({
    send: async (body, key) => {
      const header = { 'idempotency-key': key };
      return await api.POST('/v1/offers/{offerId}/decline', { params: { path: { offerId }, header }, body });
    },
    invalidates: [['successions'], ...invalidates],
    onDone: () => {
      announce(text('offers.declined', { dwelling }));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('offers.declineOf', { dwelling })} onClose={onClose}>
      <CommandForm
        form={form}
        submit="offers.saveDecline"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={(values) => {
          const reasonCode = REASONS.find((each) => each === values.reasonCode);
          if (reasonCode !== undefined) command.run({ reasonCode });
        }}
      >
        <Paragraph>
          <Text id="offers.declineWhat" />
        </Paragraph>
        <SelectField
          name="reasonCode"
          label={text('words.reason')}
          choices={REASONS.map((value) => ({ value, name: text(`offer.reason.${value}`) }))}
        />
      </CommandForm>
    </CommandDialog>
  );
}
