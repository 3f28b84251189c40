import type { Schemas } from '@boligtrapp/client';
import { Checkbox, Fieldset, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { Section } from '../../components/section.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { reviewEffects } from './use-review.ts';

interface ReviewProps {
  readonly review: Schemas['ReviewDetails'];
}

/** The new lease that was decided: made once, and then the way to it. */
export function RenewLease({ review }: ReviewProps): ReactNode {
  const text = useText();
  const { renewedLeaseId } = review;
  return (
    <Section title={text('renewal.title')}>
      {renewedLeaseId === null ? (
        <>
          <Paragraph>
            <Text id="renewal.none" />
          </Paragraph>
          <div className="bt-actions">
            <DialogButton label={text('renewal.make')} variant="primary">
              {(close) => <RenewalForm review={review} close={close} />}
            </DialogButton>
          </div>
        </>
      ) : (
        <Paragraph>
          <Link to="/leieforhold/$leaseId" params={{ leaseId: renewedLeaseId }}>
            <Text id="renewal.made" />
          </Link>
        </Paragraph>
      )}
    </Section>
  );
}

interface Values {
  regime: string;
  signedOn: string;
  rent: string;
  exceptionsInfoGivenOn: string;
  noTerminationInfoGivenOn: string;
  hasEvictionClauseExpiry: boolean;
  hasEvictionClauseRent: boolean;
}

const ORE_PER_KRONE = 100;

function RenewalForm({ review, close }: ReviewProps & { readonly close: () => void }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<Values>({
    defaultValues: {
      regime: '',
      signedOn: '',
      rent: '',
      exceptionsInfoGivenOn: '',
      noTerminationInfoGivenOn: '',
      hasEvictionClauseExpiry: false,
      hasEvictionClauseRent: false,
    },
  });
  const command = useCommand({
    send: async (body: Schemas['LeaseRenewal'], key) =>
      await answerOf(
        api.POST('/v1/reviews/{reviewId}/lease', {
          params: { path: { reviewId: review.id }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    invalidates: reviewEffects(review),
    onDone: () => {
      close();
      announce(text('renewal.done'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => command.run(bodyOf(values))}
      submit="renewal.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <RadioField
        name="regime"
        label={text('renewal.regime')}
        choices={[
          { value: 'public-11-1', name: text('renewal.public') },
          { value: 'ordinary', name: text('renewal.ordinary') },
        ]}
      />
      <DateField name="signedOn" label={text('lease.signedOn')} />
      <TextField name="rent" label={text('renewal.rent')} inputMode="numeric" />
      <DateField name="noTerminationInfoGivenOn" label={text('lease.noTermination')} isOptional />
      <DateField name="exceptionsInfoGivenOn" label={text('lease.exceptions')} isOptional />
      <Fieldset>
        <Fieldset.Legend>{text('renewal.clauses')}</Fieldset.Legend>
        <Checkbox label={text('renewal.clauseExpiry')} {...form.register('hasEvictionClauseExpiry')} />
        <Checkbox label={text('renewal.clauseRent')} {...form.register('hasEvictionClauseRent')} />
      </Fieldset>
    </CommandForm>
  );
}

function day(typed: string): string | null {
  return parseDay(typed, today()) ?? null;
}

function bodyOf(values: Values): Schemas['LeaseRenewal'] {
  return {
    regime: values.regime === 'ordinary' ? 'ordinary' : 'public-11-1',
    signedOn: day(values.signedOn) ?? '',
    exceptionsInfoGivenOn: day(values.exceptionsInfoGivenOn),
    noTerminationInfoGivenOn: day(values.noTerminationInfoGivenOn),
    hasEvictionClauseExpiry: values.hasEvictionClauseExpiry,
    hasEvictionClauseRent: values.hasEvictionClauseRent,
    rentOrePerMonth: Math.round(Number(values.rent.replaceAll(/\s/g, '').replace(',', '.')) * ORE_PER_KRONE),
  };
}
