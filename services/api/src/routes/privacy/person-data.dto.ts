import type { PersonDataExport } from '@boligtrapp/contracts';
import type { PersonDataExportPage } from '@boligtrapp/use-cases';

/** A copy as the API shows it: whether somebody is protected is not told. */
export function toPersonDataExportDto(row: PersonDataExportPage['items'][number]): PersonDataExport {
  const { isProtected: _, kind: _kind, ...copy } = row;
  return copy;
}
