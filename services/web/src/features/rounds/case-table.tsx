import type { Schemas } from '@boligtrapp/client';
import { Paragraph, Table } from '@digdir/designsystemet-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { singleKeysWork } from '../../app/single-keys.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { CaseRow } from './case-row.tsx';
import type { CaseToRule } from './round-cases.tsx';

/** Rows that PageDown and PageUp move. */
const PAGE_ROWS = 10;

interface CaseTableProps {
  readonly round: Schemas['Round'];
  readonly items: readonly Schemas['RoundCase'][];
  /** Undefined where nothing can be said about the cases, or not by whoever looks. */
  readonly onRule: ((toRule: CaseToRule) => void) | undefined;
}

/**
 * The cases, one row each. The table is one stop of the Tab key; arrows, Home, End, PageUp and PageDown move between
 * rows, and two keys do what the buttons of a row do.
 */
export function CaseTable({ round, items, onRule }: CaseTableProps): ReactNode {
  const text = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const at = Math.min(current, items.length - 1);
  const toggle = (householdId: string): void => {
    const next = new Set(opened);
    if (!next.delete(householdId)) next.add(householdId);
    setOpened(next);
  };
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isOfARow(event.target)) return;
    const next = rowAfter(event.key, at, items.length);
    const item = items[at];
    if (next !== undefined) {
      event.preventDefault();
      setCurrent(next);
      body.current?.querySelector<HTMLElement>(`[data-case="${next}"] button`)?.focus();
    } else if (singleKeysWork() && item !== undefined) {
      if (event.key === 'b') toggle(item.householdId);
      if (event.key === 'o' && item.decision === null) {
        event.preventDefault();
        onRule?.({ item });
      }
    }
  };
  return (
    <>
      <Paragraph data-size="sm" id="case-keys">
        <Text id="cases.keys" />
      </Paragraph>
      <ScrollBox label={text('roundCases.title')}>
        <Table data-size="sm" aria-describedby="case-keys">
          <caption>{text('roundCases.caption')}</caption>
          <Heads />
          <Table.Body ref={body} onKeyDown={listen}>
            {items.map((item, index) => (
              <CaseRow
                key={item.householdId}
                round={round}
                item={item}
                index={index}
                isCurrent={index === at}
                isOpen={opened.has(item.householdId)}
                onFocus={() => setCurrent(index)}
                onToggle={() => toggle(item.householdId)}
                onRule={onRule}
              />
            ))}
          </Table.Body>
        </Table>
      </ScrollBox>
    </>
  );
}

function Heads(): ReactNode {
  const text = useText();
  return (
    <Table.Head>
      <Table.Row>
        <Table.HeaderCell scope="col" className="bt-number">
          {text('roundCases.rank')}
        </Table.HeaderCell>
        <Table.HeaderCell scope="col">{text('roundCases.household')}</Table.HeaderCell>
        <Table.HeaderCell scope="col">{text('roundCases.need')}</Table.HeaderCell>
        <Table.HeaderCell scope="col" className="bt-number">
          {text('queue.urgency')}
        </Table.HeaderCell>
        <Table.HeaderCell scope="col">{text('roundCases.proposal')}</Table.HeaderCell>
        <Table.HeaderCell scope="col">{text('roundCases.ruling')}</Table.HeaderCell>
        <Table.HeaderCell scope="col">{text('roundCases.doHead')}</Table.HeaderCell>
      </Table.Row>
    </Table.Head>
  );
}

/** Whether a key was pressed on a button of a row, and not in the reasons beneath it. */
function isOfARow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('[data-case]') !== null;
}

function rowAfter(key: string, at: number, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE_ROWS,
    PageUp: at - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, Math.min(next, count - 1));
}
