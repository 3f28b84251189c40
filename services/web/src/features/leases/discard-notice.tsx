import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useText } from '../../i18n/text.tsx';
import { noticeEffects } from './notice-queries.ts';

/** Discards a letter that is not to be sent, with the reason. */
export function DiscardNotice({
  notice,
  close,
}: {
  readonly notice: Schemas['Notice'];
  readonly close: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { reason: '' } });
  const command = useCommand({
    send: async (body: Schemas['NoticeDiscarding'], key) =>
      await answerOf(
        api.POST('/v1/notices/{noticeId}/discard', {
          params: {
            path: { noticeId: notice.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(notice.version) },
          },
          body,
        }),
      ),
    invalidates: noticeEffects(notice.leaseId),
    onDone: () => {
      close();
      announce(text('notices.discarded'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={({ reason }) => command.run({ reason: reason.trim() })}
      submit="notices.discard"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <TextField
        name="reason"
        label={text('reason.label')}
        description={text('reason.noHealth')}
        rows={3}
        maxLength={1000}
      />
    </CommandForm>
  );
}
