import PizZip from 'pizzip';
import readExcelFile from 'read-excel-file/node';

/** A sheet as it is read back; a date cell is a `Date` at midnight UTC. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** The sheets of a workbook. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  const sheets = await readExcelFile(Buffer.from(bytes));
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data }));
}

/** The text of a document of Word, a line for each paragraph and line break. */
export function readDocxText(bytes: Uint8Array): string {
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? '';
  return xml
    .replaceAll(/<w:br\/>|<\/w:p>/gu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
