import type { PlainDateString } from '@boligtrapp/domain';
import type { Sheet, TableCell } from '../table/table.ts';

/** A figure as a file shows it. */
export interface FigureOfSheet {
  readonly title: string;
  readonly definition: string;
  readonly clarification: string;
  readonly source: string;
  readonly sourceUrl: string;
  readonly on: PlainDateString | null;
  readonly value: number | null;
  readonly parts: readonly { readonly title: string; readonly value: number | null }[];
}

/** What stands in place of a count that is not shown. */
const NOT_SHOWN = 'vises ikke';

/** The figures of a year as a sheet: a row for each total and each of its parts, with the definition beside it. */
export function toStatisticsSheet(year: number, figures: readonly FigureOfSheet[]): Sheet {
  const rows = figures.flatMap((figure) => {
    const tail: readonly TableCell[] = [
      figure.on === null ? `hele ${year}` : { date: figure.on },
      figure.definition,
      figure.clarification,
      figure.source,
      figure.sourceUrl,
    ];
    return [
      [figure.title, 'I alt', figure.value ?? NOT_SHOWN, ...tail],
      ...figure.parts.map((part) => [figure.title, part.title, part.value ?? NOT_SHOWN, ...tail]),
    ];
  });
  return {
    name: `Statistikk ${year}`,
    columns: [
      { label: 'Tall', width: 44 },
      { label: 'Del', width: 34 },
      { label: 'Antall', width: 12 },
      { label: 'Dag', width: 12 },
      { label: 'Definisjon', width: 60 },
      { label: 'Avklaring', width: 60 },
      { label: 'Kilde', width: 40 },
      { label: 'Adresse', width: 50 },
    ],
    rows,
  };
}
