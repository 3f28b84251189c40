import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';
import { caseKey } from './case-queries.ts';

const TRACKS = ['municipal-dwelling', 'care-dwelling', 'assistance', 'temporary-housing'] as const;
const OUTCOMES = ['granted', 'refused'] as const;
/** A reason that a decision can rest on is no shorter; the API says the same. */
const SHORTEST_REASON = 20;

/** The decision whether the household is entitled to what it applied for. */
export function EntitlementDialog({
  application: { id: applicationId, householdId },
  onClose,
}: {
  readonly application: Schemas['HousingApplication'];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({
    defaultValues: {
      decisionTrack: '',
      outcome: '',
      localRules: '',
      reason: '',
      decidedOn: '',
      notifiedOn: '',
    },
  });
  const [track, outcome] = form.watch(['decisionTrack', 'outcome']);
  const command = useCommand<Schemas['EntitlementRegistration'], unknown>({
    send: async (body, key) => {
      const params = { path: { applicationId }, header: { 'idempotency-key': key } };
      return await api.POST('/v1/applications/{applicationId}/entitlements', { params, body });
    },
    invalidates: [caseKey(householdId), ['queue']],
    onDone: () => {
      announce(text('entitlement.registered'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('entitlement.register')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="entitlement.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={(values) => {
          const decisionTrack = TRACKS.find((each) => each === values.decisionTrack);
          const chosen = OUTCOMES.find((each) => each === values.outcome);
          if (decisionTrack === undefined || chosen === undefined) return;
          command.run({
            decisionTrack,
            outcome: chosen,
            localRules: orNull(values.localRules),
            reason: orNull(values.reason),
            decidedOn: parseDay(values.decidedOn, today()) ?? values.decidedOn,
            notifiedOn: parseDay(values.notifiedOn, today()) ?? values.notifiedOn,
          });
        }}
      >
        <SelectField
          name="decisionTrack"
          label={text('entitlement.about')}
          choices={TRACKS.map((value) => ({ value, name: text(`entitlement.track.${value}`) }))}
        />
        <RadioField
          name="outcome"
          label={text('entitlement.outcome')}
          choices={OUTCOMES.map((value) => ({ value, name: text(`entitlement.outcome.${value}`) }))}
        />
        <TextField
          name="localRules"
          label={text('entitlement.localRules')}
          isOptional={track !== 'municipal-dwelling'}
          maxLength={200}
        />
        <TextField
          name="reason"
          label={text('words.reason')}
          description={text('entitlement.reasonWhat')}
          isOptional={outcome !== 'refused'}
          minLength={SHORTEST_REASON}
          maxLength={4000}
          rows={4}
        />
        <DateField name="decidedOn" label={text('entitlement.decided')} />
        <DateField name="notifiedOn" label={text('entitlement.notified')} />
      </CommandForm>
    </CommandDialog>
  );
}

function orNull(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}
