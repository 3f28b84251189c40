import type { Schemas } from '@boligtrapp/client';
import { Alert, Heading, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Day } from '../../components/day.tsx';
import { Instant } from '../../components/instant.tsx';
import { parseDay, writeDay } from '../../components/parse-day.ts';
import { QueryState } from '../../components/query-state.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';

const NIGHTS_SHOWN = 30;
const ASK_AGAIN_MS = 1_500;

/** The nights that looked at every lease, their reports, and a night made again. */
export function Nights(): ReactNode {
  const me = useMe().data;
  const runs = useQuery({
    queryKey: ['rotation-runs', 'all'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/rotation-runs', { params: { query: { limit: NIGHTS_SHOWN } } })),
    // What is under way is looked at until it is done, also by somebody who comes back to the page.
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? ASK_AGAIN_MS : false),
  });
  return (
    <>
      {may(me, 'rotation.write') && <MakeAgain />}
      <QueryState query={runs}>{({ items }) => <NightLog runs={items} />}</QueryState>
    </>
  );
}

function isUnderWay({ state }: Schemas['RotationRun']): boolean {
  return state === 'queued' || state === 'running';
}

function MakeAgain(): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const title = useId();
  const form = useForm({ defaultValues: { runOn: writeDay(today()) } });
  const command = useCommand({
    send: async (runOn: string, key) =>
      await answerOf(
        api.POST('/v1/rotation-runs', {
          params: { header: { 'idempotency-key': key } },
          body: { runOn },
        }),
      ),
    invalidates: [['rotation-runs']],
    onDone: () => announce(text('nights.asked')),
  });
  return (
    <section aria-labelledby={title}>
      <Heading level={2} data-size="xs" id={title}>
        <Text id="nights.again" />
      </Heading>
      <Paragraph data-size="sm">
        <Text id="nights.sameRows" />
      </Paragraph>
      <CommandForm
        form={form}
        onSubmit={({ runOn }) => command.run(parseDay(runOn, today()) ?? '')}
        submit="nights.make"
        isRunning={command.isRunning}
        error={command.error}
      >
        <DateField name="runOn" label={text('nights.day')} />
      </CommandForm>
    </section>
  );
}

const HEADS = [
  'nights.day',
  'nights.state',
  'nights.leases',
  'nights.findings',
  'nights.new',
  'nights.finished',
  'nights.by',
  'nights.report',
] as const;

function NightLog({ runs }: { readonly runs: readonly Schemas['RotationRun'][] }): ReactNode {
  const text = useText();
  if (runs.length === 0) return <Text id="night.none" />;
  return (
    <>
      {runs.filter(isUnderWay).map((run) => (
        <NightProgress key={run.id} run={run} />
      ))}
      <DataTable label={text('nights.label')} caption={text('nights.caption')} heads={HEADS}>
        {runs.map((run) => (
          <NightRow key={run.id} run={run} />
        ))}
      </DataTable>
    </>
  );
}

/** How far a night has come. It goes on when one leaves the page, and is found here again. */
function NightProgress({ run }: { readonly run: Schemas['RotationRun'] }): ReactNode {
  const text = useText();
  const { done, total } = run.progress ?? { done: 0, total: 0 };
  return (
    <Alert data-color="info">
      <Paragraph>
        {text('nights.underWay')} <Day date={run.runOn} />
        {': '}
        {text('nights.progress', { done, total })}
      </Paragraph>
      <progress
        className="bt-progress"
        aria-label={text('nights.progressLabel')}
        value={done}
        max={Math.max(1, total)}
      />
    </Alert>
  );
}

const STATE_COLOURS = { queued: 'neutral', running: 'info', done: 'success', failed: 'danger' } as const;

function NightRow({ run }: { readonly run: Schemas['RotationRun'] }): ReactNode {
  const text = useText();
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">
        <Day date={run.runOn} />
      </Table.HeaderCell>
      <Table.Cell>
        <Tag data-color={STATE_COLOURS[run.state]}>{text(`nights.${run.state}`)}</Tag>
        {run.failureCode !== null && (
          <span className="bt-note">
            <code>{run.failureCode}</code>
          </span>
        )}
      </Table.Cell>
      <Table.Cell className="bt-number">{run.leaseCount}</Table.Cell>
      <Table.Cell className="bt-number">{run.flagCount}</Table.Cell>
      <Table.Cell className="bt-number">{run.newFlagCount}</Table.Cell>
      <Table.Cell>{run.finishedAt === null ? '' : <Instant at={run.finishedAt} />}</Table.Cell>
      <Table.Cell>
        {run.requestedBy.startsWith('schedule:') ? text('nights.schedule') : run.requestedBy}
      </Table.Cell>
      <Table.Cell>{run.state === 'done' && <ReportLinks run={run} />}</Table.Cell>
    </Table.Row>
  );
}

/** The report of a night in three forms; the browser fetches each as a file. */
function ReportLinks({ run }: { readonly run: Schemas['RotationRun'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  if (!may(me, 'reports.read')) return null;
  const address = `/v1/rotation-runs/${run.id}/report`;
  const day = writeDay(run.runOn);
  const forms = [
    { form: 'PDF', to: `${address}/pdf` },
    { form: 'Excel', to: `${address}/xlsx` },
    { form: 'JSON', to: address },
  ];
  return (
    <span className="bt-links">
      {forms.map(({ form, to }) => (
        <a
          key={form}
          href={to}
          download={`rullering-${run.runOn}`}
          aria-label={text('nights.reportOf', { form, day })}
        >
          {form}
        </a>
      ))}
    </span>
  );
}
