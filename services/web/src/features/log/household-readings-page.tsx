import '../rotation/rotation.css';
import './log.css';
import { Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { HouseholdReadings } from './readings.tsx';

const route = getRouteApi('/logg/husstander/$householdId');

/** The list that a household may ask for: who has seen its case. */
export function HouseholdReadingsPage(): ReactNode {
  const text = useText();
  const { householdId } = route.useParams();
  return (
    <Page title={text('log.household')}>
      <Paragraph>
        <Text id="log.householdWhat" />
      </Paragraph>
      <HouseholdReadings householdId={householdId} />
    </Page>
  );
}
