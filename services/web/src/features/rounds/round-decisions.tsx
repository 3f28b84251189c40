import type { Schemas } from '@boligtrapp/client';
import { Alert, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';
import { Instant } from '../../components/instant.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/**
 * What was decided by a round, with the offers that came of it, and the minutes. Where it was decided while the page was
 * looked at, the page goes on here: what was signed is gone, and nobody knows where they are.
 */
export function RoundDecisions({
  round,
  isNew,
}: {
  readonly round: Schemas['Round'];
  readonly isNew: boolean;
}): ReactNode {
  const roundId = round.id;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  const decisions = useQuery({
    queryKey: ['round', roundId, 'decisions'],
    queryFn: async () =>
      (await answerOf(api.GET('/v1/rounds/{roundId}/decisions', { params: { path: { roundId } } }))).items,
  });
  return (
    <section className="bt-section" aria-labelledby="decisions">
      <Heading level={2} data-size="sm" id="decisions" ref={heading} tabIndex={-1}>
        <Text id="decisions.title" />
      </Heading>
      <Alert data-color="info">
        <Paragraph>
          <Text id="decisions.readOnly" />
        </Paragraph>
      </Alert>
      <Minutes roundId={roundId} />
      <QueryState query={decisions}>{(items) => <DecisionTable items={items} />}</QueryState>
    </section>
  );
}

/** The way to the minutes, and their hash. */
function Minutes({ roundId }: { readonly roundId: string }): ReactNode {
  const text = useText();
  const protocol = useQuery({
    queryKey: ['round', roundId, 'protocol'],
    queryFn: async () =>
      (await answerOf(api.GET('/v1/rounds/{roundId}/protocol', { params: { path: { roundId } } })))
        .documentHash,
  });
  return (
    <QueryState query={protocol}>
      {(hash) => (
        <Paragraph>
          <a href={`/v1/rounds/${roundId}/protocol/pdf`}>
            <Text id="decisions.protocol" />
          </a>
          <span className="bt-note">
            {text('decisions.hash')} <code className="bt-hash">{hash}</code>
          </span>
        </Paragraph>
      )}
    </QueryState>
  );
}

function DecisionTable({ items }: { readonly items: readonly Schemas['Decision'][] }): ReactNode {
  const text = useText();
  const offers = useOffersByDecision();
  return (
    <ScrollBox label={text('decisions.title')}>
      <Table zebra data-size="sm">
        <caption>{text('decisions.caption', { count: items.length })}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('roundCases.household')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('decisions.outcome')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('matrix.dwelling')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('decisions.offer')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('decisions.signers')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('decisions.at')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((item) => (
            <DecisionRow key={item.id} item={item} offer={offers.get(item.id)} />
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function DecisionRow({
  item,
  offer,
}: {
  readonly item: Schemas['Decision'];
  readonly offer: Schemas['Offer'] | undefined;
}): ReactNode {
  const text = useText();
  return (
    <Table.Row>
      <Table.HeaderCell scope="row" className="bt-nowrap">
        {item.householdReference}
      </Table.HeaderCell>
      <Table.Cell>
        {text(`decisions.outcome.${item.outcome}`)}
        {item.reason !== null && <span className="bt-note">{item.reason}</span>}
        {item.correctedById !== null && <span className="bt-note">{text('decisions.corrected')}</span>}
      </Table.Cell>
      <Table.Cell>{item.dwellingReference ?? '–'}</Table.Cell>
      <Table.Cell>{offer === undefined ? '–' : text(`decisions.offerState.${offer.state}`)}</Table.Cell>
      <Table.Cell>
        {item.decidedBy}, {item.countersignedBy}
      </Table.Cell>
      <Table.Cell>
        <Instant at={item.decidedAt} />
      </Table.Cell>
    </Table.Row>
  );
}

function useOffersByDecision(): ReadonlyMap<string, Schemas['Offer']> {
  const me = useMe();
  const { data } = useQuery({
    queryKey: ['offers', 'by-decision'],
    queryFn: async () =>
      await readAllPages(async (cursor) => {
        const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        return await answerOf(api.GET('/v1/offers', { params: { query } }));
      }),
    enabled: may(me.data ?? null, 'offers.read'),
  });
  return useMemo(() => new Map(data?.map((offer) => [offer.decisionId, offer])), [data]);
}
