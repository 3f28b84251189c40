import type { Schemas } from '@boligtrapp/client';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useApplications, useDueDates, useEntitlements } from './case-queries.ts';
import { EntitlementDialog } from './entitlement-dialog.tsx';
import { PreliminaryAnswerDialog } from './preliminary-answer-dialog.tsx';
import { RegisterApplicationDialog } from './register-application-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type Application = Schemas['HousingApplication'];
type Doing = 'answer' | 'decide' | 'withdraw';

const OPEN: ReadonlySet<string> = new Set(['received', 'in-queue']);

/** What the household applied for, how it stands, and what the law gives how long for. */
export function ApplicationsSection({
  householdId,
  me,
}: {
  readonly householdId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const applications = useApplications(householdId, true);
  return (
    <QueryState query={applications}>
      {({ items }) => (
        <Applications householdId={householdId} me={me} items={items} title={text('case.applications')} />
      )}
    </QueryState>
  );
}

function Applications({
  householdId,
  me,
  items,
  title,
}: {
  readonly householdId: string;
  readonly me: Me | undefined;
  readonly items: readonly Application[];
  readonly title: string;
}): ReactNode {
  const [isRegistering, setIsRegistering] = useState(false);
  const [doing, setDoing] = useState<{ readonly what: Doing; readonly application: Application }>();
  const mayWrite = may(me, 'applications.write');
  const close = (): void => setDoing(undefined);
  const open = items.find(({ status }) => OPEN.has(status));
  const hasOpen = open !== undefined;
  return (
    <Section
      title={title}
      actions={
        mayWrite && (
          <>
            {!hasOpen && (
              <Button variant="secondary" data-size="sm" onClick={() => setIsRegistering(true)}>
                <Text id="application.register" />
              </Button>
            )}
            {hasOpen && (
              <OpenActions
                application={open}
                me={me}
                onDo={(what) => setDoing({ what, application: open })}
              />
            )}
          </>
        )
      }
    >
      {items.length === 0 ? (
        <Paragraph>
          <Text id="application.none" />
        </Paragraph>
      ) : (
        <ApplicationTable householdId={householdId} items={items} />
      )}
      <Entitlements householdId={householdId} items={items} />
      {isRegistering && (
        <RegisterApplicationDialog householdId={householdId} onClose={() => setIsRegistering(false)} />
      )}
      {doing?.what === 'answer' && (
        <PreliminaryAnswerDialog application={doing.application} onClose={close} />
      )}
      {doing?.what === 'withdraw' && <WithdrawDialog application={doing.application} onClose={close} />}
      {doing?.what === 'decide' && <EntitlementDialog application={doing.application} onClose={close} />}
    </Section>
  );
}

function OpenActions({
  application,
  me,
  onDo,
}: {
  readonly application: Application;
  readonly me: Me | undefined;
  readonly onDo: (what: Doing) => void;
}): ReactNode {
  return (
    <>
      {may(me, 'entitlements.write') && (
        <Button variant="secondary" data-size="sm" onClick={() => onDo('decide')}>
          <Text id="entitlement.register" />
        </Button>
      )}
      {application.status === 'received' && (
        <Button variant="secondary" data-size="sm" onClick={() => onDo('answer')}>
          <Text id="application.answer" />
        </Button>
      )}
      <Button variant="tertiary" data-size="sm" onClick={() => onDo('withdraw')}>
        <Text id="application.withdraw" />
      </Button>
    </>
  );
}

function ApplicationTable({
  householdId,
  items,
}: {
  readonly householdId: string;
  readonly items: readonly Application[];
}): ReactNode {
  const text = useText();
  const dueDates = useDueDates(householdId, true).data?.items ?? [];
  const columns: readonly Column<Application>[] = [
    { name: text('application.received'), cell: ({ receivedOn }) => <Day date={receivedOn} /> },
    { name: text('application.state'), cell: ({ status }) => text(`application.state.${status}`) },
    {
      name: text('application.due'),
      cell: ({ id, status }) => {
        const due = dueDates.find((each) => each.id === id);
        if (due === undefined) return text(status === 'received' ? 'case.notSet' : 'application.dueNone');
        return (
          <>
            <Day date={due.dueOn} /> {due.isOverdue && <strong>{text('application.overdue')}</strong>}
          </>
        );
      },
    },
    {
      name: text('application.preliminary'),
      cell: ({ preliminaryAnswerSentOn: sentOn }) =>
        sentOn === null ? text('case.notSet') : <Day date={sentOn} />,
    },
    { name: text('application.source'), cell: ({ source }) => text(`application.source.${source}`) },
    { name: text('application.helpedBy'), cell: ({ helpedBy }) => helpedBy ?? text('case.notSet') },
  ];
  return (
    <SimpleTable
      caption={text('application.caption')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function Entitlements({
  householdId,
  items,
}: {
  readonly householdId: string;
  readonly items: readonly Application[];
}): ReactNode {
  const text = useText();
  const entitlements = useEntitlements(
    householdId,
    items.map(({ id }) => id),
  );
  if (entitlements.length === 0) return null;
  const columns: readonly Column<Schemas['Entitlement']>[] = [
    {
      name: text('entitlement.about'),
      cell: ({ decisionTrack }) => text(`entitlement.track.${decisionTrack}`),
    },
    {
      name: text('entitlement.outcome'),
      cell: ({ outcome, isInForce }) =>
        `${text(`entitlement.outcome.${outcome}`)}${isInForce ? '' : ` (${text('entitlement.corrected')})`}`,
    },
    { name: text('entitlement.decided'), cell: ({ decidedOn }) => <Day date={decidedOn} /> },
    {
      name: text('entitlement.notified'),
      cell: ({ notifiedOn }) => (notifiedOn === null ? text('case.notSet') : <Day date={notifiedOn} />),
    },
    { name: text('entitlement.basis'), cell: ({ legalBasis }) => legalBasis },
    { name: text('entitlement.appealTo'), cell: ({ appealBody }) => text(`appeal.body.${appealBody}`) },
  ];
  return (
    <SimpleTable
      caption={text('entitlement.caption')}
      columns={columns}
      rows={entitlements}
      keyOf={({ id }) => id}
    />
  );
}
