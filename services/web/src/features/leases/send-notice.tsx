import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LongDay } from '../../components/long-day.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { Failure } from '../../components/query-state.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { LastSafeDay } from './last-safe-day.tsx';
import { noticeEffects } from './notice-queries.ts';

const CHANNELS = ['digital', 'letter', 'in-person'] as const;

interface SendNoticeProps {
  readonly notice: Schemas['Notice'];
  readonly lease: Schemas['LeaseDetails'];
  readonly close: () => void;
}

/** Says that a letter was sent, in two steps: how it was, and a look at it, since it can never be changed. */
export function SendNotice({ notice, lease, close }: SendNoticeProps): ReactNode {
  const text = useText();
  const form = useForm({ defaultValues: { sentOn: '', channel: '', proof: '' } });
  const [sending, setSending] = useState<Schemas['NoticeSending']>();
  return (
    <>
      <LastSafeDay lease={lease} />
      {sending === undefined ? (
        <CommandForm
          form={form}
          onSubmit={(values) => setSending(sendingOf(values))}
          submit="notices.next"
          isRunning={false}
          error={null}
          onCancel={close}
        >
          <Paragraph>
            <Text id="notices.sendWhat" />
          </Paragraph>
          <DateField name="sentOn" label={text('notices.sentOn')} />
          <RadioField
            name="channel"
            label={text('notices.channel')}
            choices={CHANNELS.map((channel) => ({ value: channel, name: text(`channel.${channel}`) }))}
          />
          <TextField
            name="proof"
            label={text('notices.proof')}
            description={text('notices.proofMeans')}
            maxLength={200}
          />
        </CommandForm>
      ) : (
        <Confirm notice={notice} sending={sending} back={() => setSending(undefined)} close={close} />
      )}
    </>
  );
}

function sendingOf(values: {
  readonly sentOn: string;
  readonly channel: string;
  readonly proof: string;
}): Schemas['NoticeSending'] {
  return {
    sentOn: parseDay(values.sentOn, today()) ?? '',
    channel: CHANNELS.find((channel) => channel === values.channel) ?? 'digital',
    proof: values.proof.trim(),
  };
}

function Confirm({
  notice,
  sending,
  back,
  close,
}: {
  readonly notice: Schemas['Notice'];
  readonly sending: Schemas['NoticeSending'];
  readonly back: () => void;
  readonly close: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const command = useCommand({
    send: async (body: Schemas['NoticeSending'], key) =>
      await answerOf(
        api.POST('/v1/notices/{noticeId}/send', {
          params: {
            path: { noticeId: notice.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(notice.version) },
          },
          body,
        }),
      ),
    invalidates: noticeEffects(notice.leaseId),
    onDone: ({ legalState }) => {
      close();
      announce(text('notices.sent', { state: text(`leaseState.${legalState.state}`) }));
    },
  });
  return (
    <div className="bt-form">
      <Paragraph>
        <Text id="notices.confirmWhat" />
      </Paragraph>
      <dl className="bt-terms">
        <div>
          <dt>{text('notices.letter')}</dt>
          <dd>{text(`notice.${notice.kind}`)}</dd>
        </div>
        <div>
          <dt>{text('notices.sentOn')}</dt>
          <dd>
            <LongDay date={sending.sentOn} />
          </dd>
        </div>
        <div>
          <dt>{text('notices.channel')}</dt>
          <dd>{text(`channel.${sending.channel}`)}</dd>
        </div>
        <div>
          <dt>{text('notices.proof')}</dt>
          <dd>{sending.proof}</dd>
        </div>
      </dl>
      {command.error !== null && <Failure error={command.error} />}
      <div className="bt-actions">
        <Button loading={command.isRunning} onClick={() => command.run(sending)}>
          <Text id="notices.confirm" />
        </Button>
        <Button variant="secondary" onClick={back}>
          <Text id="notices.back" />
        </Button>
      </div>
    </div>
  );
}
