import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { Instant } from '../../components/instant.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { isRole } from '../../i18n/is-role.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { useLogWords } from '../log/log-words.ts';
import { useReadings } from './case-queries.ts';

/** Who has seen the case. Fetched when somebody asks for it: to read the list is a reading, too. */
export function ReadingsSection({ householdId }: { readonly householdId: string }): ReactNode {
  const text = useText();
  const [isAskedFor, setIsAskedFor] = useState(false);
  return (
    <Section title={text('case.readings')}>
      {isAskedFor ? (
        <Readings householdId={householdId} />
      ) : (
        <>
          <Paragraph>
            <Text id="case.readingsWhat" />
          </Paragraph>
          <div className="bt-actions">
            <Button variant="secondary" data-size="sm" onClick={() => setIsAskedFor(true)}>
              <Text id="case.showReadings" />
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

function Readings({ householdId }: { readonly householdId: string }): ReactNode {
  const text = useText();
  const readings = useReadings(householdId, true);
  const words = useLogWords();
  const columns: readonly Column<Schemas['HouseholdReading']>[] = [
    { name: text('case.when'), cell: ({ occurredAt }) => <Instant at={occurredAt} /> },
    { name: text('case.who'), cell: ({ actor }) => actor },
    { name: text('case.role'), cell: ({ role }) => (isRole(role) ? text(`role.${role}`) : role) },
    { name: text('case.what'), cell: ({ operation }) => words.operation(operation) },
  ];
  return (
    <QueryState query={readings}>
      {({ items, totalCount }) => (
        <>
          <Paragraph role="status">
            {text('case.readingCount', { shown: items.length, count: totalCount })}
          </Paragraph>
          <SimpleTable
            caption={text('case.readings')}
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
          />
        </>
      )}
    </QueryState>
  );
}
