import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { type Me, may } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { Day } from '../../components/day.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { caseKey, useCaseAccess } from './case-queries.ts';

/** Who is named for the case of somebody with a protected address, and naming somebody. */
export function CaseAccessSection({
  householdId,
  me,
}: {
  readonly householdId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const [isNaming, setIsNaming] = useState(false);
  const access = useCaseAccess(householdId, true);
  const columns: readonly Column<Schemas['CaseAccessGrant']>[] = [
    { name: text('case.who'), cell: ({ member }) => member },
    {
      name: text('dwellings.status'),
      cell: ({ isInForce }) => text(isInForce ? 'access.inForce' : 'access.ended'),
    },
    {
      name: text('access.until'),
      cell: ({ until }) => (until === null ? text('case.noEnd') : <Day date={until} />),
    },
    { name: text('words.reason'), cell: ({ reason }) => reason },
    { name: text('access.by'), cell: ({ grantedBy }) => grantedBy },
  ];
  return (
    <Section
      title={text('access.title')}
      actions={
        may(me, 'case-access.write') && (
          <Button variant="secondary" data-size="sm" onClick={() => setIsNaming(true)}>
            <Text id="access.grant" />
          </Button>
        )
      }
    >
      <Paragraph>
        <Text id="access.what" />
      </Paragraph>
      <QueryState query={access}>
        {({ grants }) => (
          <SimpleTable
            caption={text('access.caption')}
            columns={columns}
            rows={grants}
            keyOf={({ id }) => id}
          />
        )}
      </QueryState>
      {isNaming && <GrantDialog householdId={householdId} onClose={() => setIsNaming(false)} />}
    </Section>
  );
}

function GrantDialog({
  householdId,
  onClose,
}: {
  readonly householdId: string;
  readonly onClose: () => void;
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const form = useForm({ defaultValues: { member: '', until: '', reason: '' } });
  const command = useCommand<Schemas['CaseAccessGranting'], unknown>({
    send: async (body, key) => {
      const params = { path: { householdId }, header: { 'idempotency-key': key } };
      return await api.POST('/v1/households/{householdId}/case-access', { params, body });
    },
    invalidates: [caseKey(householdId)],
    onDone: () => {
      announce(text('access.granted'));
      onClose();
    },
  });
  return (
    <CommandDialog title={text('access.grant')} onClose={onClose}>
      <CommandForm
        form={form}
        submit="access.save"
        isRunning={command.isRunning}
        error={command.error}
        onCancel={onClose}
        onSubmit={({ member, until, reason }) =>
          command.run({
            member: member.trim(),
            until: parseDay(until, today()) ?? null,
            reason: reason.trim(),
          })
        }
      >
        <TextField name="member" label={text('assign.otherId')} description={text('assign.otherWhat')} />
        <DateField name="until" label={text('access.until')} isOptional />
        <TextField name="reason" label={text('words.reason')} />
      </CommandForm>
    </CommandDialog>
  );
}
