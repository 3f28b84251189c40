import type { Schemas } from '@boligtrapp/client';
import { Alert, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Text, useText } from '../../i18n/text.tsx';
import { useRoundChanges } from './round-queries.ts';

/** Says that the facts have changed since the proposal was computed, and how; nothing where they have not. */
export function RoundChanged({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const { data } = useRoundChanges(round.id);
  if (data?.isStale !== true) return null;
  const counts = countKinds(data.changes);
  return (
    <Alert data-color="warning">
      <Heading level={2} data-size="xs">
        <Text id="rounds.staleTitle" />
      </Heading>
      <Paragraph>
        <Text id="rounds.staleText" />
      </Paragraph>
      <List.Unordered>
        {counts.length === 0 && <List.Item>{text('rounds.staleHidden')}</List.Item>}
        {counts.map(([kind, count]) => (
          <List.Item key={kind}>{text(`change.${kind}`, { count })}</List.Item>
        ))}
      </List.Unordered>
    </Alert>
  );
}

type Kind = Schemas['RoundChange']['kind'];

function countKinds(changes: readonly Schemas['RoundChange'][]): readonly (readonly [Kind, number])[] {
  const counts = new Map<Kind, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
}
