import type { Schemas } from '@boligtrapp/client';
import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { DialogButton } from '../../components/dialog-button.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Section } from '../../components/section.tsx';
import { useText } from '../../i18n/text.tsx';
import { ChangeFigure } from './change-figure.tsx';
import { useFigureName, useFigureValue } from './figure-name.ts';
import { groupOf, POLICY_FIGURES, readFigure } from './policy-figures.ts';

/** The figures of a set with what they count and why they are so; those of a draft can be changed. */
export function PolicyFigures({
  set,
  mayChange,
}: {
  readonly set: Schemas['PolicySetDetails'];
  readonly mayChange: boolean;
}): ReactNode {
  const text = useText();
  const nameOf = useFigureName();
  const write = useFigureValue();
  const reasons = new Map(
    Object.entries(set.content.sources).map(([group, source]) => [group, source?.reason]),
  );
  return (
    <Section title={text('figures.title')}>
      <ScrollBox label={text('figures.caption')}>
        <Table zebra data-size="sm">
          <caption>{text('figures.caption')}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{text('diff.figure')}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{text('figures.value')}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{text('reason.label')}</Table.HeaderCell>
              {mayChange && <Table.HeaderCell scope="col">{text('figures.change')}</Table.HeaderCell>}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {POLICY_FIGURES.map((figure) => {
              const name = nameOf(figure.figure);
              return (
                <Table.Row key={figure.figure}>
                  <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
                  <Table.Cell>{write(readFigure(set.content, figure.figure), figure.unit)}</Table.Cell>
                  <Table.Cell>{reasons.get(groupOf(figure.figure)) ?? text('figures.noReason')}</Table.Cell>
                  {mayChange && (
                    <Table.Cell>
                      <DialogButton
                        label={text('figures.changeOf', { name })}
                        title={text('figures.changeOf', { name })}
                        variant="tertiary"
                      >
                        {(close) => <ChangeFigure set={set} figure={figure} close={close} />}
                      </DialogButton>
                    </Table.Cell>
                  )}
                </Table.Row>
              );
            })}
          </Table.Body>
        </Table>
      </ScrollBox>
    </Section>
  );
}
