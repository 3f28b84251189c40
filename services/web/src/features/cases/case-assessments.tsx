import type { Schemas } from '@boligtrapp/client';
import { Button, Details, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { type Me, may } from '../../api/me.ts';
import { Day } from '../../components/day.tsx';
import { Facts } from '../../components/facts.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { AssessmentDialog } from './assessment-dialog.tsx';
import { useAssessments } from './case-queries.ts';
import { useCriterionWords } from './criterion-words.ts';
import { useNeedFacts } from './need-facts.tsx';

type Assessment = Schemas['Assessment'];

/** What the household needs: function, never diagnosis. The one in force is open; those before it are listed. */
export function AssessmentsSection({
  householdId,
  me,
}: {
  readonly householdId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const [isNew, setIsNew] = useState(false);
  const assessments = useAssessments(householdId, true);
  const current = assessments.data?.items.find(({ isCurrent }) => isCurrent);
  return (
    <Section
      title={text('assessment.title')}
      actions={
        may(me, 'assessments.write') &&
        assessments.data !== undefined && (
          <Button variant="secondary" data-size="sm" onClick={() => setIsNew(true)}>
            <Text id="assessment.register" />
          </Button>
        )
      }
    >
      <QueryState query={assessments}>
        {({ items }) =>
          items.length === 0 ? (
            <Paragraph>
              <Text id="assessment.none" />
            </Paragraph>
          ) : (
            <>
              {current !== undefined && <Current assessment={current} />}
              <AssessmentTable items={items} />
            </>
          )
        }
      </QueryState>
      {isNew && (
        <AssessmentDialog householdId={householdId} current={current} onClose={() => setIsNew(false)} />
      )}
    </Section>
  );
}

function Current({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const text = useText();
  const needFacts = useNeedFacts(assessment.needs);
  const words = useCriterionWords();
  return (
    <>
      <Facts
        facts={[
          { name: text('ladder.stepHead'), value: <Step assessment={assessment} /> },
          { name: text('queue.urgency'), value: assessment.urgencyClass },
          { name: text('assessment.points'), value: assessment.needPoints },
          { name: text('queue.since'), value: <Day date={assessment.waitingSince} /> },
          { name: text('assessment.validUntil'), value: <Day date={assessment.validUntil} /> },
          ...needFacts,
        ]}
      />
      <Details data-size="sm" variant="tinted">
        <Details.Summary>{text('assessment.parts', { points: assessment.needPoints })}</Details.Summary>
        <Details.Content>
          <SimpleTable
            caption={text('assessment.partsCaption')}
            columns={[
              { name: text('assessment.criterion'), cell: ({ criterion }) => words.criterion(criterion) },
              {
                name: text('assessment.value'),
                cell: ({ value }) => (value === undefined ? text('case.withheld') : words.degree(value)),
              },
              { name: text('queue.points'), cell: ({ points }) => points, isNumber: true },
            ]}
            rows={assessment.needPointsParts}
            keyOf={({ criterion }) => criterion}
          />
        </Details.Content>
      </Details>
    </>
  );
}

function Step({
  assessment: { track, level, programme },
}: {
  readonly assessment: Pick<Assessment, 'track' | 'level' | 'programme'>;
}): ReactNode {
  const text = useText();
  const name = programme === 'ladder' ? text(`track.${track}`) : text(`programme.${programme}`);
  return `${name}, ${text('ladder.step', { level })}`;
}

function AssessmentTable({ items }: { readonly items: readonly Assessment[] }): ReactNode {
  const text = useText();
  const columns: readonly Column<Assessment>[] = [
    { name: text('assessment.version'), cell: ({ versionNumber }) => versionNumber },
    { name: text('assessment.assessedOn'), cell: ({ assessedOn }) => <Day date={assessedOn} /> },
    { name: text('ladder.stepHead'), cell: (assessment) => <Step assessment={assessment} /> },
    { name: text('assessment.points'), cell: ({ needPoints }) => needPoints, isNumber: true },
    { name: text('assessment.validUntil'), cell: ({ validUntil }) => <Day date={validUntil} /> },
    { name: text('assessment.by'), cell: ({ assessedBy }) => assessedBy },
    {
      name: text('dwellings.status'),
      cell: ({ isCurrent }) => text(isCurrent ? 'assessment.current' : 'assessment.superseded'),
    },
  ];
  return (
    <SimpleTable caption={text('assessment.caption')} columns={columns} rows={items} keyOf={({ id }) => id} />
  );
}
