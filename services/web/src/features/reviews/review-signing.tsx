import type { Schemas } from '@boligtrapp/client';
import { List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { Instant } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { votersOf } from '../meetings/capacities.ts';
import { reviewEffects } from './use-review.ts';

interface ReviewProps {
  readonly review: Schemas['ReviewDetails'];
}

/** Who has signed what is ruled, and a signature of one's own. Two decide. */
export function ReviewSigning({ review }: ReviewProps): ReactNode {
  const text = useText();
  const me = useMe().data;
  const { signatures, contentHash, decision } = review;
  const valid = signatures.filter((signature) => signature.contentHash === contentHash);
  const hasSigned = valid.some(({ signedBy }) => signedBy === me?.id);
  const isRuled = contentHash !== null && review.allowedActions.includes('decide');
  const maySign = may(me, 'decisions.sign') && isRuled && !hasSigned;
  return (
    <Section title={text('reviewSigning.title')}>
      <Paragraph>{text('reviewSigning.count', { count: valid.length })}</Paragraph>
      {decision === null && (
        <Paragraph>
          <Text id="reviewSigning.who" />
        </Paragraph>
      )}
      <List.Unordered>
        {valid.map((signature) => (
          <List.Item key={`${signature.signedBy} ${signature.signedAt}`}>
            {signature.signedBy}, <Instant at={signature.signedAt} />
            {', '}
            {signature.delegationReference === null
              ? text('reviewSigning.inMeeting')
              : text('reviewSigning.byDelegation', { reference: signature.delegationReference })}
          </List.Item>
        ))}
      </List.Unordered>
      {maySign && (
        <div className="bt-actions">
          <DialogButton label={text('reviewSigning.open')} variant="primary">
            {(close) => <SignForm review={review} close={close} />}
          </DialogButton>
        </div>
      )}
      {decision !== null && may(me, 'decisions.read') && (
        <Paragraph>
          <a href={`/v1/reviews/${review.id}/protocol`} download={`protokoll-${review.id}.json`}>
            <Text id="reviewSigning.protocol" />
          </a>
        </Paragraph>
      )}
    </Section>
  );
}

interface Values {
  authority: string;
  delegationReference: string;
}

function SignForm({ review, close }: ReviewProps & { readonly close: () => void }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const meetingId = useOpenMeeting(review.leaseId);
  const form = useForm<Values>({ defaultValues: { authority: '', delegationReference: '' } });
  const authority = useWatch({ control: form.control, name: 'authority' });
  const command = useCommand({
    send: async (body: Schemas['ReviewSignature'], key) =>
      await answerOf(
        api.POST('/v1/reviews/{reviewId}/signatures', {
          params: { path: { reviewId: review.id }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    invalidates: reviewEffects(review),
    onDone: ({ decisionId }) => {
      close();
      announce(text(decisionId === null ? 'reviewSigning.signed' : 'reviewSigning.decided'));
    },
  });
  const contentHash = review.contentHash ?? '';
  return (
    <CommandForm
      form={form}
      onSubmit={({ delegationReference }) =>
        command.run(
          authority === 'meeting'
            ? { contentHash, meetingId: meetingId ?? null }
            : { contentHash, delegationReference: delegationReference.trim() },
        )
      }
      submit="reviewSigning.sign"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <Paragraph>
        <Text id="reviewSigning.what" />
      </Paragraph>
      <RadioField
        name="authority"
        label={text('reviewSigning.authority')}
        choices={[
          ...(meetingId === undefined ? [] : [{ value: 'meeting', name: text('reviewSigning.inMeeting') }]),
          { value: 'delegation', name: text('reviewSigning.delegation') },
        ]}
      />
      {authority === 'delegation' && (
        <TextField
          name="delegationReference"
          label={text('reviewSigning.reference')}
          description={text('reviewSigning.referenceMeans')}
          maxLength={200}
        />
      )}
    </CommandForm>
  );
}

/** The open meeting in which one may sign about the lease; undefined where there is none. */
function useOpenMeeting(leaseId: string): string | undefined {
  const actor = useMe().data;
  const me = actor?.id;
  const isAllowed = may(actor, 'meetings.read');
  const meeting = useQuery({
    queryKey: ['meetings', 'open', 'lease', leaseId, me],
    enabled: isAllowed,
    queryFn: async () => {
      const { items } = await answerOf(api.GET('/v1/meetings', { params: { query: { limit: 20 } } }));
      for (const { id } of items.filter(({ state }) => state === 'open')) {
        const meeting = await answerOf(
          api.GET('/v1/meetings/{meetingId}', { params: { path: { meetingId: id } } }),
        );
        const isHere = meeting.agenda.some((item) => item.leaseId === leaseId);
        if (isHere && meeting.isQuorate && votersOf(meeting).some(({ member }) => member === me)) return id;
      }
      return null;
    },
  });
  return meeting.data ?? undefined;
}
