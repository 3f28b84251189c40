import type { ImportCellRule, ImportColumn } from '@boligtrapp/domain';
import type { Sheet, TableCell } from '../table/table.ts';

/** A template for a file of rows: a sheet with the headings alone, and one that explains every column, in bokmål. */
export function toImportTemplate(
  name: string,
  columns: readonly ImportColumn[],
): { readonly rows: Sheet; readonly explanations: Sheet } {
  return {
    rows: {
      name,
      columns: columns.map(({ label }) => ({ label, width: Math.max(10, label.length + 2) })),
      rows: [],
    },
    explanations: {
      name: 'Forklaring',
      columns: [
        { label: 'Kolonne', width: 22 },
        { label: 'Må fylles ut for nye', width: 22 },
        { label: 'Hva som står i den', width: 80 },
        { label: 'Verdier', width: 60 },
        { label: 'Eksempel', width: 20 },
      ],
      rows: columns.map((column) => [
        column.label,
        neededWord(column),
        column.explanation,
        valuesOf(column.cell),
        exampleOf(column),
      ]),
    },
  };
}

function neededWord({ isNeededForNew }: ImportColumn): string {
  if (isNeededForNew === undefined) return 'Valgfritt';
  return isNeededForNew({}) ? 'Må fylles ut' : 'For noen typer';
}

function valuesOf(rule: ImportCellRule): string {
  switch (rule.kind) {
    case 'text':
      return `Tekst, høyst ${rule.longest} tegn`;
    case 'integer':
      return `Helt tall fra ${rule.min} til ${rule.max}`;
    case 'boolean':
      return 'Ja eller Nei';
    case 'date':
      return 'Dato, dd.mm.åååå';
    case 'choice':
      return Object.values(rule.words).join(', ');
  }
}

function exampleOf({ example }: ImportColumn): TableCell {
  return typeof example === 'boolean' ? (example ? 'Ja' : 'Nei') : example;
}
