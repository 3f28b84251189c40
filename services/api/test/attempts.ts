import { encodeCursor } from '@boligtrapp/contracts';
import type { Role } from '@boligtrapp/use-cases';
import { PERMISSIONS, ROLES } from '@boligtrapp/use-cases';
import * as fc from 'fast-check';
import type { ApiScene } from './api-scene.ts';
import { type Endpoint, type Parameter, readEndpoints } from './endpoints.ts';
import { almostValid, hostileText, type Schema, type Schemas, seldom } from './schema-arbitrary.ts';
import { bearer } from './tokens.ts';

/** A request to an endpoint, almost as the description wants it. */
export interface Attempt {
  readonly endpoint: Endpoint;
  readonly url: string;
  readonly headers: Readonly<Partial<Record<string, string>>>;
  readonly body: string | undefined;
}

/** Requests to every endpoint of the app, each as often as any other. */
export function attemptsOn(scene: ApiScene): fc.Arbitrary<Attempt> {
  const { endpoints, schemas } = readEndpoints(scene.app);
  const { one, other } = scene;
  const ids = [one.vacantId, one.householdId, one.neighbourhoodId, other.vacantId];
  // Made once: to make one anew for every request takes longer than the request.
  return fc.oneof(...endpoints.map((endpoint) => attemptsOf(endpoint, schemas, ids)));
}

/** A token for each endpoint, by its operationId, of a role that may use it; none for the public ones. */
export async function tokensFor(
  scene: ApiScene,
): Promise<ReadonlyMap<string, { readonly authorization: string }>> {
  const tokens = new Map<string, { authorization: string }>();
  for (const { operationId, 'x-permission': permission } of readEndpoints(scene.app).endpoints) {
    const role = ROLES.find((name: Role) => [...PERMISSIONS[name]].some((allowed) => allowed === permission));
    if (role !== undefined) tokens.set(operationId, await bearer(role, scene.one.id));
  }
  return tokens;
}

function attemptsOf(endpoint: Endpoint, schemas: Schemas, ids: readonly string[]): fc.Arbitrary<Attempt> {
  const parametersOf = (place: string): fc.Arbitrary<Readonly<Partial<Record<string, string>>>> => {
    const found = endpoint.parameters?.filter((parameter) => parameter.in === place) ?? [];
    const known = found.map((parameter) => [parameter.name, parameterText(parameter, schemas, ids)] as const);
    const arbitraries: Record<string, fc.Arbitrary<string>> = Object.fromEntries(known);
    return fc.record(arbitraries, { requiredKeys: place === 'query' ? [] : Object.keys(arbitraries) });
  };
  const schema = endpoint.requestBody?.content['application/json']?.schema;
  return fc
    .record({
      path: parametersOf('path'),
      query: parametersOf('query'),
      extra: seldom(fc.tuple(hostileText, hostileText)),
      header: parametersOf('header'),
      body: schema === undefined ? fc.constant(undefined) : bodies(schema, schemas),
    })
    .map(({ path, query, extra, header, body }) => {
      const texts = [...Object.entries(query), ...(extra === null ? [] : [extra])];
      const search = texts.map(([name, text]) => `${encode(name)}=${encode(text ?? '')}`).join('&');
      const route = endpoint.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
        encode(path[name] ?? ''),
      );
      const headers = Object.fromEntries(
        Object.entries(header).map(([name, text]) => [name, headerText(text ?? '')]),
      );
      return { endpoint, url: `${route}?${search}`, headers, body };
    });
}

function parameterText(
  { name, schema }: Parameter,
  schemas: Schemas,
  ids: readonly string[],
): fc.Arbitrary<string> {
  const fitting = almostValid(schema, schemas).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  const keysets = fc.array(fc.oneof(fc.constantFrom(...ids), fc.string(), fc.integer()), { maxLength: 3 });
  const telling: Readonly<Record<string, fc.Arbitrary<string>>> = {
    cursor: keysets.map((keys) => encodeCursor(keys)),
    'if-match': fc.constant('"1"'),
  };
  const known = schema.format === 'uuid' ? fc.constantFrom(...ids) : (telling[name] ?? fitting);
  return fc.oneof({ weight: 10, arbitrary: fitting }, { weight: 10, arbitrary: known }, hostileText);
}

function bodies(schema: Schema, schemas: Schemas): fc.Arbitrary<string> {
  const json = almostValid(schema, schemas).map((value) => JSON.stringify(value) ?? '');
  return fc.oneof({ weight: 19, arbitrary: json }, hostileText);
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** A header can hold visible characters only; others never leave the client. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 300);
}
