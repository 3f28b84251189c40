import { Alert, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useStaleRoundList } from '../rounds/use-stale-rounds.ts';
import { useOverfullPlaces, useRedFindings } from './ladder-queries.ts';

/** What cannot wait: deadlines of the law, proposals that are out of date, and places that carry more than they may. */
export function Attention(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const found = [
    useRedFindings(may(me, 'rotation.read')),
    useOverfullPlaces(may(me, 'places.read')),
    useStaleRoundList(may(me, 'rounds.read')),
  ] as const;
  const failed = found.find(({ error }) => error !== null);
  if (failed !== undefined) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  // What somebody may not ask for is not asked for, and stays as it is: pending, and fetched by nobody.
  const isAsked = found.some(({ isSuccess }) => isSuccess);
  if (!isAsked || found.some(({ isLoading }) => isLoading)) return null;
  const [red, overfull, stale] = found;
  const [count, places, proposals] = [red.data ?? 0, overfull.data ?? [], stale.data ?? []];
  return (
    <section aria-labelledby="attention">
      <Heading level={2} data-size="sm" id="attention">
        <Text id="attention.title" />
      </Heading>
      {count === 0 && places.length === 0 && proposals.length === 0 ? (
        <Paragraph>
          <Text id="attention.none" />
        </Paragraph>
      ) : (
        <Alert data-color="warning">
          <List.Unordered>
            {count > 0 && (
              <List.Item>
                <Link to="/rullering" search={{ urgency: 'red' }}>
                  {text('attention.red', { count })}
                </Link>
              </List.Item>
            )}
            {proposals.map(({ id, reference }) => (
              <List.Item key={id}>
                <Link to="/runder/$roundId" params={{ roundId: id }}>
                  {text('attention.stale', { reference })}
                </Link>
              </List.Item>
            ))}
            {places.map(({ id, name, load, cap }) => (
              <List.Item key={id}>
                <Link to="/boliger" search={{ neighbourhood: id }}>
                  {text('attention.overfull', { name, load, cap: cap ?? 0 })}
                </Link>
              </List.Item>
            ))}
          </List.Unordered>
        </Alert>
      )}
    </section>
  );
}
