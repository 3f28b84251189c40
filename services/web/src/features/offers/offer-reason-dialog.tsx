import { Paragraph } from '@digdir/designsystemet-react';
import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import type { MessageId } from '../../i18n/messages/nb.ts';
import { Text, useText } from '../../i18n/text.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';

interface OfferReasonDialogProps<Reason extends string> extends OfferDialogProps {
  readonly reasons: readonly Reason[];
  readonly nameOf: (reason: Reason) => string;
  readonly send: (reasonCode: Reason, key: string) => Promise<unknown>;
  /** What the dialog says, and what is said once it is done. */
  readonly texts: Readonly<Record<'title' | 'what' | 'save' | 'done', MessageId>>;
}

/** An offer comes to an end for one of some reasons. Successions may have begun by it. */
export function OfferReasonDialog<Reason extends string>({
  offer: { dwellingReference: dwelling },
  invalidates,
  onClose,
  reasons,
  nameOf,
  send,
  texts,
}: OfferReasonDialogProps<Reason>): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { reasonCode: '' } });
  const outdated: readonly QueryKey[] = [['successions'], ...invalidates];
  const command = useCommand<Reason, unknown>({
    send,
    invalidates: outdated,
    onDone: () => {
      announce(text(texts.done, { dwelling }));
      onClose();
    },
  });
  return (
    <CommandDialog title={text(texts.title, { dwelling })} onClose={onClose}>
      <CommandForm
        form={form}
        submit={texts.save}
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={(values) => {
          const reason = reasons.find((each) => each === values.reasonCode);
          if (reason !== undefined) command.run(reason);
        }}
      >
        <Paragraph>
          <Text id={texts.what} />
        </Paragraph>
        <SelectField
          name="reasonCode"
          label={text('words.reason')}
          choices={reasons.map((value) => ({ value, name: nameOf(value) }))}
        />
      </CommandForm>
    </CommandDialog>
  );
}
