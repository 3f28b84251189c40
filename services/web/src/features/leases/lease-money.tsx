import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph, Table } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { Day } from '../../components/day.tsx';
import { Money } from '../../components/money.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** What the lease costs, what secures it, and when the law lets the rent be changed. */
export function LeaseMoney({ leaseId }: { readonly leaseId: string }): ReactNode {
  const text = useText();
  const money = useQuery({
    queryKey: ['leases', leaseId, 'money'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/leases/{leaseId}/money', { params: { path: { leaseId } } })),
  });
  return (
    <Section title={text('money.title')}>
      <QueryState query={money}>{(data) => <Amounts money={data} />}</QueryState>
    </Section>
  );
}

function Amounts({ money }: { readonly money: Schemas['LeaseMoney'] }): ReactNode {
  const text = useText();
  const { orePerMonth, depositExcess } = money;
  return (
    <>
      <dl className="bt-terms">
        <div>
          <dt>{text('money.rent')}</dt>
          <dd>{orePerMonth === null ? text('lease.notSet') : <Money ore={orePerMonth} />}</dd>
        </div>
        <PossibleFrom name="money.indexFrom" date={money.indexPossibleFrom} />
        <PossibleFrom name="money.gjengsFrom" date={money.gjengsLeieDemandFrom} />
      </dl>
      {depositExcess !== null && (
        <Alert data-color="warning">
          <Text id="flag.deposit-over-limit" />: <Money ore={depositExcess.totalOre} /> {text('money.limit')}{' '}
          <Money ore={depositExcess.limitOre} />
        </Alert>
      )}
      {money.deposits.length === 0 ? (
        <Paragraph>
          <Text id="money.noDeposit" />
        </Paragraph>
      ) : (
        <Deposits deposits={money.deposits} />
      )}
    </>
  );
}

function PossibleFrom({
  name,
  date,
}: {
  readonly name: 'money.indexFrom' | 'money.gjengsFrom';
  readonly date: string | null;
}): ReactNode {
  const text = useText();
  return (
    <div>
      <dt>{text(name)}</dt>
      <dd>{date === null ? text('lease.notSet') : <Day date={date} />}</dd>
    </div>
  );
}

function Deposits({ deposits }: { readonly deposits: Schemas['LeaseMoney']['deposits'] }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('money.deposits')}>
      <Table data-size="sm">
        <caption>{text('money.deposits')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('money.kind')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="bt-number">
              {text('money.amount')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('money.givenOn')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('money.account')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('money.releasedOn')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {deposits.map((deposit) => (
            <Table.Row key={deposit.id}>
              <Table.HeaderCell scope="row">{text(`money.${deposit.kind}`)}</Table.HeaderCell>
              <Table.Cell className="bt-number">
                <Money ore={deposit.amountOre} />
              </Table.Cell>
              <Table.Cell>
                <Day date={deposit.givenOn} />
              </Table.Cell>
              <Table.Cell>
                {deposit.isOnSeparateAccount === null
                  ? ''
                  : text(deposit.isOnSeparateAccount ? 'answer.yes' : 'answer.no')}
              </Table.Cell>
              <Table.Cell>{deposit.releasedOn === null ? '' : <Day date={deposit.releasedOn} />}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}
