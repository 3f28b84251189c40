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
  const [seesRotation, seesPlaces] = [may(me, 'rotation.read'), may(me, 'places.read')];
  const seesRounds = may(me, 'rounds.read');
  const red = useRedFindings(seesRotation);
  const overfull = useOverfullPlaces(seesPlaces);
  const stale = useStaleRoundList(seesRounds);
  const failed = [red, overfull, stale].find(({ error }) => error !== null);
  if (failed !== undefined) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  const isKnown =
    (!seesRotation || red.isSuccess) &&
    (!seesPlaces || overfull.isSuccess) &&
    (!seesRounds || stale.isSuccess);
  if (!isKnown || !(seesRotation || seesPlaces)) return null;
  const count = red.data ?? 0;
  const places = overfull.data ?? [];
  const proposals = stale.data ?? [];
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
