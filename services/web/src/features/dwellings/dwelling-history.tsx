import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Day } from '../../components/day.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { useText } from '../../i18n/text.tsx';

type Period = Schemas['DwellingPeriods']['items'][number];
type Change = Schemas['RoleChangeHistory']['items'][number];

/** What the unit was, is and will be for, and who decided that it changed. */
export function DwellingHistory({ dwellingId }: { readonly dwellingId: string }): ReactNode {
  const text = useText();
  const params = { path: { dwellingId } };
  const periods = useAnswer(['dwellings', dwellingId, 'periods'], async () =>
    api.GET('/v1/dwellings/{dwellingId}/periods', { params }),
  );
  const changes = useAnswer(['dwellings', dwellingId, 'role-changes'], async () =>
    api.GET('/v1/dwellings/{dwellingId}/role-changes', { params }),
  );
  const periodColumns: readonly Column<Period>[] = [
    { name: text('dwelling.use'), cell: ({ role }) => text(`dwelling.role.${role}`) },
    {
      name: text('place.from'),
      cell: ({ validFrom }) => (validFrom === null ? text('case.notSet') : <Day date={validFrom} />),
    },
    {
      name: text('place.until'),
      cell: ({ validTo }) => (validTo === null ? text('case.noEnd') : <Day date={validTo} />),
    },
    { name: text('words.reason'), cell: ({ reason }) => reason ?? text('case.notSet') },
  ];
  const changeColumns: readonly Column<Change>[] = [
    { name: text('case.day'), cell: ({ changedOn }) => <Day date={changedOn} /> },
    { name: text('dwelling.changedFrom'), cell: ({ fromRole }) => text(`dwelling.role.${fromRole}`) },
    { name: text('dwelling.changedTo'), cell: ({ toRole }) => text(`dwelling.role.${toRole}`) },
    { name: text('words.reason'), cell: ({ reason }) => reason },
    { name: text('dwelling.decidedBy'), cell: ({ decidedBy }) => decidedBy },
  ];
  return (
    <Section title={text('dwelling.periods')}>
      <QueryState query={periods}>
        {({ items }) => (
          <SimpleTable
            caption={text('dwelling.periodsCaption')}
            columns={periodColumns}
            rows={items}
            keyOf={({ id }) => id}
          />
        )}
      </QueryState>
      <QueryState query={changes}>
        {({ items }) =>
          items.length > 0 && (
            <SimpleTable
              caption={text('dwelling.changesCaption')}
              columns={changeColumns}
              rows={items}
              keyOf={({ id }) => id}
            />
          )
        }
      </QueryState>
    </Section>
  );
}
