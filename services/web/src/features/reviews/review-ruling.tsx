import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { Section } from '../../components/section.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { reviewEffects } from './use-review.ts';

type Ruling = Schemas['ReviewRulingChange'];

const OUTCOMES = ['renewed', 'moved', 'private-rental', 'startlan', 'ended'] as const;
const REASONS = [
  'need-changed',
  'need-ended',
  'wish-of-household',
  'safety-of-household',
  'safety-of-neighbours',
  'condition-of-dwelling',
  'rent',
  'conduct',
  'facts-incomplete',
  'other',
] as const;
const LEAST_REASON = 20;

interface ReviewProps {
  readonly review: Schemas['ReviewDetails'];
}

/** What people rule, which nothing chooses for them. */
export function ReviewRuling({ review }: ReviewProps): ReactNode {
  const text = useText();
  const me = useMe().data;
  const { ruling } = review;
  const mayRule = may(me, 'decisions.write') && review.allowedActions.includes('rule');
  return (
    <Section title={text('reviewRuling.title')}>
      {ruling === null ? (
        <Paragraph>
          <Text id="reviewRuling.none" />
        </Paragraph>
      ) : (
        <RulingText ruling={ruling} />
      )}
      {mayRule && (
        <div className="bt-actions">
          <DialogButton
            label={text(ruling === null ? 'reviewRuling.open' : 'reviewRuling.change')}
            variant={ruling === null ? 'primary' : 'secondary'}
          >
            {(close) => <RulingForm review={review} close={close} />}
          </DialogButton>
        </div>
      )}
    </Section>
  );
}

function RulingText({
  ruling,
}: {
  readonly ruling: NonNullable<Schemas['ReviewDetails']['ruling']>;
}): ReactNode {
  const text = useText();
  const { outcome, termMonths, target, reasonCode } = ruling;
  return (
    <>
      <Paragraph>
        <strong>{text(`reviewOutcome.${outcome}`)}</strong>
        {termMonths !== null && `, ${text('reviewRuling.months', { count: termMonths })}`}
        {target !== null &&
          `, ${text(`track.${target.track}`)}, ${text('ladder.step', { level: target.level })}`}
      </Paragraph>
      {ruling.departsFromRecommendation && (
        <Alert data-color="warning">
          <Text id="reviewRuling.departs" />
        </Alert>
      )}
      <Paragraph>
        {reasonCode !== null && `${text(`reviewReason.${reasonCode}`)}. `}
        {ruling.reason}
      </Paragraph>
      {ruling.ruledBy !== null && (
        <Paragraph data-size="sm">{text('reviewRuling.by', { by: ruling.ruledBy })}</Paragraph>
      )}
    </>
  );
}

interface Values {
  outcome: string;
  termMonths: string;
  target: string;
  reasonCode: string;
  reason: string;
}

function RulingForm({ review, close }: ReviewProps & { readonly close: () => void }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<Values>({
    defaultValues: { outcome: '', termMonths: '', target: '', reasonCode: '', reason: '' },
  });
  // The version that was read when the form was opened: what somebody else has ruled since is not overwritten unseen.
  const [version] = useState(review.ruling?.version ?? 0);
  const command = useCommand({
    send: async (body: Ruling) =>
      await answerOf(
        api.PUT('/v1/reviews/{reviewId}/ruling', {
          params: { path: { reviewId: review.id }, header: { 'if-match': etagOf(version) } },
          body,
        }),
      ),
    invalidates: reviewEffects(review),
    onDone: () => {
      close();
      announce(text('reviewRuling.saved'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => command.run(rulingOf(values))}
      submit="reviewRuling.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <RadioField
        name="outcome"
        label={text('reviewRuling.outcome')}
        choices={OUTCOMES.map((outcome) => ({
          value: outcome,
          name: text(`reviewOutcome.${outcome}`),
          description: text(`reviewRuling.leadsTo.${outcome}`),
        }))}
      />
      <OutcomeFields form={form} facts={review.facts} />
      <SelectField
        name="reasonCode"
        label={text('reviewRuling.reasonCode')}
        choices={REASONS.map((reason) => ({ value: reason, name: text(`reviewReason.${reason}`) }))}
      />
      <TextField
        name="reason"
        label={text('reason.label')}
        description={text('reason.noHealth')}
        rows={4}
        minLength={LEAST_REASON}
        maxLength={4000}
      />
    </CommandForm>
  );
}

/** What belongs to one outcome alone. */
function OutcomeFields({
  form,
  facts,
}: {
  readonly form: UseFormReturn<Values>;
  readonly facts: Schemas['ReviewDetails']['facts'];
}): ReactNode {
  const text = useText();
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  if (outcome === 'renewed') {
    return (
      <TextField
        name="termMonths"
        label={text('reviewRuling.termMonths')}
        description={text('reviewRuling.termMeans')}
        inputMode="numeric"
      />
    );
  }
  if (outcome !== 'moved' || facts === null) return null;
  const { need, home } = facts;
  const levels = [...new Set([need.level, ...need.acceptableLevels])].toSorted((a, b) => a - b);
  return (
    <SelectField
      name="target"
      label={text('reviewRuling.target')}
      choices={levels.map((level) => ({
        value: `${need.track} ${level}`,
        name: [
          text(`track.${need.track}`),
          text('ladder.step', { level }),
          text(
            level === home.level
              ? 'reviewRuling.same'
              : level > home.level
                ? 'reviewRuling.up'
                : 'reviewRuling.down',
          ),
        ].join(', '),
      }))}
    />
  );
}

function rulingOf(values: Values): Ruling {
  const outcome = OUTCOMES.find((one) => one === values.outcome) ?? 'renewed';
  const [track, level] = values.target.split(' ');
  return {
    outcome,
    termMonths: outcome === 'renewed' ? Number(values.termMonths) : null,
    target:
      outcome === 'moved' ? { track: track === 'care' ? 'care' : 'welfare', level: Number(level) } : null,
    reasonCode: REASONS.find((one) => one === values.reasonCode) ?? null,
    reason: values.reason.trim(),
  };
}
