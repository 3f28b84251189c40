import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { type Me, may } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Day } from '../../components/day.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';

type Lease = Schemas['Lease'];

/** Leases of the dwelling. Of a tenant who is protected it is seen that the dwelling is let, and nothing else. */
export function DwellingLeases({
  dwellingId,
  isOccupied,
  me,
}: {
  readonly dwellingId: string;
  readonly isOccupied: boolean;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const leases = useAnswer(['dwellings', dwellingId, 'leases'], async () =>
    api.GET('/v1/leases', { params: { query: { dwellingId, limit: 50 } } }),
  );
  const columns: readonly Column<Lease>[] = [
    { name: text('dwelling.leaseFrom'), cell: ({ startsOn }) => <Day date={startsOn} /> },
    { name: text('dwelling.tenant'), cell: (lease) => <Tenant lease={lease} me={me} /> },
    {
      name: text('dwelling.leaseTo'),
      cell: ({ lastDay }) => (lastDay === null ? text('case.noEnd') : <Day date={lastDay} />),
    },
    { name: text('dwellings.status'), cell: ({ legalState }) => text(`lease.state.${legalState.state}`) },
  ];
  return (
    <QueryState query={leases}>
      {({ items }) => (
        <>
          {!items.some(holdsDwelling) && (
            <Paragraph>
              <Text id={isOccupied ? 'dwelling.letToSomebody' : 'dwelling.noLease'} />
            </Paragraph>
          )}
          {items.length > 0 && (
            <SimpleTable
              caption={text('dwelling.leaseCaption')}
              columns={columns}
              rows={items.toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))}
              keyOf={({ id }) => id}
            />
          )}
        </>
      )}
    </QueryState>
  );
}

/** Whether somebody holds the dwelling by the lease today. */
function holdsDwelling({ closedOn, legalState: { state } }: Lease): boolean {
  return closedOn === null && state !== 'upcoming' && state !== 'vacated';
}

function Tenant({
  lease: { householdId, householdReference },
  me,
}: {
  readonly lease: Lease;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  if (householdId === null) return text('dwelling.tenantWithheld');
  if (!may(me, 'households.read')) return householdReference;
  return (
    <Link to="/saker/$householdId" params={{ householdId }}>
      {householdReference}
    </Link>
  );
}
