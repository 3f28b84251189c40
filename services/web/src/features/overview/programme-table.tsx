import type { Schemas } from '@boligtrapp/client';
import { Heading, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const FIGURES = ['stock', 'occupied', 'vacant', 'outOfUse', 'queue', 'movers'] as const;

/** Programmes with dwellings and a queue of their own, beside the ladders. */
export function ProgrammeTable({ steps }: { readonly steps: readonly Schemas['LadderStep'][] }): ReactNode {
  const text = useText();
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="programmes">
      <Heading level={2} data-size="sm" id="programmes">
        <Text id="programmes.title" />
      </Heading>
      <ScrollBox label={text('programmes.title')}>
        <Table zebra data-size="sm">
          <caption>{text('programmes.caption')}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{text('programmes.head')}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{text('ladder.stepHead')}</Table.HeaderCell>
              {FIGURES.map((figure) => (
                <Table.HeaderCell key={figure} scope="col" className="bt-number">
                  {text(`ladder.${figure}`)}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {steps.map((step) => (
              <Table.Row key={`${step.programme} ${step.track} ${step.level}`}>
                <Table.HeaderCell scope="row">{text(`programme.${step.programme}`)}</Table.HeaderCell>
                <Table.Cell>
                  {text(`track.${step.track}`)}, {text('ladder.step', { level: step.level })}
                </Table.Cell>
                {FIGURES.map((figure) => (
                  <Table.Cell key={figure} className="bt-number">
                    {step[figure]}
                  </Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </ScrollBox>
    </section>
  );
}
