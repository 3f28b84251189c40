import type { Schemas } from '@boligtrapp/client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Day } from '../../components/day.tsx';
import { parseDay, writeDay } from '../../components/parse-day.ts';
import { QueryState } from '../../components/query-state.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { reviewEffects } from './use-review.ts';

interface RecordProps {
  readonly review: Schemas['ReviewDetails'];
  readonly close: () => void;
}

type Input = Schemas['ReviewInputRecord']['input'];

const WISHES = [
  'stay',
  'move-smaller',
  'move-larger',
  'move-area',
  'private-rental',
  'buy',
  'not-stated',
] as const;
const ARREARS = ['none', 'some', 'serious'] as const;

function useRecord({ review, close }: RecordProps): Command<Input, Schemas['RecordedReviewInput']> {
  const text = useText();
  const announce = useAnnounce();
  return useCommand({
    send: async (input: Input, key) =>
      await answerOf(
        api.POST('/v1/reviews/{reviewId}/inputs', {
          params: {
            path: { reviewId: review.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(review.version) },
          },
          body: { input },
        }),
      ),
    invalidates: reviewEffects(review),
    onDone: () => {
      close();
      announce(text('review.recorded'));
    },
  });
}

/** Takes in what the tenant wishes, from the talk with them. */
export function RecordWish(props: RecordProps): ReactNode {
  const text = useText();
  const command = useRecord(props);
  const form = useForm({ defaultValues: { wish: '', remark: '', asOf: writeDay(today()) } });
  return (
    <CommandForm
      form={form}
      onSubmit={({ wish, remark, asOf }) =>
        command.run({
          kind: 'wish',
          wish: WISHES.find((one) => one === wish) ?? 'not-stated',
          remark: remark.trim() === '' ? null : remark.trim(),
          asOf: parseDay(asOf, today()) ?? '',
        })
      }
      submit="review.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={props.close}
    >
      <RadioField
        name="wish"
        label={text('reviewInput.wish')}
        choices={WISHES.map((wish) => ({ value: wish, name: text(`wish.${wish}`) }))}
      />
      <TextField
        name="remark"
        label={text('review.remark')}
        description={text('reason.noHealth')}
        rows={3}
        maxLength={1000}
        isOptional
      />
      <DateField name="asOf" label={text('review.asOf')} />
    </CommandForm>
  );
}

/** Takes in whether rent is owed. */
export function RecordRent(props: RecordProps): ReactNode {
  const text = useText();
  const command = useRecord(props);
  const form = useForm({ defaultValues: { arrears: '', asOf: writeDay(today()) } });
  return (
    <CommandForm
      form={form}
      onSubmit={({ arrears, asOf }) =>
        command.run({
          kind: 'rent',
          arrears: ARREARS.find((one) => one === arrears) ?? 'none',
          asOf: parseDay(asOf, today()) ?? '',
        })
      }
      submit="review.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={props.close}
    >
      <RadioField
        name="arrears"
        label={text('reviewInput.rent')}
        choices={ARREARS.map((one) => ({ value: one, name: text(`arrears.${one}`) }))}
      />
      <DateField name="asOf" label={text('review.asOf')} />
    </CommandForm>
  );
}

/** Takes in the newest assessment of the household, and whether it still qualifies for a municipal dwelling. */
export function RecordAssessment(props: RecordProps): ReactNode {
  const { householdId } = props.review;
  const newest = useQuery({
    queryKey: ['assessments', 'newest', householdId],
    queryFn: async () => {
      if (householdId === null) return null;
      const query = { householdId, limit: 1 };
      const { items } = await answerOf(api.GET('/v1/assessments', { params: { query } }));
      return items[0] ?? null;
    },
  });
  return (
    <QueryState query={newest}>
      {(assessment) =>
        assessment === null ? (
          <Text id="review.noAssessment" />
        ) : (
          <AssessmentForm {...props} assessment={assessment} />
        )
      }
    </QueryState>
  );
}

function AssessmentForm({
  assessment,
  ...props
}: RecordProps & { readonly assessment: Schemas['Assessment'] }): ReactNode {
  const text = useText();
  const command = useRecord(props);
  const form = useForm({ defaultValues: { stillQualifies: '' } });
  return (
    <CommandForm
      form={form}
      onSubmit={({ stillQualifies }) =>
        command.run({
          kind: 'assessment',
          assessmentId: assessment.id,
          stillQualifies: stillQualifies === 'yes',
        })
      }
      submit="review.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={props.close}
    >
      <p>
        {text('review.newestAssessment', { level: assessment.level })} <Day date={assessment.assessedOn} />
      </p>
      <RadioField
        name="stillQualifies"
        label={text('review.stillQualifies')}
        choices={[
          { value: 'yes', name: text('answer.yes') },
          { value: 'no', name: text('answer.no') },
        ]}
      />
    </CommandForm>
  );
}
