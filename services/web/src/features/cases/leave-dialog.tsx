import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
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
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { caseKey } from './case-queries.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';

/** Somebody leaves a household; nothing of the time before is deleted. */
export function LeaveDialog({
  household,
  member: { personId },
  name,
  onClose,
}: {
  readonly household: Schemas['Household'];
  readonly member: Schemas['HouseholdMember'];
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const { id: householdId, version } = household;
  const form = useForm({ defaultValues: { until: '' } });
  const command = useCommand<{ readonly until: string; readonly version: number }, unknown>({
    send: async ({ version: seen, ...body }, key) => {
      const header = { 'if-match': `"${seen}"`, 'idempotency-key': key };
      const params = { path: { householdId, personId }, header };
      return await api.POST('/v1/households/{householdId}/members/{personId}/leave', { params, body });
    },
    invalidates: [caseKey(householdId)],
    onDone: () => {
      announce(text('member.left', { name }));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('member.leavesOf', { name })} onClose={onClose}>
      <CommandForm
        form={form}
        submit="member.saveLeaving"
        isRunning={command.isRunning}
        error={withoutStale(command.error)}
        onCancel={onClose}
        onSubmit={({ until }) => command.run({ until: parseDay(until, today()) ?? until, version })}
      >
        <ChangedMeanwhile error={command.error} household={household} />
        <Paragraph>
          <Text id="member.leavingWhat" />
        </Paragraph>
        <DateField name="until" label={text('member.until')} />
      </CommandForm>
    </CommandDialog>
  );
}
