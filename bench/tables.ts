/** Rows of a table; the first one is the head. */
export type Table = readonly (readonly string[])[];

/** A table in Markdown with columns of even width, so that it can be read in a terminal too. */
export function toMarkdown(table: Table): string {
  const [head = [], ...rows] = table;
  const widths = head.map((_, column) => Math.max(3, ...table.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
