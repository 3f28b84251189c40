import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import type { LadderDrawing } from './ladder-steps.tsx';
import { shortageOf } from './shortage.ts';

const FIGURES = ['stock', 'occupied', 'vacant', 'outOfUse', 'queue', 'movers'] as const;

/** The same figures as the steps, in a table. */
export function LadderTable({
  caption,
  steps,
  vacancies,
}: LadderDrawing & { readonly caption: string }): ReactNode {
  const text = useText();
  return (
    <ScrollBox label={caption}>
      <Table zebra data-size="sm">
        <caption>{caption}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">
              <Text id="ladder.stepHead" />
            </Table.HeaderCell>
            {FIGURES.map((figure) => (
              <Table.HeaderCell key={figure} scope="col" className="bt-number">
                <Text id={`ladder.${figure}`} />
              </Table.HeaderCell>
            ))}
            {vacancies !== null && (
              <Table.HeaderCell scope="col" className="bt-number">
                <Text id="ladder.shortageHead" />
              </Table.HeaderCell>
            )}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {steps.map((step) => (
            <Table.Row key={step.level}>
              <Table.HeaderCell scope="row">{text('ladder.step', { level: step.level })}</Table.HeaderCell>
              {FIGURES.map((figure) => (
                <Table.Cell key={figure} className="bt-number">
                  {step[figure]}
                </Table.Cell>
              ))}
              {vacancies !== null && (
                <Table.Cell className="bt-number">{shortageOf(step, vacancies)}</Table.Cell>
              )}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}
