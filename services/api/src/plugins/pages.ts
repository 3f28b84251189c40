import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { AUTHENTICATION_PLUGIN_ID } from './authentication.ts';
import { SECURITY_HEADERS_PLUGIN_ID } from './security-headers.ts';

/** What {@link pages} needs. */
export interface PagesOptions {
  /** Folder with the built pages (`services/web/dist`); undefined serves none. */
  readonly folder: string | undefined;
}

/**
 * First parts of the addresses that the pages have in a browser, with all that is under them. Each is answered with the
 * same document, which shows the page itself. All else that is no address of the API is not found.
 */
export const PAGE_AREAS = [
  'boliger',
  'hjelp',
  'innlogget',
  'innstillinger',
  'kapasitetsgap',
  'leieforhold',
  'logg',
  'moter',
  'omrader',
  'oppgaver',
  'personvern',
  'regelsett',
  'rullering',
  'runder',
  'saker',
  'sokere',
  'tilbud',
] as const;

/** Names of assets have a hash of their content: what was fetched once never changes. */
const FOREVER = 'public, max-age=31536000, immutable';
/** The document names the assets, and is asked for anew each time. */
const ANEW = 'no-cache';

const ROUTE = { config: { access: 'public', quota: 'page' }, schema: { hide: true } } as const;

/** Serves the pages on the origin of the API. They hold no data: that they ask of the API, as whoever is signed in. */
export const pages = fp<PagesOptions>(
  async (app: FastifyInstance, { folder }) => {
    if (folder === undefined) return;
    await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
    for (const address of ['/', ...PAGE_AREAS.flatMap((area) => [`/${area}`, `/${area}/*`])]) {
      app.get(address, ROUTE, async (_request, reply) => {
        void reply.header('cache-control', ANEW);
        return await reply.sendFile('index.html');
      });
    }
    app.get('/favicon.svg', ROUTE, async (_request, reply) => {
      void reply.header('cache-control', ANEW);
      return await reply.sendFile('favicon.svg');
    });
    app.get<{ readonly Params: { readonly '*': string } }>('/assets/*', ROUTE, async (request, reply) => {
      void reply.header('cache-control', FOREVER);
      return await reply.sendFile(request.params['*'], `${folder}/assets`);
    });
  },
  { name: 'pages', fastify: '5.x', dependencies: [AUTHENTICATION_PLUGIN_ID, SECURITY_HEADERS_PLUGIN_ID] },
);
