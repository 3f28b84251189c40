import { ANSWERS_OF_NOBODY, CLASSED_ANSWERS, type ClassedAnswer } from '@boligtrapp/contracts';
import { FIELD_CLASSES, type FieldClass } from '@boligtrapp/domain';
import { PERMISSIONS, type Permission, ROLES, SHOWN_CLASSES } from '@boligtrapp/use-cases';
import type { FastifyInstance, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import type { RouteAccess } from '../identity/route-access.ts';
import { AUTHENTICATION_PLUGIN_ID } from './authentication.ts';

/** Name of {@link needToKnow} among the plugins. */
export const NEED_TO_KNOW_PLUGIN_ID = 'need-to-know';

const BY_SCHEMA: ReadonlyMap<unknown, ClassedAnswer> = new Map(
  CLASSED_ANSWERS.map((answer) => [answer.of, answer]),
);

/**
 * Shows every role of an answer the fields of its classes, and no others. A route whose answer is neither classed nor
 * of nobody stops the start, and so does one that would show a role what is not for it: forgetting must not show.
 */
export const needToKnow = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRoute', classAnswers);
    app.addHook('preSerialization', async (request, reply, payload) => {
      const answer = request.routeOptions.config.classedAnswers?.get(reply.statusCode);
      if (answer === undefined) return payload;
      return answer.show(request.actor === null ? NOTHING : SHOWN_CLASSES[request.actor.role], payload);
    });
  },
  { name: NEED_TO_KNOW_PLUGIN_ID, fastify: '5.x', dependencies: [AUTHENTICATION_PLUGIN_ID] },
);

const NOTHING: ReadonlySet<FieldClass> = new Set();

function classAnswers(route: RouteOptions): void {
  const declared: { readonly access?: RouteAccess } = route.config ?? {};
  const access = declared.access ?? 'public';
  if (access === 'public') return;
  const responses = responsesOf(route);
  const classedAnswers = new Map<number, ClassedAnswer>();
  for (const [status, schema] of Object.entries(responses)) {
    if (!status.startsWith('2') || isFile(schema) || isOfNobody(schema)) continue;
    const answer = BY_SCHEMA.get(schema);
    const name = `the answer ${status} of ${String(route.method)} ${route.url}`;
    if (answer === undefined) throw new Error(`${name} is not classed`);
    assertForRoles(name, access, answer);
    classedAnswers.set(Number(status), answer);
  }
  const shown = [...classedAnswers].map(([status, { schema }]) => [status, schema] as const);
  // A copy: routes may share what they answer.
  route.schema = { ...route.schema, response: { ...responses, ...Object.fromEntries(shown) } };
  route.config = { ...route.config, access, classedAnswers };
}

function responsesOf({ schema, method, url }: RouteOptions): Readonly<Record<string, unknown>> {
  const response = schema?.response;
  if (!isRecord(response)) throw new Error(`${String(method)} ${url} does not say what it answers`);
  return response;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Files and plain texts; who may read one may read all of it. */
function isFile(schema: unknown): boolean {
  return isRecord(schema) && ('content' in schema || schema['type'] === 'null');
}

const OF_NOBODY: ReadonlySet<unknown> = ANSWERS_OF_NOBODY;

function isOfNobody(schema: unknown): boolean {
  return OF_NOBODY.has(schema);
}

/** What an answer does not leave out must be for every role that may ask. */
function assertForRoles(name: string, access: Permission, { classes }: ClassedAnswer): void {
  for (const role of ROLES.filter((candidate) => PERMISSIONS[candidate].has(access))) {
    const hidden = [...classes].filter(
      (fieldClass) => !FIELD_CLASSES[fieldClass].isLeftOut && !SHOWN_CLASSES[role].has(fieldClass),
    );
    if (hidden.length > 0) throw new Error(`${name} has ${hidden.join(', ')}, which is not for ${role}`);
  }
}
