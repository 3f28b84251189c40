import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import type { MessageId } from '../../i18n/messages/nb.ts';
import { useText } from '../../i18n/text.tsx';
import type { LimitAction, LimitKind } from './limit-actions.tsx';
import { type LimitValues, STATUSES, sendLimit } from './send-limit.ts';

const EMPTY: LimitValues = {
  status: '',
  highestLevelAllowed: '',
  capPoints: '',
  reason: '',
  owner: '',
  reviewOn: '',
  validFrom: '',
  validTo: '',
  endsOn: '',
};

/** Sets, renews or ends the status of a place, or its own cap. */
export function LimitDialog({
  placeId,
  kind,
  action,
  title,
  onClose,
}: {
  readonly placeId: string;
  readonly kind: LimitKind;
  readonly action: LimitAction;
  readonly title: MessageId;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<LimitValues>({ defaultValues: EMPTY });
  const status = form.watch('status');
  const command = useCommand<LimitValues, unknown>({
    send: async (values, key) => await sendLimit({ placeId, kind, action }, values, key),
    invalidates: [['places']],
    onDone: () => {
      announce(text('place.saved'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text(title)} onClose={onClose}>
      <CommandForm
        form={form}
        submit="place.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={(values) => command.run(values)}
      >
        {action === 'set' && kind === 'status' && (
          <RadioField
            name="status"
            label={text('place.status')}
            choices={STATUSES.map((value) => ({ value, name: text(`place.status.${value}`) }))}
          />
        )}
        {action === 'set' && kind === 'status' && status === 'spared' && (
          <TextField
            name="highestLevelAllowed"
            label={text('place.highest')}
            description={text('place.highestWhat')}
            inputMode="numeric"
          />
        )}
        {action === 'set' && kind === 'cap' && (
          <TextField name="capPoints" label={text('place.capPoints')} inputMode="numeric" />
        )}
        {action === 'set' && <DateField name="validFrom" label={text('place.from')} />}
        {action === 'set' && <DateField name="validTo" label={text('place.until')} isOptional />}
        {action === 'end' && <DateField name="endsOn" label={text('place.until')} />}
        <TextField name="reason" label={text('words.reason')} rows={3} maxLength={1000} />
        {action !== 'end' && (
          <>
            <TextField name="owner" label={text('place.owner')} description={text('place.ownerWhat')} />
            <DateField name="reviewOn" label={text('place.review')} description={text('place.reviewWhat')} />
          </>
        )}
      </CommandForm>
    </CommandDialog>
  );
}
