import '../rotation/rotation.css';
import type { Schemas } from '@boligtrapp/client';
import { Paragraph, Table } from '@digdir/designsystemet-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { Day } from '../../components/day.tsx';
import { DialogButton } from '../../components/dialog-button.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { POLICY_SETS, usePolicySets } from './policy-queries.ts';
import { PolicyState } from './policy-state.tsx';

/** The rules of the municipality, version by version. */
export function PolicySetsPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const sets = usePolicySets();
  return (
    <Page title={text('area.policy')}>
      <Paragraph>
        <Text id="policy.what" />
      </Paragraph>
      {may(me, 'policy-sets.write') && (
        <div className="bt-actions">
          <DialogButton label={text('policy.new')} variant="primary">
            {(close) => <NewDraft close={close} />}
          </DialogButton>
        </div>
      )}
      <QueryState query={sets}>{({ items }) => <Sets sets={items} />}</QueryState>
    </Page>
  );
}

function Sets({ sets }: { readonly sets: readonly Schemas['PolicySet'][] }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('area.policy')}>
      <Table zebra>
        <caption>{text('policy.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('policy.name')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('policy.state')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('policy.validFrom')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('policy.validTo')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('policy.author')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('policy.approver')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {sets.map((set) => (
            <Table.Row key={set.id}>
              <Table.HeaderCell scope="row">
                <Link to="/regelsett/$policySetId" params={{ policySetId: set.id }}>
                  {set.name}
                </Link>
              </Table.HeaderCell>
              <Table.Cell>
                <PolicyState state={set.state} />
              </Table.Cell>
              <Table.Cell>{set.validFrom === null ? '' : <Day date={set.validFrom} />}</Table.Cell>
              <Table.Cell>{set.validTo === null ? '' : <Day date={set.validTo} />}</Table.Cell>
              <Table.Cell>{set.author}</Table.Cell>
              <Table.Cell>{set.approver}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function NewDraft({ close }: { readonly close: () => void }): ReactNode {
  const text = useText();
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { name: '' } });
  const command = useCommand({
    send: async (body: Schemas['PolicySetDraft'], key) =>
      await answerOf(api.POST('/v1/policy-sets', { params: { header: { 'idempotency-key': key } }, body })),
    invalidates: [POLICY_SETS],
    onDone: ({ id }) => void navigate({ to: '/regelsett/$policySetId', params: { policySetId: id } }),
  });
  return (
    <CommandForm
      form={form}
      onSubmit={({ name }) => command.run({ name: name.trim() })}
      submit="policy.create"
      isRunning={command.isRunning}
      error={command.error}
      onCancel={close}
    >
      <Paragraph>
        <Text id="policy.newMeans" />
      </Paragraph>
      <TextField name="name" label={text('policy.name')} maxLength={100} />
    </CommandForm>
  );
}
