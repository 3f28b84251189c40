import type { Schemas } from '@boligtrapp/client';
import { Button, Table } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { readAllPages } from '../../api/read-all-pages.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { Due } from './due.tsx';
import { TaskTable } from './task-table.tsx';

const KEY = ['case-tasks'] as const;
const HEADS = ['tasks.task', 'board.household', 'board.dwelling', 'tasks.due', 'tasks.do'] as const;

/** Tasks of cases, which are everybody's who works with them. */
export function CaseTasks(): ReactNode {
  const text = useText();
  const tasks = useQuery({
    queryKey: KEY,
    queryFn: async () =>
      await readAllPages(async (cursor) => {
        const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
        return (await api.GET('/v1/case-tasks', { params: { query } })).data;
      }),
  });
  return (
    <Section title={text('tasks.cases')}>
      <QueryState query={tasks}>
        {(items) => (
          <TaskTable caption="tasks.casesCaption" heads={HEADS} isEmpty={items.length === 0}>
            {items.map((task) => (
              <CaseTaskRow key={task.id} task={task} />
            ))}
          </TaskTable>
        )}
      </QueryState>
    </Section>
  );
}

function CaseTaskRow({ task }: { readonly task: Schemas['CaseTask'] }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const command = useCommand({
    send: async (taskId: string, key) =>
      await answerOf(
        api.POST('/v1/case-tasks/{taskId}/done', {
          params: { path: { taskId }, header: { 'idempotency-key': key } },
        }),
      ),
    invalidates: [KEY],
    onDone: () => announce(text('tasks.wasDone')),
  });
  const { householdId, dwellingId } = task;
  const name = text(`task.${task.kind}`);
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
      <Table.Cell>
        {householdId === null ? (
          <Text id="rotation.withheld" />
        ) : (
          <Link to="/saker/$householdId" params={{ householdId }}>
            {task.householdReference}
          </Link>
        )}
      </Table.Cell>
      <Table.Cell>
        {dwellingId !== null && (
          <Link to="/boliger/$dwellingId" params={{ dwellingId }}>
            {task.dwellingReference}
          </Link>
        )}
      </Table.Cell>
      <Table.Cell>
        <Due on={task.dueOn} />
      </Table.Cell>
      <Table.Cell>
        <Button
          variant="secondary"
          data-size="sm"
          loading={command.isRunning}
          aria-label={text('tasks.doneOf', { name: `${name}, ${task.householdReference ?? ''}` })}
          onClick={() => command.run(task.id)}
        >
          <Text id="tasks.done" />
        </Button>
        {command.error !== null && <Failure error={command.error} />}
      </Table.Cell>
    </Table.Row>
  );
}
