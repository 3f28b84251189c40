import { Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { GapCellButton, type ShownGap } from './gap-cell-button.tsx';
import type { GapFigures, GapMatrix } from './gap-matrix.ts';

/** The gap as a matrix with a number in every cell; a click shows who and what is behind it. */
export function GapHeatMap({
  matrix,
  search,
}: {
  readonly matrix: GapMatrix;
  readonly search: ShownGap;
}): ReactNode {
  const text = useText();
  const caption = text('gap.mapCaption', { track: text(`track.${search.track}`) });
  return (
    <>
      <ScrollBox label={caption}>
        <Table data-size="sm" className="bt-heat">
          <caption>{caption}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{text('ladder.stepHead')}</Table.HeaderCell>
              {matrix.bedrooms.map((count) => (
                <Table.HeaderCell key={count} scope="col" className="bt-number">
                  {text('dwellings.bedroomCount', { count })}
                </Table.HeaderCell>
              ))}
              <Table.HeaderCell scope="col" className="bt-number">
                {text('gap.sum')}
              </Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {matrix.rows.map(({ level, cells, sum }) => (
              <Table.Row key={level}>
                <Table.HeaderCell scope="row">{text('ladder.step', { level })}</Table.HeaderCell>
                {matrix.bedrooms.map((bedrooms, index) => (
                  <Cell key={bedrooms} figures={cells[index]}>
                    <GapCellButton
                      cell={{ ...search, level, bedrooms }}
                      figures={cells[index]}
                      label={String(cells[index]?.gap ?? 0).replace('-', '−')}
                    />
                  </Cell>
                ))}
                <Sum figures={sum} />
              </Table.Row>
            ))}
            <Table.Row>
              <Table.HeaderCell scope="row">{text('gap.sum')}</Table.HeaderCell>
              {matrix.columns.map((figures, index) => (
                <Sum key={matrix.bedrooms[index]} figures={figures} />
              ))}
              <Sum figures={matrix.sum} />
            </Table.Row>
          </Table.Body>
        </Table>
      </ScrollBox>
      <Paragraph data-size="sm">
        <Text id="gap.legend" />
      </Paragraph>
      <ul className="bt-plain bt-gap-legend">
        {(['short', 'even', 'spare'] as const).map((kind) => (
          <li key={kind}>
            <span className={`bt-swatch bt-gap-${kind}`} /> {text(`gap.${kind}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function kindOf(gap: number): 'short' | 'even' | 'spare' {
  if (gap > 0) return 'short';
  return gap === 0 ? 'even' : 'spare';
}

function Cell({
  figures,
  children,
}: {
  readonly figures: GapFigures | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return <Table.Cell className={`bt-number bt-gap-${kindOf(figures?.gap ?? 0)}`}>{children}</Table.Cell>;
}

function Sum({ figures }: { readonly figures: GapFigures }): ReactNode {
  return (
    <Table.Cell className="bt-number">
      <strong>{String(figures.gap).replace('-', '−')}</strong>
    </Table.Cell>
  );
}
