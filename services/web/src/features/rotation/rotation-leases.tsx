import { Field, Label, Paragraph, Select, Switch } from '@digdir/designsystemet-react';
import { type ReactNode, useId } from 'react';
import { may, useMe } from '../../api/me.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { type BoardCard, chooseCards } from './lease-board.ts';
import { RotationBoard } from './rotation-board.tsx';
import { RotationList } from './rotation-list.tsx';
import { type RotationSearch, readRotationSearch } from './rotation-search.ts';
import { useBoard } from './use-board.ts';

interface Choosing {
  readonly search: RotationSearch;
  readonly onChange: (search: RotationSearch) => void;
}

/** Leases with an end, as a board or as a list, by the same choice. */
export function RotationLeases({
  as,
  search,
  onChange,
}: Choosing & { readonly as: 'board' | 'list' }): ReactNode {
  const board = useBoard();
  return (
    <>
      <Filters search={search} onChange={onChange} />
      <QueryState query={board}>
        {(cards) => <Chosen as={as} cards={cards} search={search} onChange={onChange} />}
      </QueryState>
    </>
  );
}

function Chosen({
  as,
  cards,
  search,
  onChange,
}: Choosing & { readonly as: 'board' | 'list'; readonly cards: readonly BoardCard[] }): ReactNode {
  const text = useText();
  const chosen = chooseCards(cards, search, useMe().data?.id ?? '');
  const count = (light: BoardCard['light']): number => chosen.filter((card) => card.light === light).length;
  return (
    <>
      <Paragraph role="status">
        {text('board.count', {
          count: chosen.length,
          all: cards.length,
          red: count('red'),
          yellow: count('yellow'),
          green: count('green'),
        })}
      </Paragraph>
      <Paragraph data-size="sm">
        <Text id="board.safeDayMeans" />
      </Paragraph>
      {as === 'board' ? (
        <RotationBoard cards={chosen} />
      ) : (
        <RotationList
          cards={chosen}
          page={search.page ?? 1}
          onPage={(page) => onChange({ ...search, page })}
        />
      )}
    </>
  );
}

function Filters({ search, onChange }: Choosing): ReactNode {
  const text = useText();
  const id = useId();
  const seesReviews = may(useMe().data, 'reviews.read');
  const { pressing: _pressing, page: _page, ...rest } = search;
  return (
    <div className="bt-filters">
      <Switch
        label={text('board.pressing')}
        checked={search.pressing === true}
        onChange={({ target }) => onChange(target.checked ? { ...rest, pressing: true } : rest)}
      />
      {seesReviews && (
        <Field>
          <Label htmlFor={id}>
            <Text id="board.responsible" />
          </Label>
          <Select
            id={id}
            value={search.responsible ?? ''}
            onChange={({ target }) =>
              onChange(readRotationSearch({ ...search, page: undefined, responsible: target.value }))
            }
          >
            <Select.Option value="">{text('filter.all')}</Select.Option>
            <Select.Option value="me">{text('board.you')}</Select.Option>
            <Select.Option value="nobody">{text('board.nobody')}</Select.Option>
          </Select>
        </Field>
      )}
    </div>
  );
}
