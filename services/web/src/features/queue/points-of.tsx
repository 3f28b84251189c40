import type { Schemas } from '@boligtrapp/client';
import { Details, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useCriterionWords } from '../cases/criterion-words.ts';

type Item = Schemas['QueueItem'];

/** A figure of priority that opens what it is made of: each criterion, what was found, its points, and the rules. */
export function PointsOf({ item }: { readonly item: Item }): ReactNode {
  const text = useText();
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <Details variant="tinted" data-size="sm" onToggle={() => setWasOpened(true)}>
      <Details.Summary>
        {text('queue.sum', { points: item.points })}
        <span className="ds-sr-only">, {item.householdReference}</span>
      </Details.Summary>
      <Details.Content>{wasOpened && <Parts item={item} />}</Details.Content>
    </Details>
  );
}

/** Fetched when it is opened: it reads the assessment. */
function Parts({ item }: { readonly item: Item }): ReactNode {
  const me = useMe().data;
  const isAllowed = may(me, 'assessments.read');
  const { assessmentId } = item;
  const assessment = useAnswer(
    ['assessments', assessmentId],
    async () => api.GET('/v1/assessments/{assessmentId}', { params: { path: { assessmentId } } }),
    isAllowed,
  );
  const rules = useAnswer(['policy-sets', 'in-force'], async () => api.GET('/v1/policy-sets/in-force'));
  return (
    <>
      {isAllowed ? (
        <QueryState query={assessment}>
          {({ needPointsParts }) => <PartTable item={item} criteria={needPointsParts} />}
        </QueryState>
      ) : (
        <PartTable item={item} criteria={[]} />
      )}
      <QueryState query={rules}>
        {({ content, name }) => (
          <Paragraph data-size="sm">
            <Text
              id="queue.rules"
              values={{
                name,
                perMonth: content.queue.pointsPerMonthWaiting,
                most: content.queue.mostPointsForWaiting,
              }}
            />
          </Paragraph>
        )}
      </QueryState>
    </>
  );
}

function PartTable({
  item,
  criteria,
}: {
  readonly item: Item;
  readonly criteria: readonly Schemas['NeedPointsPart'][];
}): ReactNode {
  const text = useText();
  const words = useCriterionWords();
  const parts = item.pointsParts.filter(({ part }) => part !== 'need' || criteria.length === 0);
  return (
    <table className="bt-parts">
      <caption>{text('queue.partsOf', { household: item.householdReference })}</caption>
      <thead>
        <tr>
          <th scope="col">{text('assessment.criterion')}</th>
          <th scope="col">{text('assessment.value')}</th>
          <th scope="col" className="bt-number">
            {text('queue.points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {criteria.map(({ criterion, value, points }) => (
          <tr key={criterion}>
            <th scope="row">{words.criterion(criterion)}</th>
            <td>{value === undefined ? text('case.withheld') : words.degree(value)}</td>
            <td className="bt-number">{points}</td>
          </tr>
        ))}
        {parts.map(({ part, points }) => (
          <tr key={part}>
            <th scope="row">{text(`queue.part.${part}`)}</th>
            <td>{part === 'waiting' && text('queue.waitedSince')}</td>
            <td className="bt-number">{points}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {text('queue.total')}
          </th>
          <td className="bt-number">{item.points}</td>
        </tr>
      </tfoot>
    </table>
  );
}
