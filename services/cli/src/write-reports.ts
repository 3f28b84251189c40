import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPdfRenderer, renderReportPdf, toReportSheets, toXlsx } from '@boligtrapp/documents';
import { type ReadReportDeps, readRotationReport } from '@boligtrapp/use-cases';

/** Findings of each list; the counts are of all. */
const MOST_LISTED = 10_000;
const OWNER_ONLY = 0o600;

/** A run whose report is to be written. */
export interface RunToReport {
  readonly id: string;
  readonly municipalityId: string;
}

/**
 * Writes the report of a run below `folder`, in a folder of the municipality's number: JSON, a workbook and PDF/A. They
 * name households, so only their owner can read them; nobody with a protected address is named. The read is logged.
 *
 * @returns the files.
 */
export async function writeReports(
  deps: ReadReportDeps,
  { id, municipalityId }: RunToReport,
  folder: string,
): Promise<readonly string[]> {
  const actor = { id: 'command-line', role: 'leader', municipalityId, requestId: deps.ids.next() } as const;
  const report = await readRotationReport(deps, actor, { runId: id, limit: MOST_LISTED, isFile: true });
  const target = join(folder, report.municipality.kommunenummer);
  mkdirSync(target, { recursive: true });
  const renderer = createPdfRenderer();
  try {
    const contents = {
      json: `${JSON.stringify(report, undefined, 2)}\n`,
      xlsx: await toXlsx(toReportSheets(report)),
      pdf: await renderReportPdf(renderer, report),
    };
    return Object.entries(contents).map(([ending, content]) => {
      const file = join(target, `rotation-${report.run.runOn}.${ending}`);
      writeFileSync(file, content, { mode: OWNER_ONLY });
      return file;
    });
  } finally {
    await renderer.close();
  }
}
