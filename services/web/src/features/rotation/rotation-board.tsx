import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useId, useState } from 'react';
import { useIntl } from 'react-intl';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { type BoardCard, type BoardColumn, boardColumns, columnOf } from './lease-board.ts';
import { LeaseCard } from './lease-card.tsx';

/** Cards that a column shows at first: a committee looks at what is next, not at four hundred of next year. */
const FIRST_CARDS = 8;

/** Leases by the month in which they end. */
export function RotationBoard({ cards }: { readonly cards: readonly BoardCard[] }): ReactNode {
  const text = useText();
  const on = today();
  const columns = Map.groupBy(cards, ({ lastDay }) => columnOf(lastDay, on));
  return (
    <ScrollBox label={text('board.label')}>
      <div className="bt-board">
        {boardColumns(on).map((column) => (
          <Column key={column} column={column} cards={columns.get(column) ?? []} />
        ))}
      </div>
    </ScrollBox>
  );
}

function Column({
  column,
  cards,
}: {
  readonly column: BoardColumn;
  readonly cards: readonly BoardCard[];
}): ReactNode {
  const text = useText();
  const id = useId();
  const name = useColumnName(column);
  const [shown, setShown] = useState(FIRST_CARDS);
  const left = cards.length - shown;
  return (
    <section className="bt-column" aria-labelledby={id}>
      <Heading level={2} data-size="2xs" id={id}>
        {name} ({cards.length})
      </Heading>
      {cards.length === 0 ? (
        <Paragraph data-size="sm">
          <Text id="board.none" />
        </Paragraph>
      ) : (
        <ul>
          {cards.slice(0, shown).map((card) => (
            <li key={card.lease.id}>
              <LeaseCard card={card} />
            </li>
          ))}
        </ul>
      )}
      {left > 0 && (
        <Button variant="secondary" data-size="sm" onClick={() => setShown(shown + FIRST_CARDS * 4)}>
          {text('board.more', { count: Math.min(left, FIRST_CARDS * 4), left, column: name })}
        </Button>
      )}
    </section>
  );
}

function useColumnName(column: BoardColumn): string {
  const intl = useIntl();
  const text = useText();
  if (column === 'over') return text('board.over');
  if (column === 'later') return text('board.later');
  return intl.formatDate(`${column}-15`, { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
