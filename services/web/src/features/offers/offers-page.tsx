import type { Schemas } from '@boligtrapp/client';
import { Button, Field, Label, Paragraph, Select } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { Failure, Loading } from '../../components/query-state.tsx';
import { wordOf } from '../../components/read-search.ts';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { OFFER_STATES, type OfferSearch } from './offer-search.ts';
import { OfferTable } from './offer-table.tsx';
import { Successions } from './successions.tsx';

const ROWS_PER_PAGE = 50;
const route = getRouteApi('/tilbud');

/** Offers that wait for an answer, and who is next in line for what was declined. */
export function OffersPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = search.state ?? 'open';
  const offers = useInfiniteQuery({
    queryKey: ['offers', chosen],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readPage(chosen, pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { data, error, hasNextPage, isFetchingNextPage, isPending } = offers;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.totalCount;
  return (
    <Page title={text('area.offers')}>
      {may(me, 'decisions.read') && <Successions me={me} />}
      <Section title={text('offers.title')}>
        <Field className="bt-choice">
          <Label>{text('offers.show')}</Label>
          <Select
            value={chosen}
            onChange={({ target }) =>
              void navigate({
                search: { state: wordOf([...OFFER_STATES, 'all'], target.value) ?? 'open' },
                replace: true,
              })
            }
          >
            {OFFER_STATES.map((state) => (
              <Select.Option key={state} value={state}>
                {text(`offer.state.${state}`)}
              </Select.Option>
            ))}
            <Select.Option value="all">{text('filter.all')}</Select.Option>
          </Select>
        </Field>
        {isPending && <Loading />}
        {error !== null && <Failure error={error} onRetry={() => void offers.refetch()} />}
        {total !== undefined && (
          <Paragraph role="status">{text('offers.count', { shown: items.length, count: total })}</Paragraph>
        )}
        {items.length > 0 && (
          <OfferTable offers={items} me={me} caption={text('offers.caption')} invalidates={[['cases']]} />
        )}
        {hasNextPage && (
          <div className="bt-actions">
            <Button
              variant="secondary"
              loading={isFetchingNextPage}
              onClick={() => void offers.fetchNextPage()}
            >
              <Text id="queue.more" />
            </Button>
          </div>
        )}
      </Section>
    </Page>
  );
}

async function readPage(
  state: NonNullable<OfferSearch['state']>,
  cursor: string | undefined,
): Promise<Schemas['OfferPage']> {
  const query = {
    ...(state === 'all' ? {} : { state }),
    limit: ROWS_PER_PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { data } = await api.GET('/v1/offers', { params: { query } });
  if (data === undefined) throw new Error('an empty answer');
  return data;
}
