import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { CaseAccessSection } from './case-access-section.tsx';
import { ApplicationsSection } from './case-applications.tsx';
import { AssessmentsSection } from './case-assessments.tsx';
import { DocumentsSection } from './case-documents.tsx';
import { MembersSection } from './case-members.tsx';
import { CaseOffersSection } from './case-offers.tsx';
import { useHousehold } from './case-queries.ts';
import { QueuePlaceSection } from './case-queue-place.tsx';
import { ReadingsSection } from './case-readings.tsx';
import { TimelineSection } from './case-timeline.tsx';
import './cases.css';

const route = getRouteApi('/saker/$householdId');

/** One case: the household, what it applied for, what it needs, what was decided, and who has seen it. */
export function CasePage(): ReactNode {
  const text = useText();
  const { householdId } = route.useParams();
  const me = useMe().data;
  const household = useHousehold(householdId);
  const reference = household.data?.reference;
  const isProtected = household.data?.members.some(
    ({ addressProtection }) => addressProtection !== null && addressProtection !== 'none',
  );
  return (
    <Page title={reference === undefined ? text('case.title') : text('case.titleOf', { reference })}>
      <QueryState query={household}>
        {(found) => (
          <>
            {isProtected === true && (
              <Alert data-color="warning">
                <Paragraph>
                  <Text id="case.protected" />
                </Paragraph>
              </Alert>
            )}
            {found.mergedIntoId !== null && (
              <Alert data-color="info">
                <a href={`/saker/${found.mergedIntoId}`}>
                  <Text id="case.merged" />
                </a>
              </Alert>
            )}
            <MembersSection household={found} me={me} />
            {may(me, 'applications.read') && <ApplicationsSection householdId={householdId} me={me} />}
            {may(me, 'queue.read') && <QueuePlaceSection householdId={householdId} />}
            {may(me, 'assessments.read') && <AssessmentsSection householdId={householdId} me={me} />}
            {may(me, 'offers.read') && <CaseOffersSection householdId={householdId} me={me} />}
            <TimelineSection householdId={householdId} me={me} />
            {may(me, 'notices.read') && may(me, 'leases.read') && (
              <DocumentsSection householdId={householdId} />
            )}
            {isProtected === true && may(me, 'case-access.read') && (
              <CaseAccessSection householdId={householdId} me={me} />
            )}
            {may(me, 'access-list.read') && <ReadingsSection householdId={householdId} />}
          </>
        )}
      </QueryState>
    </Page>
  );
}
