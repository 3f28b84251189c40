import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Instant } from '../../components/instant.tsx';
import { Text } from '../../i18n/text.tsx';
import { useLastNight } from './ladder-queries.ts';

const HOUR_MS = 60 * 60 * 1000;
/** A night comes each day; two hours are for one that is late. */
const OLD_AFTER_HOURS = 26;

/** From which night the figures about leases are, and a warning when it is an old one. */
export function NightStatus(): ReactNode {
  const night = useLastNight(may(useMe().data, 'rotation.read'));
  if (!night.isSuccess) return null;
  if (night.data === null || night.data.finishedAt === null) {
    return (
      <Alert data-color="warning">
        <Text id="night.none" />
      </Alert>
    );
  }
  const finishedAt = Date.parse(night.data.finishedAt);
  const isOld = Date.now() - finishedAt > OLD_AFTER_HOURS * HOUR_MS;
  const line = (
    <>
      <Text id="night.from" /> <Day date={night.data.runOn} />
      {', '}
      <Text id="night.at" /> <Instant at={night.data.finishedAt} />
    </>
  );
  if (!isOld) return <Paragraph data-size="sm">{line}</Paragraph>;
  return (
    <Alert data-color="warning">
      {line}. <Text id="night.old" />
    </Alert>
  );
}
