import {
  FileBytes,
  problems,
  RotationReport,
  RotationReportQuery,
  RotationRunParams,
} from '@boligtrapp/contracts';
import { PdfError, type PdfRenderer, renderReportPdf, toReportSheets, toXlsx } from '@boligtrapp/documents';
import { type ReadReportDeps, readRotationReport, UnavailableError } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { actorOf } from '../../http/actor-of.ts';
import { toRotationReportDto } from './rotation-report.dto.ts';

/** What the routes of reports need. */
export interface RotationReportRouteDeps extends ReadReportDeps {
  readonly pdf: PdfRenderer;
}

const USUALLY_LISTED = 200;
/** Findings of each list; a workbook of this many takes the process a second or two. */
const LISTED_IN_WORKBOOK = 3_000;
/** Findings of each list; a document has no more. */
const LISTED_IN_PDF = 300;

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';

/** The report of a night: as JSON, as a workbook and as a document. */
export const rotationReportRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: RotationReportRouteDeps;
}> = async (app, { deps }) => {
  app.get(
    '/rotation-runs/:runId/report',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'getRotationReport',
        tags: ['reports'],
        summary: 'The report of a night: tables by month and deadline, lists by days left, changes',
        params: RotationRunParams,
        querystring: RotationReportQuery,
        response: { 200: RotationReport, ...problems(404) },
      },
    },
    async (request) => {
      const { limit = USUALLY_LISTED } = request.query;
      const { runId } = request.params;
      const command = { runId, limit, isFile: false };
      return toRotationReportDto(await readRotationReport(deps, actorOf(request), command));
    },
  );

  app.get(
    '/rotation-runs/:runId/report/xlsx',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'getRotationReportWorkbook',
        tags: ['reports'],
        summary:
          'The report of a night as a workbook (.xlsx) in bokmål; nobody with a protected address is named',
        params: RotationRunParams,
        response: {
          200: { description: 'The workbook', content: { [WORKBOOK]: { schema: FileBytes } } },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const { runId } = request.params;
      const command = { runId, limit: LISTED_IN_WORKBOOK, isFile: true };
      const report = await readRotationReport(deps, actorOf(request), command);
      const bytes = await toXlsx(toReportSheets(report));
      return await sendFile(reply, WORKBOOK, `rulleringsrapport-${report.run.runOn}.xlsx`).send(bytes);
    },
  );

  app.get(
    '/rotation-runs/:runId/report/pdf',
    {
      config: { access: 'reports.read' },
      schema: {
        operationId: 'getRotationReportPdf',
        tags: ['reports'],
        summary: 'The report of a night as PDF/A-2a in bokmål; nobody with a protected address is named',
        params: RotationRunParams,
        response: {
          200: { description: 'The document', content: { [PDF]: { schema: FileBytes } } },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const { runId } = request.params;
      const command = { runId, limit: LISTED_IN_PDF, isFile: true };
      const report = await readRotationReport(deps, actorOf(request), command);
      const bytes = await renderReportPdf(deps.pdf, report).catch(toUnavailable);
      return await sendFile(reply, PDF, `rulleringsrapport-${report.run.runOn}.pdf`).send(bytes);
    },
  );
};

function sendFile<Reply extends Pick<FastifyReply, 'header'>>(
  reply: Reply,
  type: string,
  name: string,
): Reply {
  void reply.header('content-type', type);
  void reply.header('content-disposition', `attachment; filename="${name}"`);
  void reply.header('cache-control', 'no-store');
  return reply;
}

function toUnavailable(error: unknown): never {
  if (!(error instanceof PdfError)) throw error;
  throw new UnavailableError('rotation-report.not-made', {}, { cause: error });
}
