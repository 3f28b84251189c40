import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';
import { LastSafeDay } from './last-safe-day.tsx';
import { noticeEffects } from './notice-queries.ts';

interface Values {
  language: string;
  moveOutOn: string;
  on: string;
  at: string;
  place: string;
}

/** Writes the letter from its template; the text is stored, and can be written again until it is sent. */
export function WriteNotice({
  notice,
  lease,
  close,
}: {
  readonly notice: Schemas['Notice'];
  readonly lease: Schemas['LeaseDetails'];
  readonly close: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<Values>({
    defaultValues: { language: '', moveOutOn: '', on: '', at: '', place: '' },
  });
  const command = useCommand({
    send: async (body: Schemas['NoticeWriting'], key) =>
      await answerOf(
        api.POST('/v1/notices/{noticeId}/write', {
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
      announce(text('notices.written'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => command.run(bodyOf(notice, values))}
      submit="notices.writeDo"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <LastSafeDay lease={lease} />
      <RadioField
        name="language"
        label={text('notices.language')}
        choices={[
          { value: 'nb', name: 'Bokmål' },
          { value: 'nn', name: 'Nynorsk' },
        ]}
      />
      {notice.kind === 'move-request' && (
        <DateField
          name="moveOutOn"
          label={text('notices.moveOutOn')}
          description={text('notices.moveOutMeans')}
          isOptional={today() <= notice.lastDay}
        />
      )}
      {notice.kind === 'interview-invitation' && (
        <>
          <DateField name="on" label={text('notices.meetingOn')} />
          <TextField name="at" label={text('notices.meetingAt')} description={text('notices.timeForm')} />
          <TextField name="place" label={text('notices.meetingPlace')} maxLength={200} />
        </>
      )}
    </CommandForm>
  );
}

function bodyOf({ kind }: Schemas['Notice'], values: Values): Schemas['NoticeWriting'] {
  const { language, moveOutOn, on, at, place } = values;
  return {
    language: language === 'nn' ? 'nn' : 'nb',
    moveOutOn: kind === 'move-request' ? (parseDay(moveOutOn, today()) ?? null) : null,
    meeting:
      kind === 'interview-invitation'
        ? { on: parseDay(on, today()) ?? '', at: at.trim().replace('.', ':'), place: place.trim() }
        : null,
  };
}
