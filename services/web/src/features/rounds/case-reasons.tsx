import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { DatedText } from '../../components/dated-text.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { OutcomeTable } from './outcome-table.tsx';
import { useOutcomes } from './round-queries.ts';

/** Dwellings that are shown before one asks for all. */
const NEAREST = 10;

interface CaseReasonsProps {
  readonly roundId: string;
  readonly item: Schemas['RoundCase'];
  /** Undefined where the household cannot be moved. */
  readonly onMove: ((dwellingId: string) => void) | undefined;
}

/** Why a household ends where it does: in words, and for every dwelling that was considered. */
export function CaseReasons({ roundId, item, onMove }: CaseReasonsProps): ReactNode {
  const text = useText();
  const outcomes = useOutcomes(roundId, item.householdId);
  const [isWhole, setWhole] = useState(false);
  return (
    <section
      className="bt-reasons"
      aria-label={text('roundCases.reasonsOf', { household: item.householdReference })}
    >
      <QueryState query={outcomes}>
        {(known) => (
          <>
            <Paragraph>
              <DatedText text={known.ending.text} />
            </Paragraph>
            {known.certificate !== null && (
              <Paragraph>
                <DatedText text={known.certificate.statement.text} />
              </Paragraph>
            )}
            <ul className="bt-reasons-list">
              {known.fittingCount > 0 && <li>{text('matrix.fits', { count: known.fittingCount })}</li>}
              {known.excludedBy.map(({ rule, name, dwellings }) => (
                <li key={rule}>{text('matrix.excluded', { rule: name, count: dwellings })}</li>
              ))}
            </ul>
            {!known.isServed && <Nearest roundId={roundId} householdId={item.householdId} />}
            <OutcomeTable
              roundId={roundId}
              householdId={item.householdId}
              household={item.householdReference}
              items={isWhole ? known.items : known.items.slice(0, NEAREST)}
              onMove={onMove}
            />
            {known.items.length > NEAREST && (
              <div>
                <Button variant="tertiary" data-size="sm" onClick={() => setWhole(!isWhole)}>
                  {isWhole
                    ? text('matrix.fewer', { count: NEAREST })
                    : text('matrix.more', { count: known.items.length })}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryState>
    </section>
  );
}

/** The smallest change that would give the household a dwelling; it takes seconds, and so it is asked for. */
function Nearest({
  roundId,
  householdId,
}: {
  readonly roundId: string;
  readonly householdId: string;
}): ReactNode {
  const text = useText();
  const { locale } = useLocale();
  const nearest = useQuery({
    queryKey: ['round', roundId, 'nearest', householdId, locale],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/rounds/{roundId}/households/{householdId}/nearest-change', {
          params: { path: { roundId, householdId } },
        }),
      ),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (nearest.data === undefined && nearest.error === null) {
    return (
      <div>
        <Button
          variant="secondary"
          data-size="sm"
          loading={nearest.isFetching}
          onClick={() => void nearest.refetch()}
        >
          <Text id="matrix.nearest" />
        </Button>
      </div>
    );
  }
  return (
    <div role="status">
      <strong>{text('matrix.nearestTitle')}</strong>
      <QueryState query={nearest}>
        {({ changes }) => (
          <ul className="bt-reasons-list">
            {changes.map((change) => (
              <li key={change.text}>
                <DatedText text={change.text} />
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </div>
  );
}
