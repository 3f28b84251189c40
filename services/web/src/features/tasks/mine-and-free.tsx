import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import type { MessageId } from '../../i18n/messages/nb.ts';
import { useText } from '../../i18n/text.tsx';
import { TaskTable } from './task-table.tsx';

interface Tasks<Item> {
  readonly items: readonly Item[];
}

interface MineAndFreeProps<Item> {
  readonly title: MessageId;
  readonly heads: readonly MessageId[];
  readonly captions: Readonly<Record<'mine' | 'free', MessageId>>;
  readonly mine: UseQueryResult<Tasks<Item>>;
  /** The first of those that nobody has taken, and how many there are. */
  readonly free: UseQueryResult<Tasks<Item> & { readonly totalCount: number }>;
  /** A row of the table; `assignTo` is whom its button gives the task to, null for giving it back. */
  readonly row: (item: Item, assignTo: string | null) => ReactNode;
}

/** What I am to do of one kind, and the next of it that nobody has taken. */
export function MineAndFree<Item>({
  title,
  heads,
  captions,
  mine,
  free,
  row,
}: MineAndFreeProps<Item>): ReactNode {
  const text = useText();
  const me = useMe().data?.id ?? '';
  return (
    <Section title={text(title)}>
      <QueryState query={mine}>
        {({ items }) => (
          <TaskTable caption={captions.mine} heads={heads} isEmpty={items.length === 0}>
            {items.map((item) => row(item, null))}
          </TaskTable>
        )}
      </QueryState>
      <QueryState query={free}>
        {({ items, totalCount }) =>
          items.length > 0 && (
            <>
              <p>{text('tasks.freeCount', { count: totalCount, shown: items.length })}</p>
              <TaskTable caption={captions.free} heads={heads} isEmpty={false}>
                {items.map((item) => row(item, me))}
              </TaskTable>
            </>
          )
        }
      </QueryState>
    </Section>
  );
}
