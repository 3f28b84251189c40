import { Button } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { DatedText } from '../../components/dated-text.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/text.tsx';

/** A household and a dwelling of a round. */
export interface Pair {
  readonly roundId: string;
  readonly householdId: string;
  readonly dwellingId: string;
}

/** By how much the whole would be worse with this pair; it is computed, which takes seconds, and so it is asked for. */
export function PairComparison({
  pair,
  dwelling,
}: {
  readonly pair: Pair;
  readonly dwelling: string;
}): ReactNode {
  const text = useText();
  const { locale } = useLocale();
  const comparison = useQuery({
    queryKey: ['round', pair.roundId, 'pair', pair, locale],
    queryFn: async () =>
      await answerOf(
        api.GET('/v1/rounds/{roundId}/households/{householdId}/dwellings/{dwellingId}/comparison', {
          params: { path: { ...pair } },
        }),
      ),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (comparison.data === undefined && comparison.error === null) {
    return (
      <Button
        variant="tertiary"
        data-size="sm"
        loading={comparison.isFetching}
        onClick={() => void comparison.refetch()}
      >
        {text('matrix.compareOf', { dwelling })}
      </Button>
    );
  }
  return (
    <QueryState query={comparison}>
      {({ statement }) => (
        <span className="bt-note" role="status">
          <DatedText text={statement.text} />
        </span>
      )}
    </QueryState>
  );
}
