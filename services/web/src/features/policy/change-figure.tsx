import type { Schemas } from '@boligtrapp/client';
import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { hasStatus } from '../../api/has-status.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useFigureName, useFigureValue } from './figure-name.ts';
import { groupOf, type PolicyFigure, readFigure, withFigure } from './policy-figures.ts';
import { POLICY_SETS, readPolicySet } from './policy-queries.ts';

interface Values {
  value: string;
  reason: string;
}

const LEAST_REASON = 20;
const HUNDREDTHS = 100;

interface ChangeFigureProps {
  readonly set: Schemas['PolicySetDetails'];
  readonly figure: PolicyFigure;
  readonly close: () => void;
}

/**
 * Changes one figure of a draft, with the reason. Where somebody else has changed the draft since it was read, both
 * versions are shown, and what was typed stays.
 */
export function ChangeFigure({ set, figure, close }: ChangeFigureProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const queries = useQueryClient();
  // What the change builds on: the set as it was when the dialog was opened, or as one has seen it since.
  const [base, setBase] = useState(set);
  const [other, setOther] = useState<Schemas['PolicySetDetails']>();
  const scale = figure.unit === 'percent' ? HUNDREDTHS : 1;
  const form = useForm<Values>({
    defaultValues: {
      value: String((readFigure(set.content, figure.figure) ?? figure.least) / scale),
      reason: reasonOf(set, figure),
    },
  });
  const command = useCommand({
    send: async ({ value, reason, on }: { value: number; reason: string; on: Schemas['PolicySetDetails'] }) =>
      await answerOf(
        api.PATCH('/v1/policy-sets/{policySetId}', {
          params: { path: { policySetId: set.id }, header: { 'if-match': etagOf(on.version) } },
          body: { content: withFigure(on.content, { figure: figure.figure, value, reason }) },
        }),
      ),
    invalidates: [POLICY_SETS],
    onDone: () => {
      close();
      announce(text('figures.changed'));
    },
    onFailed: (error) => {
      if (hasStatus(error, 412)) void readPolicySet(set.id).then(setOther);
    },
  });
  const send = (on: Schemas['PolicySetDetails']): void => {
    const { value, reason } = form.getValues();
    command.run({ value: Math.round(numberOf(value) * scale), reason: reason.trim(), on });
  };
  return (
    <CommandForm
      form={form}
      onSubmit={() => send(base)}
      submit="figures.save"
      isRunning={command.isRunning}
      error={other === undefined ? command.error : null}
      onCancel={close}
    >
      <ValueFields form={form} figure={figure} scale={scale} />
      <TextField
        name="reason"
        label={text('reason.label')}
        description={text('figures.reasonMeans')}
        rows={3}
        minLength={LEAST_REASON}
        maxLength={2000}
      />
      {other !== undefined && (
        <Conflict
          other={other}
          figure={figure}
          mine={numberOf(form.getValues('value')) * scale}
          onKeepMine={() => {
            command.reset();
            setBase(other);
            setOther(undefined);
            send(other);
          }}
          onTakeOther={() => {
            close();
            void queries.invalidateQueries({ queryKey: [...POLICY_SETS] });
          }}
        />
      )}
    </CommandForm>
  );
}

/** A number and a slider that say the same; the number alone is enough. */
function ValueFields({
  form,
  figure,
  scale,
}: {
  readonly form: UseFormReturn<Values>;
  readonly figure: PolicyFigure;
  readonly scale: number;
}): ReactNode {
  const text = useText();
  const nameOf = useFigureName();
  const value = useWatch({ control: form.control, name: 'value' });
  const name = nameOf(figure.figure);
  const [least, most] = [figure.least / scale, figure.most / scale];
  const number = numberOf(value);
  return (
    <>
      <TextField
        name="value"
        label={name}
        description={text('figures.between', { least, most })}
        inputMode="numeric"
        check={(typed) => {
          const given = numberOf(typed);
          const isFine = Number.isInteger(given * scale) && given >= least && given <= most;
          return isFine || text('figures.notBetween', { name, least, most });
        }}
      />
      <input
        type="range"
        className="bt-slider"
        aria-label={text('figures.slider', { name })}
        min={least}
        max={Math.max(figure.sliderMost / scale, Number.isFinite(number) ? Math.min(number, most) : 0)}
        value={Number.isFinite(number) ? number : least}
        onChange={({ target }) => form.setValue('value', target.value, { shouldDirty: true })}
      />
    </>
  );
}

/** Both versions of a figure that somebody else has changed meanwhile, and the choice between them. */
function Conflict({
  other,
  figure,
  mine,
  onKeepMine,
  onTakeOther,
}: {
  readonly other: Schemas['PolicySetDetails'];
  readonly figure: PolicyFigure;
  readonly mine: number;
  readonly onKeepMine: () => void;
  readonly onTakeOther: () => void;
}): ReactNode {
  const text = useText();
  const write = useFigureValue();
  return (
    <Alert data-color="warning" role="alert">
      <Paragraph>
        <strong>{text('figures.conflict')}</strong>
      </Paragraph>
      <dl className="bt-terms">
        <div>
          <dt>{text('figures.theirs')}</dt>
          <dd>
            {write(readFigure(other.content, figure.figure), figure.unit)} – {reasonOf(other, figure)} (
            {other.editors.at(-1) ?? other.author})
          </dd>
        </div>
        <div>
          <dt>{text('figures.mine')}</dt>
          <dd>{write(mine, figure.unit)}</dd>
        </div>
      </dl>
      <div className="bt-actions">
        <Button type="button" data-size="sm" onClick={onKeepMine}>
          <Text id="figures.keepMine" />
        </Button>
        <Button type="button" variant="secondary" data-size="sm" onClick={onTakeOther}>
          <Text id="figures.takeTheirs" />
        </Button>
      </div>
    </Alert>
  );
}

function reasonOf({ content }: Schemas['PolicySetDetails'], { figure }: PolicyFigure): string {
  const sources = new Map(Object.entries(content.sources));
  return sources.get(groupOf(figure))?.reason ?? '';
}

function numberOf(typed: string): number {
  return typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'));
}
