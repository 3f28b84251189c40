import '../rotation/rotation.css';
import './policy.css';
import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { PolicyActions } from './policy-actions.tsx';
import { PolicyDiff } from './policy-diff.tsx';
import { PolicyFigures } from './policy-figures-table.tsx';
import { PolicyImpact } from './policy-impact.tsx';
import { usePolicySet } from './policy-queries.ts';
import { PolicyState } from './policy-state.tsx';

const route = getRouteApi('/regelsett/$policySetId');

/** One set of rules: what it changes, what that would lead to, its figures, and who said yes. */
export function PolicySetPage(): ReactNode {
  const text = useText();
  const { policySetId } = route.useParams();
  const set = usePolicySet(policySetId);
  return (
    <Page title={set.data === undefined ? text('area.policy') : set.data.name}>
      <p>
        <Link to="/regelsett">
          <Text id="policy.back" />
        </Link>
      </p>
      <QueryState query={set}>{(data) => <OneSet set={data} />}</QueryState>
    </Page>
  );
}

function OneSet({ set }: { readonly set: Schemas['PolicySetDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  return (
    <>
      <Facts set={set} />
      {set.rejectionReason !== null && (
        <Alert data-color="warning">
          {text('policy.rejected')} {set.rejectionReason}
        </Alert>
      )}
      <Paragraph>{text(`policy.next.${set.state}`)}</Paragraph>
      <PolicyActions set={set} />
      <PolicyDiff set={set} />
      {(set.state === 'draft' || set.state === 'submitted') && <PolicyImpact set={set} />}
      <PolicyFigures set={set} mayChange={set.state === 'draft' && may(me, 'policy-sets.write')} />
    </>
  );
}

function Facts({ set }: { readonly set: Schemas['PolicySetDetails'] }): ReactNode {
  const text = useText();
  return (
    <dl className="bt-terms">
      <div>
        <dt>{text('policy.state')}</dt>
        <dd>
          <PolicyState state={set.state} />
        </dd>
      </div>
      {set.validFrom !== null && (
        <div>
          <dt>{text('policy.validFrom')}</dt>
          <dd>
            <Day date={set.validFrom} />
          </dd>
        </div>
      )}
      {set.validTo !== null && (
        <div>
          <dt>{text('policy.validTo')}</dt>
          <dd>
            <Day date={set.validTo} />
          </dd>
        </div>
      )}
      <div>
        <dt>{text('policy.author')}</dt>
        <dd>{[...new Set([set.author, ...set.editors])].join(', ')}</dd>
      </div>
      {set.submittedBy !== null && (
        <div>
          <dt>{text('policy.submittedBy')}</dt>
          <dd>{set.submittedBy}</dd>
        </div>
      )}
      {set.approver !== null && (
        <div>
          <dt>{text('policy.approver')}</dt>
          <dd>
            {set.approver}, {set.approvalReference}: {set.approvalReason}
          </dd>
        </div>
      )}
    </dl>
  );
}
