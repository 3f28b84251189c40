import { Readable } from 'node:stream';
import {
  IdempotencyKey,
  Import,
  ImportApproval,
  ImportCursor,
  ImportFile,
  ImportListQuery,
  ImportPage,
  ImportParams,
  ImportQuery,
  problems,
  ReceivedImport,
  SettledImport,
  toEntityTag,
  versionOfEntityTag,
} from '@boligtrapp/contracts';
import {
  approveImport,
  getImport,
  type ImportDeps,
  listImports,
  receiveImport,
  refuseImport,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { createByteInspector } from '../../http/byte-inspector.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { KeyAndVersion } from '../../http/key-and-version.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { RequestFault } from '../../problems/request-fault.ts';

/** Media types of files of rows. */
const FORMATS = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/x-ndjson': 'ndjson',
} as const;

const FileBody = {
  content: Object.fromEntries(Object.keys(FORMATS).map((type) => [type, { schema: ImportFile }])),
};

/** Longer than a file may take over a slow line; the server ends a request that is not all there sooner. */
const UPLOAD_TIMEOUT_MS = 60_000;

/** Files of rows: sent in, checked by a worker, approved by a person. */
export const importRoutes: FastifyPluginAsyncTypebox<{ readonly deps: ImportDeps }> = async (
  app,
  { deps },
) => {
  await app.register(uploadRoute, { deps });

  app.get(
    '/imports',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'listImports',
        tags: ['imports'],
        summary: 'Files that were sent in, from the newest',
        querystring: ImportListQuery,
        response: { 200: ImportPage, ...problems(422) },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, ImportCursor) ?? [];
      const page = await listImports(deps, actorOf(request), { afterId, limit: pageSizeOf(request.query) });
      return toPage(
        page,
        (row) => row,
        ({ id }) => [id],
      );
    },
  );

  app.get(
    '/imports/:importId',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'getImport',
        tags: ['imports'],
        summary: 'One file: how far it has come, and what was found in it',
        params: ImportParams,
        response: { 200: Import, ...problems(404) },
      },
    },
    async (request, reply) => {
      const run = await getImport(deps, actorOf(request), request.params.importId);
      void reply.header('etag', toEntityTag(run.version));
      return run;
    },
  );

  app.post(
    '/imports/:importId/approval',
    {
      config: { access: 'imports.approve' },
      schema: {
        operationId: 'approveImport',
        tags: ['imports'],
        summary: 'Have the good rows of a checked file stored',
        params: ImportParams,
        headers: KeyAndVersion,
        body: ImportApproval,
        response: { 202: SettledImport, ...problems(404, 409, 412, 413, 415, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = { ...request.params, ...request.body, version: versionOf(request.headers) };
      const settled = await approveImport(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(202).header('etag', toEntityTag(settled.version)).send(settled);
    },
  );

  app.post(
    '/imports/:importId/refusal',
    {
      config: { access: 'imports.approve' },
      schema: {
        operationId: 'refuseImport',
        tags: ['imports'],
        summary: 'Refuse a file that is not approved; its bytes are destroyed',
        params: ImportParams,
        headers: KeyAndVersion,
        response: { 201: SettledImport, ...problems(404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const command = { ...request.params, version: versionOf(request.headers) };
      const settled = await refuseImport(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('etag', toEntityTag(settled.version)).send(settled);
    },
  );
};

function versionOf(headers: { readonly 'if-match': string }): number {
  return versionOfEntityTag(headers['if-match']);
}

/** Alone in its scope: here bodies are files, which are read piece by piece, and nothing else. */
const uploadRoute: FastifyPluginAsyncTypebox<{ readonly deps: ImportDeps }> = async (app, { deps }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(Object.keys(FORMATS), (_request, payload, done) => {
    done(null, payload);
  });
  const compile = app.validatorCompiler;
  app.post(
    '/imports',
    {
      config: { access: 'imports.write' },
      handlerTimeout: UPLOAD_TIMEOUT_MS,
      // A file is no value that a schema could be held against: its rows are checked by a worker.
      validatorCompiler: (route) =>
        route.httpPart === 'body' || compile === undefined ? () => true : compile(route),
      schema: {
        operationId: 'receiveImport',
        tags: ['imports'],
        summary:
          'Send a file of rows in (CSV, XLSX or NDJSON, 25 MB at most); it is checked, and nothing is stored before a person approves it',
        querystring: ImportQuery,
        headers: IdempotencyKey,
        body: FileBody,
        response: { 202: ReceivedImport, ...problems(409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { subject, sourceSystem = null } = request.query;
      const command = {
        subject,
        sourceSystem,
        format: formatOf(request.headers['content-type']),
        bytes: fileIn(request.body),
        inspector: createByteInspector(),
      };
      const { params, query, headers, routeOptions } = request;
      const received = await receiveImport(deps, actorOf(request), command, (contentHash) =>
        idempotencyOf({
          routeOptions,
          headers,
          params,
          hashWithKeys: (text) => request.hashWithKeys(text),
          body: { query, contentHash, format: command.format },
        }),
      );
      return await reply.code(202).header('location', `/v1/imports/${received.id}`).send(received);
    },
  );
};

function fileIn(body: unknown): Readable {
  if (!(body instanceof Readable)) throw new RequestFault('/body', 'required');
  return body;
}

function formatOf(contentType: string | undefined): (typeof FORMATS)[keyof typeof FORMATS] {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  const found = Object.entries(FORMATS).find(([name]) => name === type);
  return found?.[1] ?? 'csv';
}
