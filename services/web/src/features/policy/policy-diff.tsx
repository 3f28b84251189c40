import type { Schemas } from '@boligtrapp/client';
import { Alert, List, Paragraph, Table } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { lawText } from '../../components/law-text.ts';
import { QueryState } from '../../components/query-state.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { useFigureName, useFigureValue } from './figure-name.ts';
import { POLICY_FIGURES } from './policy-figures.ts';
import { useComparison } from './policy-queries.ts';

/** What a set changes, what other drafts change as well, and what the law has settled. */
export function PolicyDiff({ set }: { readonly set: Schemas['PolicySetDetails'] }): ReactNode {
  const text = useText();
  const comparison = useComparison(set.id);
  return (
    <Section title={text('diff.title')}>
      <QueryState query={comparison}>
        {({ changes, conflicts }) => (
          <>
            <Conflicts conflicts={conflicts} />
            {changes.length === 0 ? (
              <Paragraph>
                <Text id="diff.none" />
              </Paragraph>
            ) : (
              <Changes changes={changes} />
            )}
          </>
        )}
      </QueryState>
      <LawFigures figures={set.lawFigures} />
    </Section>
  );
}

function Conflicts({
  conflicts,
}: {
  readonly conflicts: readonly Schemas['PolicySetConflict'][];
}): ReactNode {
  const text = useText();
  const nameOf = useFigureName();
  const write = useFigureValue();
  if (conflicts.length === 0) return null;
  return (
    <Alert data-color="warning">
      <Paragraph>
        <Text id="diff.conflicts" />
      </Paragraph>
      <List.Unordered>
        {conflicts.map(({ policySetId, name, figures }) => (
          <List.Item key={policySetId}>
            <Link to="/regelsett/$policySetId" params={{ policySetId }}>
              {name}
            </Link>
            {': '}
            {figures
              .map(({ figure, mine, other }) =>
                text('diff.conflict', { figure: nameOf(figure), mine: write(mine), other: write(other) }),
              )
              .join('; ')}
          </List.Item>
        ))}
      </List.Unordered>
    </Alert>
  );
}

function Changes({ changes }: { readonly changes: readonly Schemas['PolicyFigureChange'][] }): ReactNode {
  const text = useText();
  const nameOf = useFigureName();
  const write = useFigureValue();
  const units = new Map(POLICY_FIGURES.map(({ figure, unit }) => [figure, unit]));
  return (
    <ScrollBox label={text('diff.caption')}>
      <Table data-size="sm">
        <caption>{text('diff.caption')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('diff.figure')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('diff.before')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{text('diff.after')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {changes.map(({ figure, before, after }) => (
            <Table.Row key={figure}>
              <Table.HeaderCell scope="row">{nameOf(figure)}</Table.HeaderCell>
              <Table.Cell>{write(before, units.get(figure))}</Table.Cell>
              <Table.Cell>
                <strong>{write(after, units.get(figure))}</strong>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

/** Figures that no set of rules can change. */
function LawFigures({ figures }: { readonly figures: readonly Schemas['LawFigure'][] }): ReactNode {
  const text = useText();
  const nameOf = useFigureName();
  return (
    <>
      <Paragraph data-size="sm">
        <Text id="diff.law" />
      </Paragraph>
      <List.Unordered>
        {figures.map(({ name, value, lawRef }) => (
          <List.Item key={name}>
            {nameOf(name)}: {text('unit.months', { count: value })} ({text('diff.locked')}, {lawText(lawRef)})
          </List.Item>
        ))}
      </List.Unordered>
    </>
  );
}
