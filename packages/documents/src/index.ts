/**
 * Data into files: PDF/A by Typst, letters by templates of Word, spreadsheets and calendars. Knows no database and no
 * case; what it is given is data, and nothing of it is ever run.
 */

export { type Calendar, type CalendarEvent, toCalendar } from './calendar/to-calendar.ts';
export { type GapOfFile } from './capacity-gap/gap-file.ts';
export { renderGapPdf } from './capacity-gap/render-gap-pdf.ts';
export { toGapSheets } from './capacity-gap/to-gap-sheets.ts';
export { type DwellingOfSheet, toDwellingSheet } from './dwellings/to-dwelling-sheet.ts';
export { toImportTemplate } from './imports/to-import-template.ts';
export { defaultLetterTemplate } from './letter/default-template.ts';
export { type FillLetterInput, fillLetter } from './letter/fill-letter.ts';
export { type LetterData, type LetterFields, type LetterValue } from './letter/letter-data.ts';
export { LetterError, type LetterErrorCode } from './letter/letter-error.ts';
export { type LetterBlock, type LetterOutline, letterOutline } from './letter/letter-text.ts';
export { createLetterWriter } from './letter/letter-writer.ts';
export { type LetterPdfRequest, renderLetterPdf } from './letter/render-letter-pdf.ts';
export { writeOutDate, writeOutTime } from './letter/written-date.ts';
export { renderMinutesPdf, toMinutesDocument } from './minutes/render-minutes-pdf.ts';
export { PdfError, type PdfErrorCode } from './pdf/pdf-error.ts';
export { type PdfLimits } from './pdf/pdf-process.ts';
export {
  createPdfRenderer,
  type PdfRenderer,
  type PdfRendererOptions,
  type PdfRequest,
} from './pdf/pdf-renderer.ts';
export { DOCUMENT_LANGUAGES, type DocumentLanguage } from './pdf/pdf-task.ts';
export { type ReportDocument, type ReportSection, type ReportTable } from './pdf/report-document.ts';
export { COLUMN_WORDS, TABLE_WORDS } from './person-data/person-data-words.ts';
export { renderPersonDataPdf, toPersonDataDocument } from './person-data/render-person-data-pdf.ts';
export { renderReportPdf } from './rotation-report/render-report-pdf.ts';
export { type DeadlineCalendar, toDeadlineCalendar } from './rotation-report/to-deadline-calendar.ts';
export { toReportDocument } from './rotation-report/to-report-document.ts';
export { toReportSheets } from './rotation-report/to-report-sheets.ts';
export { MOST_ROWS, readRowFile } from './rows/read-row-file.ts';
export { type FigureOfSheet, toStatisticsSheet } from './statistics/to-statistics-sheet.ts';
export { type Sheet, type Table, type TableCell, type TableColumn } from './table/table.ts';
export { toCsv } from './table/to-csv.ts';
export { toXlsx } from './table/to-xlsx.ts';
