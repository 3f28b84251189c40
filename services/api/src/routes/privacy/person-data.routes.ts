import {
  ArchiveReadingRequest,
  FileBytes,
  IdempotencyKey,
  PersonDataContent,
  PersonDataExport,
  PersonDataExportPage,
  PersonDataExportParams,
  PersonDataRequest,
  PrivacyCursor,
  PrivacyPageQuery,
  problems,
  RequestedPersonData,
  toEntityTag,
} from '@boligtrapp/contracts';
import { PdfError, type PdfRenderer, renderPersonDataPdf } from '@boligtrapp/documents';
import {
  type FetchPersonDataDeps,
  fetchPersonData,
  getPersonDataExport,
  listPersonDataExports,
  requestPersonDataExport,
  UnavailableError,
} from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { idempotencyOf } from '../../http/idempotency-of.ts';
import { keysetOf, pageSizeOf, toPage } from '../../http/paging.ts';
import { toPersonDataExportDto } from './person-data.dto.ts';

/** What the routes of copies need. */
export interface PersonDataRouteDeps extends FetchPersonDataDeps {
  readonly pdf: PdfRenderer;
}

/** What a kind of copy is called in the address and the documents. */
interface Served {
  readonly kind: 'access' | 'archive';
  readonly path: '/person-data-exports' | '/archive-readings';
  readonly access: 'person-data.read' | 'archive.read';
  readonly name: 'PersonDataExport' | 'ArchiveReading';
  readonly what: string;
}

const ACCESS: Served = {
  kind: 'access',
  path: '/person-data-exports',
  access: 'person-data.read',
  name: 'PersonDataExport',
  what: 'what is held on a person',
};
const ARCHIVE: Served = {
  kind: 'archive',
  path: '/archive-readings',
  access: 'archive.read',
  name: 'ArchiveReading',
  what: 'a blocked case',
};

const PDF = 'application/pdf';

/** Copies of what is held on a person, and readings of blocked cases. */
export const personDataRoutes: FastifyPluginAsyncTypebox<{ readonly deps: PersonDataRouteDeps }> = async (
  app,
  { deps },
) => {
  app.post(
    ACCESS.path,
    {
      config: { access: 'person-data.write' },
      schema: {
        operationId: 'requestPersonDataExport',
        tags: ['privacy'],
        summary: 'Ask for a copy of everything that is held on a person (innsyn); a worker makes it',
        headers: IdempotencyKey,
        body: PersonDataRequest,
        response: { 201: RequestedPersonData, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { personId: subjectId, ...reason } = request.body;
      const command = { ...reason, kind: 'access', subjectId } as const;
      const copy = await requestPersonDataExport(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1${ACCESS.path}/${copy.id}`).send(copy);
    },
  );

  app.post(
    ARCHIVE.path,
    {
      config: { access: 'archive-readings.write' },
      schema: {
        operationId: 'requestArchiveReading',
        tags: ['privacy'],
        summary: 'Ask to read a blocked case (sperret sak), with a reason; a worker makes the copy',
        headers: IdempotencyKey,
        body: ArchiveReadingRequest,
        response: { 201: RequestedPersonData, ...problems(404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { householdId: subjectId, ...reason } = request.body;
      const command = { ...reason, kind: 'archive', subjectId } as const;
      const copy = await requestPersonDataExport(deps, actorOf(request), command, idempotencyOf(request));
      return await reply.code(201).header('location', `/v1${ARCHIVE.path}/${copy.id}`).send(copy);
    },
  );

  await app.register(copyRoutes, { deps, served: ACCESS });
  await app.register(copyRoutes, { deps, served: ARCHIVE });
};

const copyRoutes: FastifyPluginAsyncTypebox<{
  readonly deps: PersonDataRouteDeps;
  readonly served: Served;
}> = async (app, { deps, served }) => {
  const { kind, path, access, name, what } = served;

  app.get(
    path,
    {
      config: { access },
      schema: {
        operationId: `list${name}s`,
        tags: ['privacy'],
        summary: `Copies of ${what}, from the newest, without their content`,
        querystring: PrivacyPageQuery,
        response: { 200: PersonDataExportPage, ...problems() },
      },
    },
    async (request) => {
      const [afterId] = keysetOf(request.query, PrivacyCursor) ?? [];
      const query = { kind, afterId, limit: pageSizeOf(request.query) };
      const page = await listPersonDataExports(deps, actorOf(request), query);
      return toPage(page, toPersonDataExportDto, ({ id }) => [id]);
    },
  );

  app.get(
    `${path}/:exportId`,
    {
      config: { access },
      schema: {
        operationId: `get${name}`,
        tags: ['privacy'],
        summary: `A copy of ${what}: whether it is ready, and until when it can be fetched`,
        params: PersonDataExportParams,
        response: { 200: PersonDataExport, ...problems(404) },
      },
    },
    async (request, reply) => {
      const query = { kind, ...request.params };
      const copy = await getPersonDataExport(deps, actorOf(request), query);
      void reply.header('etag', toEntityTag(copy.version));
      return toPersonDataExportDto(copy);
    },
  );

  app.get(
    `${path}/:exportId/content`,
    {
      config: { access },
      schema: {
        operationId: `get${name}Content`,
        tags: ['privacy'],
        summary: `Fetch a copy of ${what} as JSON; for whoever asked for it`,
        params: PersonDataExportParams,
        response: { 200: PersonDataContent, ...problems(404) },
      },
    },
    async (request, reply) => {
      const data = await fetchPersonData(deps, actorOf(request), { kind, ...request.params });
      void reply.header('cache-control', 'no-store');
      return data;
    },
  );

  app.get(
    `${path}/:exportId/pdf`,
    {
      config: { access },
      schema: {
        operationId: `get${name}Pdf`,
        tags: ['privacy'],
        summary: `Fetch a copy of ${what} as PDF/A-2a in bokmål; for whoever asked for it`,
        params: PersonDataExportParams,
        response: {
          200: { description: 'The document', content: { [PDF]: { schema: FileBytes } } },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const data = await fetchPersonData(deps, actorOf(request), { kind, ...request.params });
      const bytes = await renderPersonDataPdf(deps.pdf, data).catch(toUnavailable);
      return await reply
        .header('content-type', PDF)
        .header('content-disposition', `attachment; filename="innsyn-${data.exportId}.pdf"`)
        .header('cache-control', 'no-store')
        .send(bytes);
    },
  );
};

function toUnavailable(error: unknown): never {
  if (!(error instanceof PdfError)) throw error;
  throw new UnavailableError('person-data-export.not-rendered', {}, { cause: error });
}
