import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { lawText } from '../../components/law-text.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Section } from '../../components/section.tsx';
import type { MessageId } from '../../i18n/messages/nb.ts';
import { Text, useText } from '../../i18n/text.tsx';

const LAST_DAY = 'LOV-1999-03-26-17 § 9-2 (1)';
const AFTER_THREE_MONTHS = 'LOV-1999-03-26-17 § 9-2 (3)';

/** What the law makes of the lease today, and every date that counts with its provision. */
export function LeaseState({ lease }: { readonly lease: Schemas['LeaseDetails'] }): ReactNode {
  const text = useText();
  const { legalState } = lease;
  const { state, indefiniteBecause, daysLeft } = legalState;
  return (
    <Section title={text('lease.today')}>
      <Alert data-color={state === 'holdover' ? 'danger' : state === 'indefinite' ? 'warning' : 'info'}>
        <Paragraph>
          <strong>
            {indefiniteBecause === null
              ? text(`leaseState.${state}`)
              : text(`indefinite.${indefiniteBecause}`)}
          </strong>
        </Paragraph>
        {daysLeft !== null && <Paragraph>{text('lease.daysLeft', { count: daysLeft })}</Paragraph>}
        {legalState.earlyRequest && (
          <Paragraph>
            <Text id="flag.early-request-only" />
          </Paragraph>
        )}
      </Alert>
      <Dates lease={lease} />
    </Section>
  );
}

interface DateRow {
  readonly name: MessageId;
  readonly date: string | null;
  readonly lawRef?: string;
}

function Dates({ lease }: { readonly lease: Schemas['LeaseDetails'] }): ReactNode {
  const text = useText();
  const { legalState } = lease;
  const rows: readonly DateRow[] = [
    { name: 'lease.signedOn', date: lease.signedOn },
    { name: 'lease.startsOn', date: lease.startsOn },
    { name: 'lease.lastDay', date: lease.lastDay, lawRef: LAST_DAY },
    { name: 'lease.lastSafeDay', date: legalState.lastSafeDay, lawRef: AFTER_THREE_MONTHS },
    { name: 'lease.conversionDate', date: legalState.conversionDate, lawRef: AFTER_THREE_MONTHS },
    { name: 'lease.noTermination', date: lease.noTerminationInfoGivenOn, lawRef: LAST_DAY },
    {
      name: 'lease.exceptions',
      date: lease.exceptionsInfoGivenOn,
      lawRef: 'LOV-1999-03-26-17 § 11-1 (2)',
    },
    { name: 'lease.closedOn', date: lease.closedOn },
  ];
  return (
    <ScrollBox label={text('lease.dates')}>
      <Table data-size="sm">
        <caption>{text('lease.dates')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('lease.what')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('lease.date')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('lease.provision')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {rows.map(({ name, date, lawRef }) => (
            <Table.Row key={name}>
              <Table.HeaderCell scope="row">{text(name)}</Table.HeaderCell>
              <Table.Cell>{date === null ? text('lease.notSet') : <Day date={date} />}</Table.Cell>
              <Table.Cell>{lawRef === undefined ? '' : lawText(lawRef)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}
