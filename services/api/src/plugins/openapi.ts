import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { SESSION_COOKIE } from '../identity/session-cookies.ts';
import { hoistTitledSchemas } from '../openapi/hoist-schemas.ts';
import { AUTHENTICATION_PLUGIN_ID, DOCUMENTATION_PREFIX } from './authentication.ts';

/** Name of {@link openapi} among the plugins. */
export const OPENAPI_PLUGIN_ID = 'openapi';

/** The parts of the API, in the order of the document. */
export const TAGS = [
  {
    name: 'ladder',
    description: 'The two ladders (boligtrappa): stock, occupied, vacant and queue for each step.',
  },
  {
    name: 'places',
    description: 'Buildings, neighbourhoods (grunnkretser) and districts, with load, caps and status.',
  },
  { name: 'dwellings', description: 'Dwellings (kommunalt disponerte boliger).' },
  {
    name: 'kobo',
    description:
      'Dwellings in step with Kobo (Husbanken): links, conflicts for people, values nobody has said the meaning of.',
  },
  {
    name: 'imports',
    description:
      'Files of dwellings and places, checked before anything is stored; changes for other systems.',
  },
  { name: 'households', description: 'Households (husstander) and their members.' },
  { name: 'keep-apart', description: 'Households that must not share a building or neighbourhood.' },
  { name: 'applications', description: 'Applications (søknader).' },
  { name: 'assessments', description: 'Assessments of need (kartlegginger).' },
  { name: 'queue', description: 'Who waits, in order.' },
  { name: 'policy-sets', description: 'Policy sets (regelsett): weights, caps, norms and windows.' },
  { name: 'rounds', description: 'Rounds (tildelingsrunder), their proposals and verdicts.' },
  {
    name: 'meetings',
    description: 'Meetings of the allocation committee: agenda, attendance, recusals, dissents.',
  },
  {
    name: 'decisions',
    description: 'Decisions (vedtak): rulings on cases, signatures, minutes, corrections.',
  },
  {
    name: 'offers',
    description: 'Offers (tilbud), answers to them, the next in line (nestemann), and the tasks they leave.',
  },
  { name: 'appeals', description: 'Appeals (klager): deadline, appeal body, review and outcome.' },
  { name: 'leases', description: 'Leases (leieforhold) with the state that the law gives them.' },
  {
    name: 'notices',
    description:
      'Letters about the end of leases (varsler): request to move, information, invitation; their templates.',
  },
  { name: 'rotation', description: 'Rotation (rullering): nightly runs and what they found.' },
  {
    name: 'reviews',
    description:
      'Reviews of tenancies before their term runs out: recommendation, ruling, signatures, renewal.',
  },
  {
    name: 'privacy',
    description:
      'How long things are kept, what is destroyed or blocked (sperret), and copies of what is held on a person (innsyn).',
  },
  {
    name: 'traces',
    description: 'Who changed what (hendelseslogg), and who has seen whom (innsynslogg).',
  },
  { name: 'webhooks', description: 'Events for other systems (hendelser), by signed calls.' },
  {
    name: 'reports',
    description: 'Reports (rapporter) of the nights, who is told of them, and links for calendars.',
  },
  {
    name: 'follow-ups',
    description: 'Follow-up (oppfølging): visits, and the housing-career plan (boligkarriereplan).',
  },
  {
    name: 'environment',
    description: 'Living environment (bomiljø): incidents, reports, and what they propose for a place.',
  },
  {
    name: 'sign-in',
    description: 'Signing in and out (innlogging), who is signed in, and ending it.',
  },
  { name: 'operations', description: 'Health, metrics and the kinds of problems.' },
] as const;

const INFO = {
  title: 'Boligtrapp',
  version: '1.0.0',
  description:
    'The ladders of municipal dwellings: needs, rounds with proposals and reasons, leases and their clocks. Errors are problem documents (RFC 9457); lists have opaque cursors; changes take `If-Match`, and POSTs that create `Idempotency-Key`. The municipality comes from the session or the access token.',
  license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
};

/** Collects the description of the API (OpenAPI 3.1) from the routes and shows it under `/docs`. */
export const openapi = fp(
  async (app: FastifyInstance) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: INFO,
        tags: [...TAGS],
        components: {
          securitySchemes: {
            bearer: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description:
                'Access token of Maskinporten, for machines: the municipality is its consumer, and its scopes say what it may do.',
            },
            session: {
              type: 'apiKey',
              in: 'cookie',
              name: SESSION_COOKIE,
              description:
                'Session of somebody of the staff, begun at `/auth/sign-in`. What is no GET needs the header `x-csrf-token`, too.',
            },
          },
        },
      },
      transform: ({ schema, url, route }) => {
        const access = route.config?.access ?? 'public';
        const security = access === 'public' ? [] : [{ session: [] }, { bearer: [] }];
        return {
          url,
          schema: { ...schema, security, ...(access === 'public' ? {} : { 'x-permission': access }) },
        };
      },
      transformObject: (document) =>
        'openapiObject' in document
          ? hoistTitledSchemas({ ...document.openapiObject })
          : document.swaggerObject,
    });
    await app.register(swaggerUi, {
      routePrefix: DOCUMENTATION_PREFIX,
      uiConfig: { deepLinking: true, docExpansion: 'list' },
    });
  },
  { name: OPENAPI_PLUGIN_ID, fastify: '5.x', dependencies: [AUTHENTICATION_PLUGIN_ID] },
);
