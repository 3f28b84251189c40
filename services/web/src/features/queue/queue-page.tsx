import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, ToggleGroup } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/api.ts';
import { type Me, may, useMe } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { Failure, Loading } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { AssignDialog } from '../assignment/assign-dialog.tsx';
import { isAssignable } from './officer.tsx';
import { type QueueSearch, TRAYS, type Tray } from './queue-search.ts';
import { QueueTable } from './queue-table.tsx';
import './queue.css';

const ROWS_PER_PAGE = 50;
const route = getRouteApi('/sokere');

/** Who waits, in order, with what the order rests on: needs in figures, nobody's illness. */
export function QueuePage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queue = useInfiniteQuery({
    queryKey: ['queue', search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await readPage(search, me, pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: me !== undefined,
  });
  const { data, error, hasNextPage, isFetchingNextPage, isPending } = queue;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.totalCount;
  return (
    <Page title={text('area.queue')}>
      {may(me, 'applications.write') && (
        <Trays
          tray={search.tray ?? 'all'}
          onTray={(tray) => void navigate({ search: { ...search, tray } })}
        />
      )}
      <Step search={search} />
      {isPending && <Loading />}
      {error !== null && <Failure error={error} onRetry={() => void queue.refetch()} />}
      {total !== undefined && (
        <Paragraph role="status">{text('queue.count', { shown: items.length, count: total })}</Paragraph>
      )}
      {total === 0 && (
        <Paragraph>
          <Text id={search.tray === 'mine' ? 'queue.noneMine' : 'queue.none'} />
        </Paragraph>
      )}
      {items.length > 0 && <Assignable items={items} me={me} />}
      {hasNextPage && (
        <Button variant="secondary" loading={isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
          <Text id="queue.more" />
        </Button>
      )}
    </Page>
  );
}

async function readPage(
  { track, level, tray, who }: QueueSearch,
  me: Me | undefined,
  cursor: string | undefined,
): Promise<Schemas['QueuePage']> {
  const query = {
    ...(track === undefined ? {} : { track }),
    // A step of the ladder is without the programmes, which have queues of their own.
    ...(level === undefined ? {} : { level, programme: 'ladder' as const }),
    ...(who === undefined ? {} : { isMover: who === 'movers' }),
    ...(tray === 'unassigned' ? { isUnassigned: true } : {}),
    ...(tray === 'mine' ? { assignedTo: me?.id ?? '' } : {}),
    limit: ROWS_PER_PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { data } = await api.GET('/v1/queue', { params: { query } });
  if (data === undefined) throw new Error('an empty answer');
  return data;
}

function Trays({ tray, onTray }: { readonly tray: Tray; readonly onTray: (tray: Tray) => void }): ReactNode {
  const text = useText();
  return (
    <ToggleGroup
      value={tray}
      data-toggle-group={text('queue.trays')}
      data-size="sm"
      onChange={(chosen) => onTray(TRAYS.find((each) => each === chosen) ?? 'all')}
    >
      {TRAYS.map((each) => (
        <ToggleGroup.Item key={each} value={each}>
          {text(`queue.tray.${each}`)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup>
  );
}

/** The table, and for those who may: choosing rows and saying who answers for them. */
function Assignable({
  items,
  me,
}: {
  readonly items: readonly Schemas['QueueItem'][];
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const [isAssigning, setIsAssigning] = useState(false);
  const mayAssign = may(me, 'applications.write');
  const chosen = items.filter(isAssignable).filter(({ applicationId }) => chosenIds.has(applicationId));
  const toggle = (applicationId: string): void => {
    const next = new Set(chosenIds);
    if (!next.delete(applicationId)) next.add(applicationId);
    setChosenIds(next);
  };
  return (
    <>
      {mayAssign && (
        <div className="bt-actions">
          <Button
            variant="secondary"
            data-size="sm"
            onClick={() => {
              if (chosen.length > 0) setIsAssigning(true);
            }}
            aria-describedby="queue-chosen"
          >
            <Text id="assign.openMany" />
          </Button>
          <span id="queue-chosen">{text('queue.chosen', { count: chosen.length })}</span>
        </div>
      )}
      <QueueTable items={items} me={me} {...(mayAssign ? { chosenIds, onToggle: toggle } : {})} />
      {isAssigning && (
        <AssignDialog
          applications={chosen}
          invalidates={[['queue']]}
          onClose={() => {
            setIsAssigning(false);
            setChosenIds(new Set());
          }}
        />
      )}
    </>
  );
}

function Step({ search: { track, level, who } }: { readonly search: QueueSearch }): ReactNode {
  const text = useText();
  if (track === undefined && level === undefined && who === undefined) return null;
  const parts = [
    ...(track === undefined ? [] : [text(`track.${track}`)]),
    ...(level === undefined ? [] : [text('ladder.step', { level })]),
    ...(who === undefined ? [] : [text(`queue.${who}`)]),
  ];
  return (
    <Paragraph>
      {parts.join(', ')}.{' '}
      <Link to="/sokere">
        <Text id="queue.all" />
      </Link>
    </Paragraph>
  );
}
