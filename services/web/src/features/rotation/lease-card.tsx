import { Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { BoardCard } from './lease-board.ts';
import { LightTag } from './light-tag.tsx';

/** A lease on the board. */
export function LeaseCard({ card }: { readonly card: BoardCard }): ReactNode {
  const { lease, lastDay } = card;
  return (
    <article className={`bt-card bt-card-${card.light}`}>
      <p className="bt-card-head">
        <Link to="/leieforhold/$leaseId" params={{ leaseId: lease.id }}>
          {lease.dwellingReference}
        </Link>
        <LightTag light={card.light} />
      </p>
      <dl className="bt-card-facts">
        <Fact name="board.household">{lease.householdReference ?? <Text id="rotation.withheld" />}</Fact>
        <Fact name="board.lastDay">
          <Day date={lastDay} />
        </Fact>
        <Fact name="board.safeDay">
          <SafeDay card={card} />
        </Fact>
        <Fact name="board.responsible">
          <Responsible card={card} />
        </Fact>
      </dl>
      <Paragraph data-size="sm">
        <LeaseStatus card={card} />
      </Paragraph>
    </article>
  );
}

function Fact({
  name,
  children,
}: {
  readonly name: 'board.household' | 'board.lastDay' | 'board.safeDay' | 'board.responsible';
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>
        <Text id={name} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The last day on which a written request keeps the term, as the API gives it. */
export function SafeDay({ card }: { readonly card: BoardCard }): ReactNode {
  const { lastSafeDay } = card.lease.legalState;
  return lastSafeDay === null ? <Text id="board.noSafeDay" /> : <Day date={lastSafeDay} />;
}

/** Who prepares the review; nothing is known to those who may not read reviews. */
export function Responsible({ card }: { readonly card: BoardCard }): ReactNode {
  const me = useMe().data;
  const text = useText();
  if (!may(me, 'reviews.read')) return text('rotation.withheld');
  const assignee = card.review?.assignedTo ?? null;
  if (assignee === null) return text('board.nobody');
  return assignee === me?.id ? text('board.you') : assignee;
}

/** The state that the law gives the lease, what is wrong with its term, and how far its review is. */
export function LeaseStatus({ card }: { readonly card: BoardCard }): ReactNode {
  const text = useText();
  const { legalState } = card.lease;
  const state =
    legalState.indefiniteBecause === null
      ? text(`leaseState.${legalState.state}`)
      : text(`indefinite.${legalState.indefiniteBecause}`);
  return (
    <>
      {state}
      {legalState.daysLeft !== null && (
        <span className="bt-note">
          <strong>{text('board.daysLeft', { count: legalState.daysLeft })}</strong>
        </span>
      )}
      {card.isWithoutBasis && (
        <span className="bt-note">
          <Text id="board.withoutBasis" />
        </span>
      )}
      {legalState.earlyRequest && legalState.state === 'holdover' && (
        <span className="bt-note">
          <Text id="flag.early-request-only" />
        </span>
      )}
      {card.review !== undefined && (
        <span className="bt-note">
          <Link to="/rullering/vurderinger/$reviewId" params={{ reviewId: card.review.id }}>
            {text(`reviewLink.${card.review.state}`)}
          </Link>
        </span>
      )}
    </>
  );
}
