import type { Schemas } from '@boligtrapp/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { Instant } from '../../components/instant.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useMeetingsOf, useProposal } from './round-queries.ts';
import { tracksText } from './round-texts.ts';
import { RoundState } from './rounds-page.tsx';
import { usePolicySet } from './use-policy-set.ts';

const SHORT_HASH = 12;

/** What a proposal rests on: its meeting, the rules, when it was computed, and from which facts. */
export function RoundHead({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const policy = usePolicySet(round.policySetId);
  const proposal = useProposal(round.id);
  return (
    <section aria-label={text('rounds.head')}>
      <dl className="bt-facts">
        <Fact name={text('rounds.state')}>
          <RoundState state={round.state} />
        </Fact>
        <Fact name={text('rounds.meetingOn')}>
          <Day date={round.meetingOn} />
        </Fact>
        <Fact name={text('rounds.meeting')}>
          <MeetingOf round={round} />
        </Fact>
        <Fact name={text('rounds.tracks')}>{tracksText(text, round.tracks)}</Fact>
        <Fact name={text('rounds.policy')}>{policy.data?.name ?? '–'}</Fact>
        <Fact name={text('rounds.computedAt')}>
          {round.finishedAt === null ? text('rounds.notComputed') : <Instant at={round.finishedAt} />}
        </Fact>
        <Fact name={text('rounds.hash')}>
          <code title={round.factsHash}>{round.factsHash.slice(0, SHORT_HASH)}</code>
        </Fact>
        {proposal.data !== undefined && (
          <Fact name={text('rounds.proof')}>{text(`rounds.${proofOf(proposal.data)}`)}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function MeetingOf({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const meetings = useMeetingsOf(round);
  if (meetings.length === 0) {
    return (
      <>
        <Text id="rounds.meetingNone" />. <Link to="/moter">{text('rounds.toMeetings')}</Link>
      </>
    );
  }
  return meetings.map((meeting) => (
    <Link key={meeting.id} to="/moter/$meetingId" params={{ meetingId: meeting.id }}>
      {`${text('meetings.title')} (${text(`meetings.state.${meeting.state}`).toLowerCase()})`}
    </Link>
  ));
}

function proofOf({ optimal, servedSetProven }: Schemas['Proposal']): 'proven' | 'servedProven' | 'unproven' {
  if (optimal) return 'proven';
  return servedSetProven ? 'servedProven' : 'unproven';
}
