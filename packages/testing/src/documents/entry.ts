/** Reads back what `@boligtrapp/documents` writes, with other libraries than those that wrote it. */
export { type CalendarEntry, readCalendar } from './read-calendar.ts';
export { readDocxText, readWorkbook, type WorkbookSheet } from './read-office.ts';
export { type ReadPdf, readPdf } from './read-pdf.ts';
