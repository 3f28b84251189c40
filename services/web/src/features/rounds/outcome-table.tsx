import type { Schemas } from '@boligtrapp/client';
import { Button, Details, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { DatedText } from '../../components/dated-text.tsx';
import { Day } from '../../components/day.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { useText } from '../../i18n/text.tsx';
import { type Pair, PairComparison } from './pair-comparison.tsx';

type Outcome = Schemas['DwellingOutcome'];

interface OutcomeTableProps {
  readonly roundId: string;
  readonly householdId: string;
  readonly household: string;
  readonly items: readonly Outcome[];
  /** Undefined where the household cannot be moved. */
  readonly onMove: ((dwellingId: string) => void) | undefined;
}

/** The matrix of reasons: every dwelling with its outcome, the rules that it fails, its points and the load of places. */
export function OutcomeTable({
  roundId,
  householdId,
  household,
  items,
  onMove,
}: OutcomeTableProps): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={text('matrix.caption', { household })}>
      <Table data-size="sm" border>
        <caption>{text('matrix.caption', { household })}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('matrix.dwelling')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('matrix.outcome')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('matrix.rules')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('matrix.points')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('matrix.load')}</Table.HeaderCell>
            {onMove !== undefined && (
              <Table.HeaderCell scope="col">{text('matrix.moveHead')}</Table.HeaderCell>
            )}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {items.map((item) => (
            <OutcomeRow
              key={item.dwelling.id}
              pair={{ roundId, householdId, dwellingId: item.dwelling.id }}
              item={item}
              onMove={onMove}
            />
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function OutcomeRow({
  pair,
  item,
  onMove,
}: {
  readonly pair: Pair;
  readonly item: Outcome;
  readonly onMove: OutcomeTableProps['onMove'];
}): ReactNode {
  const text = useText();
  const { dwelling } = item;
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">
        {dwelling.reference}
        <span className="bt-note">
          {text('ladder.step', { level: dwelling.level })}, <Day date={dwelling.availableFrom} />
        </span>
        {dwelling.expectation !== null && (
          <span className="bt-note">
            <DatedText text={dwelling.expectation.text} />
          </span>
        )}
      </Table.HeaderCell>
      <Table.Cell>
        <strong>{text(`outcome.${item.outcome}`)}</strong>
        <span className="bt-note">
          <DatedText text={item.statement.text} />
        </span>
        {item.outcome === 'whole-is-better' && <PairComparison pair={pair} dwelling={dwelling.reference} />}
      </Table.Cell>
      <Table.Cell>
        <Rules item={item} />
      </Table.Cell>
      <Table.Cell>
        <Score item={item} />
      </Table.Cell>
      <Table.Cell>
        {item.loads.map((load) => (
          <span key={load.placeId} className="bt-note">
            <DatedText text={load.statement.text} />
          </span>
        ))}
      </Table.Cell>
      {onMove !== undefined && (
        <Table.Cell>
          {item.outcome !== 'placed-here' && item.outcome !== 'stays-here' && (
            <Button variant="secondary" data-size="sm" onClick={() => onMove(dwelling.id)}>
              {text('matrix.moveTo', { dwelling: dwelling.reference })}
            </Button>
          )}
        </Table.Cell>
      )}
    </Table.Row>
  );
}

function Rules({ item }: { readonly item: Outcome }): ReactNode {
  const text = useText();
  const failed = item.rules.filter(({ passed }) => !passed);
  return (
    <>
      {failed.map(({ rule, name, statement }) => (
        <span key={rule} className="bt-note">
          <strong>{name}:</strong> <DatedText text={statement.text} />
        </span>
      ))}
      <Details variant="tinted" data-size="sm">
        <Details.Summary>{text('matrix.allRules', { dwelling: item.dwelling.reference })}</Details.Summary>
        <Details.Content>
          <ul className="bt-reasons-list">
            {item.rules.map(({ rule, name, passed, statement }) => (
              <li key={rule}>
                {name}: {text(passed ? 'matrix.passed' : 'matrix.failed')}.{' '}
                <DatedText text={statement.text} />
              </li>
            ))}
          </ul>
        </Details.Content>
      </Details>
    </>
  );
}

function Score({ item: { score, scoreParts } }: { readonly item: Outcome }): ReactNode {
  if (score === null) return '–';
  return (
    <>
      <strong>{score}</strong>
      {scoreParts.map(({ code, statement }) => (
        <span key={code} className="bt-note">
          <DatedText text={statement.text} />
        </span>
      ))}
    </>
  );
}
