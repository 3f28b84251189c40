import { encodeCursor } from '@boligtrapp/contracts';
import { PERMISSIONS, ROLES } from '@boligtrapp/use-cases';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { type Endpoint, type Parameter, readEndpoints } from '../test/endpoints.ts';
import { almostValid, hostileText, type Schema, type Schemas, seldom } from '../test/schema-arbitrary.ts';
import { bearer } from '../test/tokens.ts';
import { isProblemCode } from './problems/problem-map.ts';

/** What an answer never holds: words of the database, of the runtime, of our files. */
const INSIDES =
  /syntax error|relation "|violates|invalid input|invalid byte|pg_|\bat .*\.[jt]s:|node_modules|SELECT /i;
const REQUESTS = 3_000;

let scene: ApiScene;
let schemas: Schemas;
let endpoints: readonly Endpoint[];
const answered = new Set<number>();
const authorization = new Map<string, { authorization: string }>();

beforeAll(async () => {
  scene = await setApiScene();
  ({ endpoints, schemas } = readEndpoints(scene.app));
  for (const { operationId, 'x-permission': permission } of endpoints) {
    const role = ROLES.find((name) => [...PERMISSIONS[name]].some((allowed) => allowed === permission));
    if (role !== undefined) authorization.set(operationId, await bearer(role, scene.one.id));
  }
});
afterAll(() => scene.close());

interface Attempt {
  readonly endpoint: Endpoint;
  readonly url: string;
  readonly headers: Readonly<Partial<Record<string, string>>>;
  readonly body: string | undefined;
}

function attempts(endpoint: Endpoint): fc.Arbitrary<Attempt> {
  const parametersOf = (place: string): fc.Arbitrary<Readonly<Partial<Record<string, string>>>> => {
    const found = endpoint.parameters?.filter((parameter) => parameter.in === place) ?? [];
    const known = found.map((parameter) => [parameter.name, parameterText(parameter)] as const);
    const arbitraries: Record<string, fc.Arbitrary<string>> = Object.fromEntries(known);
    return fc.record(arbitraries, { requiredKeys: place === 'query' ? [] : Object.keys(arbitraries) });
  };
  const schema = endpoint.requestBody?.content['application/json'].schema;
  return fc
    .record({
      path: parametersOf('path'),
      query: parametersOf('query'),
      extra: seldom(fc.tuple(hostileText, hostileText)),
      header: parametersOf('header'),
      body: schema === undefined ? fc.constant(undefined) : bodies(schema),
    })
    .map(({ path, query, extra, header, body }) => {
      const texts = [...Object.entries(query), ...(extra === null ? [] : [extra])];
      const search = texts.map(([name, text]) => `${encode(name)}=${encode(text ?? '')}`).join('&');
      const route = endpoint.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
        encode(path[name] ?? ''),
      );
      return { endpoint, url: `${route}?${search}`, headers: header, body };
    });
}

function parameterText({ name, schema }: Parameter): fc.Arbitrary<string> {
  const fitting = almostValid(schema, schemas).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  const keysets = fc.array(fc.oneof(fc.constant(scene.one.vacantId), fc.string(), fc.integer()), {
    maxLength: 3,
  });
  const telling: Readonly<Record<string, fc.Arbitrary<string>>> = {
    cursor: keysets.map((keys) => encodeCursor(keys)),
    'if-match': fc.constant('"1"'),
  };
  const known = schema.format === 'uuid' ? fc.constantFrom(...ownIds()) : (telling[name] ?? fitting);
  return fc.oneof({ weight: 10, arbitrary: fitting }, { weight: 10, arbitrary: known }, hostileText);
}

function ownIds(): readonly string[] {
  return [scene.one.vacantId, scene.one.householdId, scene.one.neighbourhoodId, scene.other.vacantId];
}

function bodies(schema: Schema): fc.Arbitrary<string> {
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

async function send(attempt: Attempt): Promise<void> {
  const { method, operationId, responses } = attempt.endpoint;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(attempt.headers)) headers[name] = headerText(text ?? '');
  const response = await scene.app.inject({
    method,
    url: attempt.url,
    headers: {
      ...headers,
      ...authorization.get(operationId),
      ...(attempt.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(attempt.body === undefined ? {} : { payload: attempt.body }),
  });
  answered.add(response.statusCode);
  const told = `${method} ${attempt.url} ${attempt.body ?? ''} -> ${response.statusCode} ${response.body}`;
  expect(response.statusCode, told).toBeLessThan(500);
  expect(response.body, told).not.toMatch(INSIDES);
  if (response.statusCode >= 400) {
    expect(response.headers['content-type'], told).toBe('application/problem+json');
    const { code, status } = response.json<{ code: string; status: number }>();
    expect(isProblemCode(code), told).toBe(true);
    expect(status).toBe(response.statusCode);
  }
  // An empty parameter leads to another address.
  if (!attempt.url.includes('//') && !attempt.url.includes('/?')) {
    expect(Object.keys(responses), told).toContain(String(response.statusCode));
  }
}

test(`none of ${REQUESTS} requests that are almost right gives a fault of the service`, {
  timeout: 150_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...endpoints).chain((endpoint) => attempts(endpoint)),
      async (attempt) => {
        await send(attempt);
      },
    ),
    { numRuns: REQUESTS, seed: 20_261_123 },
  );
  // The requests must get past the first check, or they have tried nothing.
  expect([...answered].filter((status) => status < 300).length).toBeGreaterThan(0);
  expect(answered).toContain(404);
});
