import type { Schemas } from '@boligtrapp/client';
import { Button, Table, Tag } from '@digdir/designsystemet-react';
import { type ReactNode, useId } from 'react';
import { useText } from '../../i18n/text.tsx';
import { CaseReasons } from './case-reasons.tsx';
import { DwellingName } from './dwelling-name.tsx';
import type { CaseToRule } from './round-cases.tsx';
import { stepText } from './round-texts.ts';
import { useRulingText } from './use-ruling-text.ts';

const COLUMN_COUNT = 7;

interface CaseRowProps {
  readonly round: Schemas['Round'];
  readonly item: Schemas['RoundCase'];
  readonly index: number;
  /** The row on whose buttons the Tab key stops. */
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onRule: ((toRule: CaseToRule) => void) | undefined;
}

/** One household of a round, and beneath it, when they are opened, the reasons. */
export function CaseRow(props: CaseRowProps): ReactNode {
  const { round, item, index, isCurrent, isOpen, onFocus, onToggle, onRule } = props;
  const text = useText();
  const reasons = useId();
  const tabIndex = isCurrent ? 0 : -1;
  const canRule = onRule !== undefined && item.decision === null;
  return (
    <>
      <Table.Row data-case={index} onFocus={onFocus}>
        <Table.Cell className="bt-number">{item.rank}</Table.Cell>
        <Table.HeaderCell scope="row" className="bt-nowrap">
          {item.householdReference}
        </Table.HeaderCell>
        <Table.Cell>
          {stepText(text, item)}
          {item.currentDwellingId !== null && <span className="bt-note">{text('roundCases.movesFrom')}</span>}
        </Table.Cell>
        <Table.Cell className="bt-number">{item.urgencyClass}</Table.Cell>
        <Table.Cell>
          {item.proposedDwellingId === null ? (
            text('roundCases.noDwelling')
          ) : (
            <DwellingName dwellingId={item.proposedDwellingId} />
          )}
        </Table.Cell>
        <Table.Cell>
          <Ruling item={item} />
        </Table.Cell>
        <Table.Cell>
          <div className="bt-row-actions">
            <Button
              variant="tertiary"
              data-size="sm"
              tabIndex={tabIndex}
              aria-expanded={isOpen}
              aria-controls={reasons}
              aria-keyshortcuts="b"
              onClick={onToggle}
            >
              {text('roundCases.reasons')}
              <span className="ds-sr-only">, {item.householdReference}</span>
            </Button>
            {canRule && (
              <Button
                variant="secondary"
                data-size="sm"
                tabIndex={tabIndex}
                aria-keyshortcuts="o"
                onClick={() => onRule({ item })}
              >
                {text(item.ruling === null ? 'roundCases.override' : 'roundCases.change')}
                <span className="ds-sr-only">, {item.householdReference}</span>
              </Button>
            )}
          </div>
        </Table.Cell>
      </Table.Row>
      {isOpen && (
        <Table.Row id={reasons}>
          <Table.Cell colSpan={COLUMN_COUNT}>
            <CaseReasons
              roundId={round.id}
              item={item}
              onMove={canRule ? (dwellingId) => onRule({ item, dwellingId }) : undefined}
            />
          </Table.Cell>
        </Table.Row>
      )}
    </>
  );
}

/** What the committee says of a case, and why. */
function Ruling({ item }: { readonly item: Schemas['RoundCase'] }): ReactNode {
  const text = useText();
  const words = useRulingText(item);
  const { ruling, decision } = item;
  return (
    <>
      <span className={ruling === null || ruling.outcome === 'accepted' ? undefined : 'bt-ruled'}>
        {words}
      </span>{' '}
      {ruling?.reason != null && <span className="bt-note">{ruling.reason}</span>}
      {decision !== null && (
        <Tag data-color="success" data-size="sm">
          {text('roundCases.decided')}
        </Tag>
      )}
    </>
  );
}
