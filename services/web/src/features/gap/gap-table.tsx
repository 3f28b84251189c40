import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { useText } from '../../i18n/text.tsx';
import { GapCellButton, type ShownGap } from './gap-cell-button.tsx';
import type { GapFigures, GapMatrix } from './gap-matrix.ts';

const PARTS = ['need', 'supply', 'expected', 'gap'] as const;

/** The same figures as the heat map has, and what each gap is made of. */
export function GapTable({
  matrix,
  search,
}: {
  readonly matrix: GapMatrix;
  readonly search: ShownGap;
}): ReactNode {
  const text = useText();
  const caption = text('gap.tableCaption', { track: text(`track.${search.track}`) });
  return (
    <ScrollBox label={caption}>
      <Table zebra data-size="sm">
        <caption>{caption}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{text('gap.cell')}</Table.HeaderCell>
            {PARTS.map((part) => (
              <Table.HeaderCell key={part} scope="col" className="bt-number">
                {text(`gap.${part}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {matrix.rows.flatMap(({ level, cells }) =>
            matrix.bedrooms.map((bedrooms, index) => {
              const figures = cells[index];
              if (figures === undefined || figures.need + figures.supply + figures.expected === 0)
                return null;
              return (
                <Table.Row key={`${level} ${bedrooms}`}>
                  <Table.HeaderCell scope="row">
                    <GapCellButton
                      cell={{ ...search, level, bedrooms }}
                      figures={figures}
                      label={text('gap.cellName', { level, bedrooms })}
                    />
                  </Table.HeaderCell>
                  <Figures figures={figures} />
                </Table.Row>
              );
            }),
          )}
          <Table.Row>
            <Table.HeaderCell scope="row">{text('gap.sum')}</Table.HeaderCell>
            <Figures figures={matrix.sum} />
          </Table.Row>
        </Table.Body>
      </Table>
    </ScrollBox>
  );
}

function Figures({ figures }: { readonly figures: GapFigures }): ReactNode {
  return PARTS.map((part) => (
    <Table.Cell key={part} className="bt-number">
      {String(figures[part]).replace('-', '−')}
    </Table.Cell>
  ));
}
