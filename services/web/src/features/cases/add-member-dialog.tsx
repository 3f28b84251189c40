import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { withoutStale } from '../../api/without-stale.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';
import { caseKey } from './case-queries.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { MemberFields, type MemberValues, toNewMember } from './member-fields.tsx';

const RELATIONS = ['partner', 'child', 'other'] as const;

interface Values extends MemberValues {
  readonly relation: (typeof RELATIONS)[number] | '';
  readonly from: string;
}

/** Somebody joins a household from a day on. */
export function AddMemberDialog({
  household,
  onClose,
}: {
  readonly household: Schemas['Household'];
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const { id: householdId, version } = household;
  const form = useForm<Values>({
    defaultValues: { name: '', birthDate: '', identityNumber: '', relation: '', from: '' },
  });
  const command = useCommand<Schemas['HouseholdJoining'] & { readonly version: number }, unknown>({
    send: async ({ version: seen, ...body }, key) => {
      const header = { 'if-match': `"${seen}"`, 'idempotency-key': key };
      const params = { path: { householdId }, header };
      return await api.POST('/v1/households/{householdId}/members', { params, body });
    },
    invalidates: [caseKey(householdId)],
    onDone: () => {
      announce(text('member.added'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('member.add')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="member.save"
        isRunning={command.isRunning}
        error={withoutStale(command.error)}
        onCancel={onClose}
        onSubmit={(values) => {
          if (values.relation === '') return;
          const from = parseDay(values.from, today()) ?? values.from;
          command.run({ from, member: toNewMember(values, values.relation), version });
        }}
      >
        <ChangedMeanwhile error={command.error} household={household} />
        <MemberFields />
        <RadioField
          name="relation"
          label={text('case.relation')}
          choices={RELATIONS.map((value) => ({ value, name: text(`relation.${value}`) }))}
        />
        <DateField name="from" label={text('member.from')} description={text('member.fromWhat')} />
      </CommandForm>
    </CommandDialog>
  );
}
