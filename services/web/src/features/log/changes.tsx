import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph, Table } from '@digdir/designsystemet-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Instant } from '../../components/instant.tsx';
import { Failure } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { LogLink, linkedKindOf } from './log-link.tsx';
import type { LogSearch } from './log-search.ts';
import { LogChange, TechnicalChange } from './log-value.tsx';
import { useLogWords } from './log-words.ts';
import { useRoleName } from './role-name.ts';
import { endOfDay, startOfDay } from './start-of-day.ts';

const ROWS_PER_PAGE = 50;
const HEADS = [
  'log.when',
  'log.who',
  'log.what',
  'log.object',
  'log.beforeAfter',
  'reason.label',
  'log.technical',
] as const;

/** Changes from the newest. */
export function Changes({ search }: { readonly search: LogSearch }): ReactNode {
  const text = useText();
  const { actor, objectKind, objectId, action, from, until } = search;
  const events = useInfiniteQuery({
    queryKey: ['audit-events', { actor, objectKind, objectId, action, from, until }],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const query = {
        ...(actor === undefined ? {} : { actor }),
        ...(objectKind === undefined ? {} : { objectKind }),
        ...(objectId === undefined ? {} : { objectId }),
        ...(action === undefined ? {} : { action }),
        ...(from === undefined ? {} : { from: startOfDay(from) }),
        ...(until === undefined ? {} : { until: endOfDay(until) }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
        limit: ROWS_PER_PAGE,
      };
      return await answerOf(api.GET('/v1/audit-events', { params: { query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  const total = events.data?.pages[0]?.totalCount;
  return (
    <div className="bt-section" aria-busy={events.isPending}>
      {events.error !== null && <Failure error={events.error} onRetry={() => void events.refetch()} />}
      {total !== undefined && (
        <Paragraph role="status">{text('log.count', { shown: items.length, count: total })}</Paragraph>
      )}
      {items.length > 0 && <ChangeTable events={items} />}
      {events.hasNextPage && (
        <div className="bt-actions">
          <Button
            variant="secondary"
            loading={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            <Text id="rotation.more" />
          </Button>
        </div>
      )}
    </div>
  );
}

function ChangeTable({ events }: { readonly events: readonly Schemas['AuditEvent'][] }): ReactNode {
  const text = useText();
  return (
    <DataTable label={text('log.changes')} caption={text('log.caption')} heads={HEADS}>
      {events.map((event) => (
        <ChangeRow key={event.sequence} event={event} />
      ))}
    </DataTable>
  );
}

function ChangeRow({ event }: { readonly event: Schemas['AuditEvent'] }): ReactNode {
  const text = useText();
  const words = useLogWords();
  const roleName = useRoleName();
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">
        <Instant at={event.occurredAt} />
        <span className="bt-note">{text('log.number', { sequence: event.sequence })}</span>
      </Table.HeaderCell>
      <Table.Cell>
        {event.actor}
        <span className="bt-note">{roleName(event.role)}</span>
      </Table.Cell>
      <Table.Cell>{event.action === null ? text('log.withheld') : words.action(event.action)}</Table.Cell>
      <Table.Cell>
        <Subject event={event} />
      </Table.Cell>
      <Table.Cell>
        {event.isWithheld ? (
          <Text id="log.withheld" />
        ) : (
          <LogChange before={event.before} after={event.after} />
        )}
      </Table.Cell>
      <Table.Cell>{event.reason}</Table.Cell>
      <Table.Cell>
        <Technical event={event} />
      </Table.Cell>
    </Table.Row>
  );
}

/** What something was done to, with a way to it where it has a page. */
function Subject({ event: { objectKind, objectId } }: { readonly event: Schemas['AuditEvent'] }): ReactNode {
  const words = useLogWords();
  if (objectKind === null) return <Text id="log.withheld" />;
  const kind = linkedKindOf(objectKind);
  const name = words.object(objectKind);
  return kind === undefined || objectId === null ? name : <LogLink kind={kind} id={objectId} name={name} />;
}

/** The codes and ids of a change, for whoever looks into the machinery. */
function Technical({ event }: { readonly event: Schemas['AuditEvent'] }): ReactNode {
  const text = useText();
  return (
    <details>
      <summary>{text('log.showTechnical')}</summary>
      <ul className="bt-values">
        {event.action !== null && (
          <li>
            {text('log.action')}: <code>{event.action}</code>
          </li>
        )}
        {event.objectId !== null && (
          <li>
            {text('log.id')}: <code>{event.objectId}</code>
          </li>
        )}
        <li>
          {text('log.request')}: <code>{event.requestId}</code>
        </li>
      </ul>
      {!event.isWithheld && <TechnicalChange before={event.before} after={event.after} />}
    </details>
  );
}
