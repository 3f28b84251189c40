import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { Page } from '../../components/page.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { RegisterHouseholdDialog } from './register-household-dialog.tsx';

type Household = Schemas['Household'];

const IDENTITY_NUMBER = /^\d{11}$/;

/** Finds a case by its number or by an identity number, which is never in an address; registers a new one. */
export function CasesPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const navigate = useNavigate();
  const [isRegistering, setIsRegistering] = useState(false);
  const [found, setFound] = useState<readonly Household[]>();
  const form = useForm({ defaultValues: { wanted: '' } });
  const search = useCommand<{ readonly wanted: string }, readonly Household[]>({
    send: async ({ wanted }) => await findHouseholds(wanted),
    invalidates: [],
    onDone: (households) => {
      const [only, ...others] = households;
      if (only !== undefined && others.length === 0) {
        void navigate({ to: '/saker/$householdId', params: { householdId: only.id } });
      }
      setFound(households);
    },
  });
  return (
    <Page title={text('area.cases')}>
      <CommandForm
        form={form}
        submit="cases.search"
        isRunning={search.isRunning}
        error={search.error}
        onSubmit={({ wanted }) => search.run({ wanted: wanted.trim() })}
      >
        <TextField name="wanted" label={text('cases.wanted')} description={text('cases.wantedWhat')} />
      </CommandForm>
      {found !== undefined && <Found households={found} />}
      {may(me, 'households.write') && (
        <div className="bt-actions">
          <Button variant="secondary" onClick={() => setIsRegistering(true)}>
            <Text id="cases.register" />
          </Button>
        </div>
      )}
      {isRegistering && <RegisterHouseholdDialog onClose={() => setIsRegistering(false)} />}
    </Page>
  );
}

async function findHouseholds(wanted: string): Promise<readonly Household[]> {
  const identityNumber = wanted.replaceAll(' ', '');
  if (IDENTITY_NUMBER.test(identityNumber)) {
    const { data } = await api.POST('/v1/households/search', { body: { identityNumber } });
    return data?.items ?? [];
  }
  const { data } = await api.GET('/v1/households', { params: { query: { reference: wanted, limit: 50 } } });
  return data?.items ?? [];
}

function Found({ households }: { readonly households: readonly Household[] }): ReactNode {
  const text = useText();
  const columns: readonly Column<Household>[] = [
    {
      name: text('queue.household'),
      cell: ({ id, reference }) => (
        <Link to="/saker/$householdId" params={{ householdId: id }}>
          {reference}
        </Link>
      ),
    },
    {
      name: text('case.members'),
      cell: ({ members }) => members.map(({ name }) => name ?? text('case.withheld')).join(', '),
    },
  ];
  return (
    <>
      <Paragraph role="status">{text('cases.found', { count: households.length })}</Paragraph>
      {households.length > 0 && (
        <SimpleTable
          caption={text('cases.caption')}
          columns={columns}
          rows={households}
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}
