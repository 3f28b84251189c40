import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { useText } from '../../i18n/text.tsx';
import { LastSafeDay } from './last-safe-day.tsx';
import { noticeEffects } from './notice-queries.ts';

const KINDS = ['interview-invitation', 'expiry-information', 'move-request'] as const;

/** Prepares a letter, whether or not a rule asks for it. */
export function PrepareNotice({
  lease,
  close,
}: {
  readonly lease: Schemas['LeaseDetails'];
  readonly close: () => void;
}): ReactNode {
  const text = useText();
  const leaseId = lease.id;
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { kind: '' } });
  const command = useCommand({
    send: async (kind: Schemas['NoticePreparation']['kind'], key) =>
      await answerOf(
        api.POST('/v1/notices', {
          params: { header: { 'idempotency-key': key } },
          body: { leaseId, kind },
        }),
      ),
    invalidates: noticeEffects(leaseId),
    onDone: () => {
      close();
      announce(text('notices.prepared'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => {
        const kind = KINDS.find((one) => one === values.kind);
        if (kind !== undefined) command.run(kind);
      }}
      submit="notices.prepareDo"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <LastSafeDay lease={lease} />
      <RadioField
        name="kind"
        label={text('notices.kind')}
        choices={KINDS.map((kind) => ({ value: kind, name: text(`notice.${kind}`) }))}
      />
    </CommandForm>
  );
}
