import '../rotation/rotation.css';
import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { RenewLease } from './renew-lease.tsx';
import { AssignReview, MoveReview } from './review-commands.tsx';
import { ReviewInputs } from './review-inputs.tsx';
import { ReviewRuling } from './review-ruling.tsx';
import { ReviewSigning } from './review-signing.tsx';
import { useReview } from './use-review.ts';

const route = getRouteApi('/rullering/vurderinger/$reviewId');

/** The review of a lease: what it rests on, what the rules recommend and why, what people rule, and who signed. */
export function ReviewPage(): ReactNode {
  const text = useText();
  const { reviewId } = route.useParams();
  const review = useReview(reviewId);
  const reference = review.data?.dwellingReference;
  return (
    <Page title={reference === undefined ? text('review.title') : text('review.titleOf', { reference })}>
      <QueryState query={review}>{(data) => <Review review={data} />}</QueryState>
    </Page>
  );
}

function Review({ review }: { readonly review: Schemas['ReviewDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const { state } = review;
  return (
    <>
      <Head review={review} />
      <Alert data-color={state === 'decided' ? 'success' : 'info'}>
        <Paragraph>
          <strong>{text(`reviewLink.${state}`)}.</strong> {text(`review.next.${state}`)}
        </Paragraph>
      </Alert>
      <ReviewInputs review={review} />
      {review.recommendation !== null && <Recommendation recommendation={review.recommendation} />}
      <MoveReview review={review} />
      {(review.ruling !== null || review.allowedActions.includes('rule')) && (
        <ReviewRuling key={review.preparation} review={review} />
      )}
      {review.ruling !== null && <ReviewSigning review={review} />}
      {review.decision?.outcome === 'renewed' && may(me, 'leases.write') && <RenewLease review={review} />}
    </>
  );
}

function Head({ review }: { readonly review: Schemas['ReviewDetails'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  return (
    <>
      <dl className="bt-terms">
        <div>
          <dt>{text('subject.lease')}</dt>
          <dd>
            {may(me, 'leases.read') ? (
              <Link to="/leieforhold/$leaseId" params={{ leaseId: review.leaseId }}>
                {review.dwellingReference}
              </Link>
            ) : (
              review.dwellingReference
            )}
          </dd>
        </div>
        <div>
          <dt>{text('board.household')}</dt>
          <dd>{review.householdReference ?? <Text id="rotation.withheld" />}</dd>
        </div>
        <div>
          <dt>{text('board.lastDay')}</dt>
          <dd>{review.termLastDay === null ? text('lease.notSet') : <Day date={review.termLastDay} />}</dd>
        </div>
        <div>
          <dt>{text('lease.lastSafeDay')}</dt>
          <dd>
            {review.lastSafeDay === null ? <Text id="board.noSafeDay" /> : <Day date={review.lastSafeDay} />}
          </dd>
        </div>
        <div>
          <dt>{text('board.responsible')}</dt>
          <dd>{review.assignedTo ?? <Text id="board.nobody" />}</dd>
        </div>
      </dl>
      <AssignReview review={review} />
    </>
  );
}

const SPEAKS = ['for', 'against', 'notes'] as const;

/** What the rules recommend, with every part that speaks for or against; people decide. */
function Recommendation({
  recommendation,
}: {
  readonly recommendation: Schemas['ReviewRecommendation'];
}): ReactNode {
  const text = useText();
  return (
    <Section title={text('review.recommendation')}>
      <Paragraph>
        <strong>{recommendation.statement.text}</strong>
      </Paragraph>
      <Paragraph data-size="sm">
        <Text id="review.recommendationMeans" />
      </Paragraph>
      {SPEAKS.map((speaks) => {
        const parts = recommendation.parts.filter((part) => part.speaks === speaks);
        return parts.length === 0 ? null : (
          <div key={speaks}>
            <h3 className="bt-board-part">{text(`review.speaks.${speaks}`)}</h3>
            <ul>
              {parts.map(({ outcome, statement }) => (
                <li key={`${statement.code} ${outcome}`}>
                  {statement.text}{' '}
                  <span className="bt-note">
                    {text('review.about', { outcome: text(`reviewOutcome.${outcome}`) })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Section>
  );
}
