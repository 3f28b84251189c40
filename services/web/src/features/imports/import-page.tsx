import '../rotation/rotation.css';
import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph, Tag } from '@digdir/designsystemet-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may, useMe } from '../../api/me.ts';
import { Facts } from '../../components/facts.tsx';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { DecideImport } from './decide-import.tsx';
import { FaultTable, RowTable } from './import-lists.tsx';
import { isUnderWay, useImport } from './import-queries.ts';

const route = getRouteApi('/boliger/importer/$importId');

/** One file that was sent in: what was found in it, and what becomes of it. */
export function ImportPage(): ReactNode {
  const text = useText();
  const { importId } = route.useParams();
  const run = useImport(importId);
  const title = run.data === undefined ? text('imports.title') : text(`imports.of.${run.data.subject}`);
  return (
    <Page title={title}>
      <p>
        <Link to="/boliger/importer">
          <Text id="imports.back" />
        </Link>
      </p>
      <QueryState query={run}>{(data) => <OneImport run={data} />}</QueryState>
    </Page>
  );
}

function OneImport({ run }: { readonly run: Schemas['Import'] }): ReactNode {
  const text = useText();
  const me = useMe().data;
  return (
    <>
      <State run={run} />
      <Section title={text('imports.found')}>
        <Facts
          facts={[
            { name: text('imports.state'), value: <Tag>{text(`imports.state.${run.state}`)}</Tag> },
            { name: text('imports.sent'), value: <Instant at={run.requestedAt} /> },
            { name: text('imports.by'), value: run.requestedBy },
            { name: text('imports.rows'), value: run.rowCount },
            { name: text('imports.new'), value: run.newCount },
            { name: text('imports.changed'), value: run.changedCount },
            { name: text('imports.unchanged'), value: run.unchangedCount },
            { name: text('imports.rejected'), value: run.rejectedCount },
            run.decidedBy === null ? undefined : { name: text('imports.decidedBy'), value: run.decidedBy },
          ]}
        />
      </Section>
      {run.state === 'checked' && may(me, 'imports.approve') && <DecideImport run={run} />}
      {!isUnderWay(run) && (
        <>
          <FaultTable run={run} />
          <RowTable run={run} />
        </>
      )}
    </>
  );
}

/** Where the file is on its way, in words. */
function State({ run }: { readonly run: Schemas['Import'] }): ReactNode {
  const text = useText();
  if (isUnderWay(run)) {
    return (
      <Alert data-color="info" role="status">
        <Paragraph>{text(`imports.now.${run.state}`, { row: run.progressDone })}</Paragraph>
        <progress className="bt-progress" aria-label={text('imports.progress')} />
      </Alert>
    );
  }
  if (run.state === 'failed') {
    return (
      <Alert data-color="danger">
        {text('imports.now.failed')} <code>{run.failureCode}</code>
      </Alert>
    );
  }
  const color = run.state === 'applied' ? 'success' : 'info';
  return (
    <Alert data-color={color} role="status">
      <Paragraph>
        {text(`imports.now.${run.state}`, { stored: run.storedCount, overtaken: run.overtakenCount })}
      </Paragraph>
    </Alert>
  );
}
