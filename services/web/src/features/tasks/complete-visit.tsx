import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { etagOf } from '../../api/etag.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';

const OUTCOMES = ['met', 'not-met', 'refused'] as const;
const LEVELS = [1, 2, 3, 4] as const;

interface Values {
  outcome: string;
  heldOn: string;
  environmentLevel: string;
  needsChanged: string;
  note: string;
}

/** What a visit found; once stored it cannot be changed. */
export function CompleteVisit({
  followUp,
  close,
}: {
  readonly followUp: Schemas['FollowUp'];
  readonly close: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm<Values>({
    defaultValues: { outcome: '', heldOn: '', environmentLevel: '', needsChanged: '', note: '' },
  });
  const isMet = useWatch({ control: form.control, name: 'outcome' }) === 'met';
  const command = useCommand({
    send: async (body: Schemas['VisitReport'], key) =>
      await answerOf(
        api.POST('/v1/follow-ups/{followUpId}/complete', {
          params: {
            path: { followUpId: followUp.id },
            header: { 'idempotency-key': key, 'if-match': etagOf(followUp.version) },
          },
          body,
        }),
      ),
    invalidates: [['follow-ups'], ['case-tasks']],
    onDone: () => {
      close();
      announce(text('visit.saved'));
    },
  });
  return (
    <CommandForm
      form={form}
      onSubmit={(values) => command.run(reportOf(values))}
      submit="visit.save"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <RadioField
        name="outcome"
        label={text('visit.outcome')}
        choices={OUTCOMES.map((outcome) => ({ value: outcome, name: text(`visit.${outcome}`) }))}
      />
      <DateField name="heldOn" label={text('visit.heldOn')} />
      {isMet && (
        <>
          <SelectField
            name="environmentLevel"
            label={text('visit.environment')}
            choices={LEVELS.map((level) => ({ value: String(level), name: text(`visit.level.${level}`) }))}
          />
          <RadioField
            name="needsChanged"
            label={text('visit.needsChanged')}
            choices={[
              { value: 'yes', name: text('answer.yes') },
              { value: 'no', name: text('answer.no') },
            ]}
          />
        </>
      )}
      <TextField
        name="note"
        label={text('visit.note')}
        description={text('visit.noteMeans')}
        rows={3}
        maxLength={2000}
        isOptional
      />
    </CommandForm>
  );
}

function reportOf({ outcome, heldOn, environmentLevel, needsChanged, note }: Values): Schemas['VisitReport'] {
  const found = OUTCOMES.find((one) => one === outcome) ?? 'not-met';
  return {
    outcome: found,
    heldOn: parseDay(heldOn, today()) ?? '',
    environmentLevel: found === 'met' ? Number(environmentLevel) : null,
    needsChanged: found === 'met' && needsChanged === 'yes',
    note: note.trim() === '' ? null : note.trim(),
  };
}
