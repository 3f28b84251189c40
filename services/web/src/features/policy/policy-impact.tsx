import type { Schemas } from '@boligtrapp/client';
import { Alert, Button, Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { Instant } from '../../components/instant.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { POLICY_SETS, useImpactRun } from './policy-queries.ts';

interface SetProps {
  readonly set: Schemas['PolicySetDetails'];
}

/** What the rules would have led to in the last round, and would lead to in the queue of now. */
export function PolicyImpact({ set }: SetProps): ReactNode {
  const text = useText();
  const me = useMe().data;
  const run = useImpactRun(set.id);
  return (
    <Section title={text('impact.title')}>
      <Paragraph data-size="sm">
        <Text id="impact.what" />
      </Paragraph>
      <QueryState query={run}>
        {(data) => (
          <>
            {may(me, 'policy-sets.write') && <Try set={set} run={data} />}
            {data !== null && <Run run={data} />}
          </>
        )}
      </QueryState>
    </Section>
  );
}

function isUnderWay(run: Schemas['PolicyImpactRun'] | null): boolean {
  return run?.state === 'queued' || run?.state === 'running';
}

function Try({ set, run }: SetProps & { readonly run: Schemas['PolicyImpactRun'] | null }): ReactNode {
  const command = useCommand({
    send: async (_: null, key) =>
      await answerOf(
        api.POST('/v1/policy-sets/{policySetId}/impact-runs', {
          params: { path: { policySetId: set.id }, header: { 'idempotency-key': key } },
        }),
      ),
    invalidates: [[...POLICY_SETS, set.id, 'impact']],
  });
  if (isUnderWay(run)) return null;
  return (
    <div className="bt-actions">
      <Button
        variant={run?.isOfPresentContent === true ? 'secondary' : 'primary'}
        data-size="sm"
        loading={command.isRunning}
        onClick={() => command.run(null)}
      >
        <Text id="impact.run" />
      </Button>
      {command.error !== null && <Failure error={command.error} />}
    </div>
  );
}

function Run({ run }: { readonly run: Schemas['PolicyImpactRun'] }): ReactNode {
  const text = useText();
  if (isUnderWay(run)) {
    const { done, total } = run.progress;
    return (
      <Alert data-color="info" role="status">
        <Paragraph>
          <Text id="impact.underWay" />
        </Paragraph>
        <progress
          className="bt-progress"
          aria-label={text('impact.progress')}
          {...(total > 0 ? { value: done, max: total } : {})}
        />
      </Alert>
    );
  }
  if (run.state === 'failed') {
    return (
      <Alert data-color="danger">
        {text('impact.failed')} <code>{run.failureCode}</code>
      </Alert>
    );
  }
  return (
    <>
      {!run.isOfPresentContent && (
        <Alert data-color="warning">
          <Text id="impact.old" />
        </Alert>
      )}
      <Paragraph data-size="sm">
        {text('impact.by', { by: run.requestedBy })}
        {run.finishedAt !== null && (
          <>
            {', '}
            <Instant at={run.finishedAt} />
          </>
        )}
      </Paragraph>
      <Part part={run.result?.lastRound ?? null} name="impact.lastRound" />
      <Part part={run.result?.presentQueue ?? null} name="impact.presentQueue" />
    </>
  );
}

interface ImpactRow {
  readonly key: string;
  readonly name: string;
  readonly changed: number | null;
  readonly gained: number | null;
  readonly lost: number | null;
}

/** Who would have got another answer, in all, by step and by area; the API leaves out counts that would point at one. */
function Part({
  part,
  name,
}: {
  readonly part: Schemas['PolicyImpactPart'] | null;
  readonly name: 'impact.lastRound' | 'impact.presentQueue';
}): ReactNode {
  const text = useText();
  if (part === null) {
    return (
      <Paragraph>
        {text(name)}: <Text id="impact.none" />
      </Paragraph>
    );
  }
  const rows: readonly ImpactRow[] = [
    { key: 'total', name: text('impact.total'), ...part.total },
    ...part.byLevel.map(({ track, level, ...counts }) => ({
      key: `${track} ${level}`,
      name: `${text(`track.${track}`)}, ${text('ladder.step', { level })}`,
      ...counts,
    })),
    ...part.byArea.map(({ neighbourhoodId, ...counts }) => ({ key: neighbourhoodId, ...counts })),
  ];
  const over = part.places.filter(({ after, capAfter }) => capAfter !== null && after > capAfter);
  return (
    <>
      <ScrollBox label={text(name)}>
        <Table data-size="sm">
          <caption>{text(name)}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{text('impact.where')}</Table.HeaderCell>
              <Table.HeaderCell scope="col" className="bt-number">
                {text('impact.changed')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" className="bt-number">
                {text('impact.gained')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" className="bt-number">
                {text('impact.lost')}
              </Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.key}>
                <Table.HeaderCell scope="row">{row.name}</Table.HeaderCell>
                <Count count={row.changed} />
                <Count count={row.gained} />
                <Count count={row.lost} />
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </ScrollBox>
      <Paragraph data-size="sm">
        {over.length === 0
          ? text('impact.noneOver')
          : text('impact.over', { places: over.map((place) => place.name).join(', ') })}
      </Paragraph>
    </>
  );
}

function Count({ count }: { readonly count: number | null }): ReactNode {
  const text = useText();
  return <Table.Cell className="bt-number">{count ?? text('impact.few')}</Table.Cell>;
}
