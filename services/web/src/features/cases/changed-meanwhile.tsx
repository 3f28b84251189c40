import { ProblemError, type Schemas } from '@boligtrapp/client';
import { Alert, List, Paragraph } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Text, useText } from '../../i18n/text.tsx';
import { caseKey } from './case-queries.ts';

/**
 * That somebody else changed the household while this was typed, and how it is now. What was typed stays; the next try
 * builds on the household as it is now.
 */
export function ChangedMeanwhile({
  error,
  household,
}: {
  readonly error: Error | null;
  readonly household: Schemas['Household'];
}): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const isStale = error instanceof ProblemError && error.problem.status === 412;
  const { id } = household;
  useEffect(() => {
    if (isStale) void queries.invalidateQueries({ queryKey: [...caseKey(id), 'household'] });
  }, [isStale, id, queries]);
  if (!isStale) return null;
  return (
    <Alert data-color="warning">
      <Paragraph>
        <Text id="case.changedMeanwhile" />
      </Paragraph>
      <List.Unordered>
        {household.members.map(({ personId, name, relation }) => (
          <List.Item key={personId}>
            {name ?? text('case.withheld')}, {text(`relation.${relation}`)}
          </List.Item>
        ))}
      </List.Unordered>
    </Alert>
  );
}
