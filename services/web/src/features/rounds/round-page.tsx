import type { Schemas } from '@boligtrapp/client';
import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { RoundCases } from './round-cases.tsx';
import { RoundChanged } from './round-changed.tsx';
import { RoundDecisions } from './round-decisions.tsx';
import { RoundEnding } from './round-ending.tsx';
import { RoundHead } from './round-head.tsx';
import { useRound } from './round-queries.ts';
import { RoundReplay } from './round-replay.tsx';
import { RoundSigning } from './round-signing.tsx';
import './rounds.css';

const route = getRouteApi('/runder/$roundId');

/** One round, from its computation to what was decided. */
export function RoundPage(): ReactNode {
  const text = useText();
  const { roundId } = route.useParams();
  const round = useRound(roundId);
  const title =
    round.data === undefined
      ? text('rounds.round')
      : text('rounds.titleOf', { reference: round.data.reference });
  return (
    <Page title={title}>
      <QueryState query={round}>{(known) => <RoundBody round={known} />}</QueryState>
    </Page>
  );
}

function RoundBody({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const me = useMe().data ?? null;
  const [stateBefore] = useState(round.state);
  switch (round.state) {
    case 'queued':
    case 'solving':
      return <Progress round={round} />;
    case 'failed':
      return <Failed round={round} />;
    case 'cancelled':
      return <Cancelled round={round} />;
    case 'proposed':
      return (
        <>
          <RoundHead round={round} />
          <RoundChanged round={round} />
          <div className="bt-actions">
            <Link
              className="ds-button"
              data-variant="secondary"
              to="/runder/$roundId/hva-om"
              params={{ roundId: round.id }}
            >
              <Text id="rounds.whatIf" />
            </Link>
            <RoundEnding round={round} />
          </div>
          {may(me, 'decisions.read') && (
            <>
              <RoundCases round={round} />
              <RoundSigning round={round} />
            </>
          )}
        </>
      );
    case 'closed':
      return (
        <>
          <RoundHead round={round} />
          {may(me, 'decisions.read') && (
            <>
              <RoundDecisions round={round} isNew={stateBefore !== 'closed'} />
              <RoundCases round={round} />
            </>
          )}
          <RoundReplay round={round} />
        </>
      );
  }
}

/** How far the computation has come. Nobody has to wait here for it. */
function Progress({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const { done, total } = round.progress;
  return (
    <section className="bt-section" aria-labelledby="progress">
      <Heading level={2} data-size="sm" id="progress">
        {text(`rounds.state.${round.state}`)}
      </Heading>
      {total > 0 ? (
        <Paragraph role="status">
          <progress className="bt-progress" value={done} max={total} aria-labelledby="progress" />
          {text('rounds.progress', { done, total })}
        </Paragraph>
      ) : (
        <Paragraph role="status">{text('rounds.starts')}</Paragraph>
      )}
      <Paragraph>
        <Text id="rounds.leave" />
      </Paragraph>
      <div className="bt-actions">
        <RoundEnding round={round} />
      </div>
    </section>
  );
}

const KNOWN_FAILURES = ['solver.out-of-memory', 'solver.stopped', 'proposal.refused'] as const;

function Failed({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const known = KNOWN_FAILURES.find((code) => code === round.failureCode);
  return (
    <>
      <Alert data-color="danger">
        <Heading level={2} data-size="xs">
          <Text id="rounds.failedTitle" />
        </Heading>
        <Paragraph>
          {known === undefined
            ? text('rounds.failed.other', { code: round.failureCode ?? '' })
            : text(`rounds.failed.${known}`)}
        </Paragraph>
      </Alert>
      <div className="bt-actions">
        <RoundEnding round={round} />
      </div>
    </>
  );
}

function Cancelled({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  return (
    <Alert data-color="warning">
      <Heading level={2} data-size="xs">
        <Text id="rounds.cancelledTitle" />
      </Heading>
      {round.cancelReason !== null && <Paragraph>{round.cancelReason}</Paragraph>}
      {round.cancelledBy !== null && (
        <Paragraph>{text('rounds.cancelledBy', { by: round.cancelledBy })}</Paragraph>
      )}
      {round.replacedById !== null && (
        <Paragraph>
          <Link to="/runder/$roundId" params={{ roundId: round.replacedById }}>
            <Text id="rounds.replaced" />
          </Link>
        </Paragraph>
      )}
    </Alert>
  );
}
