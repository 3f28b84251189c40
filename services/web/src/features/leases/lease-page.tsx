import '../rotation/rotation.css';
import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { LeaseFindings } from './lease-findings.tsx';
import { LeaseFollowUps } from './lease-follow-ups.tsx';
import { LeaseHandovers } from './lease-handovers.tsx';
import { LeaseMoney } from './lease-money.tsx';
import { LeaseNotices } from './lease-notices.tsx';
import { LeaseReviews } from './lease-reviews.tsx';
import { LeaseState } from './lease-state.tsx';

const route = getRouteApi('/leieforhold/$leaseId');

/** One lease: its state today, what has to be done, and what was done. */
export function LeasePage(): ReactNode {
  const text = useText();
  const { leaseId } = route.useParams();
  const lease = useQuery({
    queryKey: ['leases', leaseId],
    queryFn: async () => await answerOf(api.GET('/v1/leases/{leaseId}', { params: { path: { leaseId } } })),
  });
  const reference = lease.data?.dwellingReference;
  return (
    <Page title={reference === undefined ? text('lease.title') : text('lease.titleOf', { reference })}>
      <p>
        <Link to="/rullering">
          <Text id="lease.back" />
        </Link>
      </p>
      <QueryState query={lease}>{(data) => <Lease lease={data} />}</QueryState>
    </Page>
  );
}

function Lease({ lease }: { readonly lease: Schemas['LeaseDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  return (
    <>
      <Paragraph>
        {text('board.household')}: {lease.householdReference ?? text('rotation.withheld')}
      </Paragraph>
      {lease.householdId !== null && may(me, 'access-list.read') && (
        <p>
          <Link to="/logg/husstander/$householdId" params={{ householdId: lease.householdId }}>
            <Text id="log.household" />
          </Link>
        </p>
      )}
      <LeaseState lease={lease} />
      {may(me, 'reviews.read') && <LeaseReviews lease={lease} />}
      {may(me, 'notices.read') && <LeaseNotices lease={lease} />}
      <LeaseFindings leaseId={lease.id} />
      <LeaseMoney leaseId={lease.id} />
      {may(me, 'follow-ups.read') && <LeaseFollowUps leaseId={lease.id} />}
      <LeaseHandovers leaseId={lease.id} />
    </>
  );
}
