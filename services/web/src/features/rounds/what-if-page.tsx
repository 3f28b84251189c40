import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';
import { Page } from '../../components/page.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { DwellingNames, useDwellingName } from './dwelling-name.tsx';
import { useCases, useDwellingNames, useRound } from './round-queries.ts';
import { WhatIfForms } from './what-if-forms.tsx';
import { WhatIfResult } from './what-if-result.tsx';
import { capOf, hasChanges, pairOf, readWhatIfSearch, type WhatIfSearch } from './what-if-search.ts';
import './rounds.css';

const route = getRouteApi('/runder/$roundId/hva-om');

/** What would be otherwise in a round if something were; the address holds all of it, and nothing is stored. */
export function WhatIfPage(): ReactNode {
  const text = useText();
  const { roundId } = route.useParams();
  const round = useRound(roundId);
  return (
    <Page title={text('whatIf.titleOf', { reference: round.data?.reference ?? '…' })}>
      <div className="bt-simulation">
        <strong>
          <Text id="whatIf.simulation" />
        </strong>
        <Paragraph>
          <Text id="whatIf.what" />
        </Paragraph>
        <Link to="/runder/$roundId" params={{ roundId }}>
          <Text id="whatIf.back" />
        </Link>
      </div>
      <QueryState query={round}>{(known) => <WhatIf round={known} />}</QueryState>
    </Page>
  );
}

function WhatIf({ round }: { readonly round: Schemas['Round'] }): ReactNode {
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const names = useDwellingNames(round.id);
  const cases = useCases(round.id);
  const places = usePlaces();
  const policy = usePolicyOf(round);
  const result = useWhatIf(round.id, search, policy.data);
  const [isAsked, setAsked] = useState(false);
  const go = (next: WhatIfSearch): void => {
    setAsked(true);
    void navigate({ search: readWhatIfSearch({ ...next }), resetScroll: false });
  };
  return (
    <DwellingNames value={names}>
      <QueryState query={cases}>
        {(items) => (
          <QueryState query={places}>
            {(all) => (
              <>
                <Changes search={search} cases={items} places={all} onChange={go} />
                <Difference roundId={round.id} search={search} result={result} isAsked={isAsked} />
                <WhatIfForms
                  roundId={round.id}
                  cases={items}
                  places={all}
                  weights={policy.data?.content.loadWeights}
                  search={search}
                  onChange={go}
                />
              </>
            )}
          </QueryState>
        )}
      </QueryState>
    </DwellingNames>
  );
}

function Difference({
  roundId,
  search,
  result,
  isAsked,
}: {
  readonly roundId: string;
  readonly search: WhatIfSearch;
  readonly result: UseQueryResult<Schemas['WhatIfResult']>;
  /** Whether somebody asked on this page, and has not only come to its address. */
  readonly isAsked: boolean;
}): ReactNode {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // The forms are below: whoever asks is brought to the answer.
  useEffect(() => {
    if (isAsked) heading.current?.focus();
  }, [isAsked, search]);
  return (
    <section className="bt-section" aria-labelledby="difference" aria-busy={result.isFetching}>
      <Heading level={2} data-size="sm" id="difference" ref={heading} tabIndex={-1}>
        <Text id="whatIf.diff" />
      </Heading>
      <Paragraph role="status">
        {!hasChanges(search) && text('whatIf.none')}
        {result.isFetching && text('whatIf.computing')}
      </Paragraph>
      {result.error !== null && <Failure error={result.error} onRetry={() => void result.refetch()} />}
      {hasChanges(search) && result.data !== undefined && (
        <WhatIfResult roundId={roundId} result={result.data} />
      )}
    </section>
  );
}

interface ChangesProps {
  readonly search: WhatIfSearch;
  readonly cases: readonly Schemas['RoundCase'][];
  readonly places: readonly Schemas['Place'][];
  readonly onChange: (search: WhatIfSearch) => void;
}

/** What is tried out, each of which can be taken away. */
function Changes({ search, cases, places, onChange }: ChangesProps): ReactNode {
  const text = useText();
  if (!hasChanges(search)) return null;
  const household = (id: string): string =>
    cases.find(({ householdId }) => householdId === id)?.householdReference ?? '…';
  const without = (key: 'lock' | 'forbid' | 'cap', value: string): void =>
    onChange({ ...search, [key]: search[key]?.filter((each) => each !== value) });
  return (
    <section className="bt-chips" aria-label={text('whatIf.changes')}>
      {(['lock', 'forbid'] as const).flatMap((key) =>
        (search[key] ?? []).map((pair) => (
          <PairChip
            key={`${key}${pair}`}
            kind={key}
            household={household(pairOf(pair).householdId)}
            dwellingId={pairOf(pair).dwellingId}
            onRemove={() => without(key, pair)}
          />
        )),
      )}
      {(search.cap ?? []).map((cap) => {
        const { placeId, capPoints } = capOf(cap);
        const place = places.find(({ id }) => id === placeId)?.name ?? '…';
        return (
          <Chip
            key={cap}
            name={text('whatIf.capOf', { place, points: capPoints })}
            onRemove={() => without('cap', cap)}
          />
        );
      })}
      {(['welfare', 'care'] as const).flatMap((track) => {
        const weights = search[track];
        if (weights === undefined) return [];
        const { [track]: _, ...rest } = search;
        const name = text('whatIf.weightsOf', {
          track: text(`track.${track}`).toLowerCase(),
          weights: weights.join(' '),
        });
        return [<Chip key={track} name={name} onRemove={() => onChange(rest)} />];
      })}
      <Button variant="tertiary" data-size="sm" onClick={() => onChange({})}>
        <Text id="whatIf.clear" />
      </Button>
    </section>
  );
}

function PairChip({
  kind,
  household,
  dwellingId,
  onRemove,
}: {
  readonly kind: 'lock' | 'forbid';
  readonly household: string;
  readonly dwellingId: string;
  readonly onRemove: () => void;
}): ReactNode {
  const text = useText();
  const dwelling = useDwellingName(dwellingId);
  return <Chip name={text(`whatIf.${kind}Of`, { household, dwelling })} onRemove={onRemove} />;
}

function Chip({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }): ReactNode {
  const text = useText();
  return (
    <Button
      variant="secondary"
      data-size="sm"
      aria-label={text('whatIf.remove', { change: name })}
      onClick={onRemove}
    >
      {name} ×
    </Button>
  );
}

function usePlaces(): UseQueryResult<readonly Schemas['Place'][]> {
  return useQuery({
    queryKey: ['places', 'all'],
    queryFn: async () =>
      await readAllPages(async (cursor) => {
        const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        return await answerOf(api.GET('/v1/places', { params: { query } }));
      }),
  });
}

function usePolicyOf({ policySetId }: Schemas['Round']): UseQueryResult<Schemas['PolicySetDetails']> {
  return useQuery({
    queryKey: ['policy-set', policySetId],
    queryFn: async () =>
      await answerOf(api.GET('/v1/policy-sets/{policySetId}', { params: { path: { policySetId } } })),
  });
}

function useWhatIf(
  roundId: string,
  search: WhatIfSearch,
  policy: Schemas['PolicySetDetails'] | undefined,
): UseQueryResult<Schemas['WhatIfResult']> {
  return useQuery({
    queryKey: ['round', roundId, 'what-if', search],
    queryFn: async () =>
      await answerOf(
        api.POST('/v1/rounds/{roundId}/what-ifs', {
          params: { path: { roundId } },
          body: toRequest(search, policy),
        }),
      ),
    enabled: hasChanges(search) && policy !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function toRequest(
  { lock, forbid, cap, welfare, care }: WhatIfSearch,
  policy: Schemas['PolicySetDetails'] | undefined,
): Schemas['WhatIfRequest'] {
  const weights = policy?.content.loadWeights;
  return {
    ...(lock === undefined ? {} : { locked: lock.map(pairOf) }),
    ...(forbid === undefined ? {} : { forbidden: forbid.map(pairOf) }),
    ...(cap === undefined ? {} : { places: cap.map(capOf) }),
    ...(weights === undefined || (welfare === undefined && care === undefined)
      ? {}
      : {
          policy: {
            loadWeights: { welfare: [...(welfare ?? weights.welfare)], care: [...(care ?? weights.care)] },
          },
        }),
  };
}
