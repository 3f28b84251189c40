import { ProblemError, type Schemas } from '@boligtrapp/client';
import { Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { Day } from '../../components/day.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';

interface Whose {
  readonly householdId: string;
  readonly householdReference: string;
  /** The ladder on which it waits. */
  readonly track: Schemas['Round']['tracks'][number];
}

/** “Why does … not get a home now?”, answered by the latest round of its ladder that was worked out. */
export function WhyNotNow({
  householdId,
  householdReference,
  track,
  isTextOnly = false,
}: Whose & { readonly isTextOnly?: boolean }): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const question = text('why.question', { household: householdReference });
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        {...(isTextOnly ? { 'aria-label': question } : {})}
        onClick={() => setIsOpen(true)}
      >
        {isTextOnly ? text('why.short') : question}
      </Button>
      {isOpen && (
        <CommandDialog title={question} onClose={() => setIsOpen(false)}>
          <LatestRound householdId={householdId} householdReference={householdReference} track={track} />
        </CommandDialog>
      )}
    </>
  );
}

function LatestRound(whose: Whose): ReactNode {
  const rounds = useAnswer(['rounds', 'latest'], async () =>
    api.GET('/v1/rounds', { params: { query: { limit: 50 } } }),
  );
  return (
    <QueryState query={rounds}>
      {({ items }) => {
        const solved = items.find(
          ({ state, tracks }) => (state === 'proposed' || state === 'closed') && tracks.includes(whose.track),
        );
        return solved === undefined ? (
          <Paragraph>
            <Text id="why.noRound" />
          </Paragraph>
        ) : (
          <InRound round={solved} {...whose} />
        );
      }}
    </QueryState>
  );
}

function InRound({ round, householdId }: Whose & { readonly round: Schemas['Round'] }): ReactNode {
  const text = useText();
  const outcomes = useQuery({
    queryKey: ['rounds', round.id, 'outcomes', householdId],
    queryFn: async () => await readOutcomes(round.id, householdId),
  });
  return (
    <>
      <Paragraph>
        {text('why.round', { reference: round.reference })} <Day date={round.meetingOn} />.
      </Paragraph>
      <QueryState query={outcomes}>
        {(found) =>
          found === null ? (
            <Paragraph>
              <Text id="why.notInRound" />
            </Paragraph>
          ) : (
            <Reasons round={round} outcomes={found} householdId={householdId} />
          )
        }
      </QueryState>
    </>
  );
}

/** Null for a household that the round does not know. */
async function readOutcomes(
  roundId: string,
  householdId: string,
): Promise<Schemas['HouseholdOutcomes'] | null> {
  try {
    const params = { path: { roundId, householdId }, query: { limit: 1 } };
    const { data } = await api.GET('/v1/rounds/{roundId}/households/{householdId}/outcomes', { params });
    return data ?? null;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return null;
    throw error;
  }
}

function Reasons({
  round,
  outcomes: { ending, certificate, excludedBy, fittingCount, totalCount, isServed },
  householdId,
}: {
  readonly round: Schemas['Round'];
  readonly outcomes: Schemas['HouseholdOutcomes'];
  readonly householdId: string;
}): ReactNode {
  const text = useText();
  return (
    <>
      <Paragraph>
        <strong>{ending.text}</strong>
      </Paragraph>
      {certificate !== null && <Paragraph>{certificate.statement.text}</Paragraph>}
      <Paragraph>{text('why.fitting', { fitting: fittingCount, all: totalCount })}</Paragraph>
      {excludedBy.length > 0 && (
        <>
          <Heading level={3} data-size="2xs">
            <Text id="why.rules" />
          </Heading>
          <List.Unordered>
            {excludedBy.map(({ rule, name, dwellings }) => (
              <List.Item key={rule}>{text('why.rule', { name, count: dwellings })}</List.Item>
            ))}
          </List.Unordered>
        </>
      )}
      {!isServed && <Nearest roundId={round.id} householdId={householdId} />}
    </>
  );
}

function Nearest({
  roundId,
  householdId,
}: {
  readonly roundId: string;
  readonly householdId: string;
}): ReactNode {
  const nearest = useAnswer(['rounds', roundId, 'nearest', householdId], async () => {
    const params = { path: { roundId, householdId } };
    return await api.GET('/v1/rounds/{roundId}/households/{householdId}/nearest-change', { params });
  });
  return (
    <>
      <Heading level={3} data-size="2xs">
        <Text id="why.nearest" />
      </Heading>
      <QueryState query={nearest}>
        {({ outcome, changes }) =>
          outcome === 'found' ? (
            <List.Unordered>
              {changes.map(({ code, text: said }) => (
                <List.Item key={`${code} ${said}`}>{said}</List.Item>
              ))}
            </List.Unordered>
          ) : (
            <Paragraph>
              <Text id={`why.${outcome}`} />
            </Paragraph>
          )
        }
      </QueryState>
    </>
  );
}
