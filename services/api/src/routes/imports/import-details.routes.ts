import {
  ChangeCursor,
  ChangeQuery,
  Changes,
  encodeCursor,
  FileBytes,
  ImportFaultCursor,
  ImportFaultPage,
  ImportListQuery,
  ImportParams,
  ImportRowCursor,
  ImportRowPage,
  ImportRowQuery,
  ImportTemplateParams,
  ImportTemplateQuery,
  problems,
} from '@boligtrapp/contracts';
import { toCsv, toImportTemplate, toXlsx } from '@boligtrapp/documents';
import { IMPORT_COLUMNS, IMPORT_SUBJECTS, type ImportSubject } from '@boligtrapp/domain';
import {
  getImportFaults,
  getImportRows,
  listChanges,
  NotFoundError,
  type ReadImportsDeps,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Headings of the templates by the names of the columns; a name stands for the same in each of them. */
const HEADINGS: ReadonlyMap<string, string> = new Map(
  Object.values(IMPORT_COLUMNS).flatMap((columns) =>
    columns.map(({ name, label }): [string, string] => [name, label]),
  ),
);

const NAMES: Readonly<Record<ImportSubject, string>> = { dwellings: 'Boliger', places: 'Steder' };

/** What was found in a file, templates for files, and what has changed for those who send them. */
export const importDetailRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ReadImportsDeps }> = async (
  app,
  { deps },
) => {
  app.get(
    '/imports/:importId/rows',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'listImportRows',
        tags: ['imports'],
        summary: 'Rows of a file that are new, changed or not stored, by their number',
        params: ImportParams,
        querystring: ImportRowQuery,
        response: { 200: ImportRowPage, ...problems(404, 422) },
      },
    },
    async (request) => {
      const [afterRow] = keysetOf(request.query, ImportRowCursor) ?? [];
      const query = { ...request.params, outcome: request.query.outcome, afterRow };
      const page = await getImportRows(deps, actorOf(request), {
        ...query,
        limit: pageSizeOf(request.query),
      });
      return toPage(
        page,
        ({ objectVersion: _version, changedColumns, ...row }) => ({
          ...row,
          changedColumns: [...changedColumns],
          changedHeadings: changedColumns.map((name) => HEADINGS.get(name) ?? name),
        }),
        ({ rowNumber }) => [rowNumber],
      );
    },
  );

  app.get(
    '/imports/:importId/faults',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'listImportFaults',
        tags: ['imports'],
        summary: 'Every fault of a file by row and column',
        params: ImportParams,
        querystring: ImportListQuery,
        response: { 200: ImportFaultPage, ...problems(404, 422) },
      },
    },
    async (request) => {
      const keys = keysetOf(request.query, ImportFaultCursor);
      const after = keys === undefined ? undefined : { row: keys[0], fault: keys[1] };
      const query = { ...request.params, after, limit: pageSizeOf(request.query) };
      const page = await getImportFaults(deps, actorOf(request), query);
      return toPage(
        page,
        ({ faultNumber: _number, ...fault }) => ({
          ...fault,
          heading: HEADINGS.get(fault.column ?? '') ?? null,
        }),
        ({ rowNumber, faultNumber }) => [rowNumber, faultNumber],
      );
    },
  );

  app.get(
    '/import-templates/:subject',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'getImportTemplate',
        tags: ['imports'],
        summary:
          'A template in bokmål: a workbook with a sheet of explanations, or CSV with the headings alone',
        params: ImportTemplateParams,
        querystring: ImportTemplateQuery,
        response: {
          200: {
            description: 'The template',
            content: { [TYPES.xlsx]: { schema: FileBytes }, 'text/csv': { schema: FileBytes } },
          },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const subject = IMPORT_SUBJECTS.find((name) => name === request.params.subject);
      if (subject === undefined) throw new NotFoundError('import-template.not-found');
      const { format = 'xlsx' } = request.query;
      const { rows, explanations } = toImportTemplate(NAMES[subject], IMPORT_COLUMNS[subject]);
      const bytes = format === 'xlsx' ? await toXlsx([rows, explanations]) : Buffer.from(toCsv(rows));
      void reply.header('content-type', TYPES[format]);
      void reply.header(
        'content-disposition',
        `attachment; filename="mal-${NAMES[subject].toLowerCase()}.${format}"`,
      );
      return await reply.send(bytes);
    },
  );

  app.get(
    '/changes',
    {
      config: { access: 'dwellings.read' },
      schema: {
        operationId: 'listChanges',
        tags: ['imports'],
        summary:
          'Dwellings and places that have changed since a cursor, by kind and id; nothing about people',
        querystring: ChangeQuery,
        response: { 200: Changes, ...problems(422) },
      },
    },
    async (request) => {
      const { after: cursor } = request.query;
      const [afterSequence] = keysetOf(cursor === undefined ? {} : { cursor }, ChangeCursor) ?? [0];
      const limit = pageSizeOf(request.query);
      const { items, nextSequence, hasMore } = await listChanges(deps, actorOf(request), {
        afterSequence,
        limit,
      });
      return {
        items: items.map(({ kind, id, changedAt }) => ({ kind, id, changedAt })),
        nextCursor: encodeCursor([nextSequence]),
        hasMore,
      };
    },
  );
};
