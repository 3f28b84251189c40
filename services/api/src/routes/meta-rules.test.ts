import { beforeAll, expect, test } from 'vitest';
import { describeApi } from '../openapi/describe-api.ts';
import { TAGS } from '../plugins/openapi.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly 'x-permission'?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

interface Endpoint extends Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let document: Document;
let endpoints: readonly Endpoint[];

function isDocument(value: object): value is Document {
  return 'openapi' in value && 'paths' in value && 'components' in value;
}

beforeAll(async () => {
  const described = await describeApi();
  if (!isDocument(described)) throw new Error('no OpenAPI document');
  document = described;
  endpoints = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      name: `${method.toUpperCase()} ${path}`,
      method,
      path,
    })),
  );
});

function namesOf(found: readonly Endpoint[]): readonly string[] {
  return found.map((endpoint) => endpoint.name);
}

function isPublic(endpoint: Endpoint): boolean {
  return endpoint['x-permission'] === undefined;
}

function hasHeader(endpoint: Endpoint, name: string): boolean {
  return (
    endpoint.parameters?.some((parameter) => parameter.in === 'header' && parameter.name === name) ?? false
  );
}

function statusesOf(endpoint: Endpoint): readonly string[] {
  return Object.keys(endpoint.responses);
}

test('the document is of version 3.1 and has every endpoint', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(endpoints.length).toBeGreaterThan(10);
});

test('only signing in and asking for it, health, the pages of problems and calendars with a secret address are public', () => {
  const open = namesOf(endpoints.filter(isPublic));
  expect(open).toEqual([
    'GET /auth/session',
    'GET /auth/sign-in',
    'GET /auth/callback',
    'GET /health/live',
    'GET /health/ready',
    'GET /problems/{code}',
    'GET /v1/calendar-feeds/{calendarToken}',
  ]);
});

test('everything that is not public lives under /v1, but for the metrics and signing out', () => {
  const outside = endpoints.filter((endpoint) => !isPublic(endpoint) && !endpoint.path.startsWith('/v1/'));
  expect(namesOf(outside)).toEqual(['POST /auth/sign-out', 'POST /auth/sign-out-everywhere', 'GET /metrics']);
});

test('every endpoint has an operationId of its own, a summary and a known tag', () => {
  const ids = endpoints.map((endpoint) => endpoint.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const known: readonly string[] = TAGS.map((tag) => tag.name);
  const wrong = endpoints.filter(
    (endpoint) =>
      !/^[a-z]+(?:[A-Z][a-z]*)+$/.test(endpoint.operationId ?? '') ||
      (endpoint.summary ?? '').length < 8 ||
      endpoint.tags?.length !== 1 ||
      !endpoint.tags.every((tag) => known.includes(tag)),
  );
  expect(namesOf(wrong)).toEqual([]);
});

test('paths are plural nouns in kebab-case, parameters in camelCase', () => {
  const segment = /^(?:[a-z]+(?:-[a-z]+)*|\{[a-z]+(?:[A-Z][a-z]+)*\}|v1)$/;
  const wrong = endpoints.filter(
    ({ path }) =>
      !path
        .slice(1)
        .split('/')
        .every((part) => segment.test(part)),
  );
  expect(namesOf(wrong)).toEqual([]);
});

test('every endpoint with a token declares the problems that may always come, as problem documents', () => {
  const wrong = endpoints.filter(
    (endpoint) =>
      !isPublic(endpoint) &&
      !['400', '401', '403', '414', '429', '500', '503'].every((status) => status in endpoint.responses),
  );
  expect(namesOf(wrong)).toEqual([]);
  const inOtherForm = endpoints.filter(
    (endpoint) =>
      !isPublic(endpoint) &&
      Object.entries(endpoint.responses).some(
        ([status, response]) =>
          Number(status) >= 400 && response.content?.['application/problem+json'] === undefined,
      ),
  );
  expect(namesOf(inOtherForm)).toEqual([]);
});

test('one thing by its id may be missing; every body may be too large or in another form', () => {
  const withoutNotFound = endpoints.filter(
    (endpoint) =>
      endpoint.path.includes('{') && endpoint.path.startsWith('/v1/') && !('404' in endpoint.responses),
  );
  expect(namesOf(withoutNotFound)).toEqual([]);
  const withoutBodyProblems = endpoints.filter(
    (endpoint) =>
      endpoint.requestBody !== undefined && !['413', '415'].every((status) => status in endpoint.responses),
  );
  expect(namesOf(withoutBodyProblems)).toEqual([]);
});

test('changes say which version they build on, and what that may be answered with', () => {
  const changes = endpoints.filter((endpoint) => ['patch', 'put', 'delete'].includes(endpoint.method));
  const wrong = changes.filter(
    (endpoint) =>
      !hasHeader(endpoint, 'if-match') || !['412', '428'].every((status) => status in endpoint.responses),
  );
  expect(changes.length).toBeGreaterThan(0);
  expect(namesOf(wrong)).toEqual([]);
});

test('a POST that creates takes an idempotency key, and says that it may be in use', () => {
  const creating = endpoints.filter(
    (endpoint) =>
      endpoint.method === 'post' && statusesOf(endpoint).some((status) => ['201', '202'].includes(status)),
  );
  const wrong = creating.filter(
    (endpoint) =>
      !hasHeader(endpoint, 'idempotency-key') ||
      !['409', '422'].every((status) => status in endpoint.responses),
  );
  expect(creating.length).toBeGreaterThan(0);
  expect(namesOf(wrong)).toEqual([]);
});

test('whoever changes something needs a permission to write; whoever asks, none', () => {
  const wrong = endpoints.filter((endpoint) => {
    const permission = endpoint['x-permission'];
    if (permission === undefined) return endpoint.method !== 'get';
    const creates = statusesOf(endpoint).some((status) => ['201', '202'].includes(status));
    const isChange = creates || ['patch', 'put', 'delete'].includes(endpoint.method);
    return /\.(?:write|approve|sign)$/.test(permission) !== isChange;
  });
  expect(namesOf(wrong)).toEqual([]);
});

test('every list has pages of the same form', () => {
  const pages = Object.entries(document.components.schemas).filter(([name]) => name.endsWith('Page'));
  expect(pages.length).toBeGreaterThan(0);
  for (const [name, schema] of pages) {
    const required: unknown = expect.arrayContaining(['items', 'nextCursor', 'totalCount']);
    expect(schema, name).toMatchObject({ required, additionalProperties: false });
  }
});

test('every input is closed: an unknown field is refused, and texts and numbers have bounds', () => {
  const inputs = endpoints.flatMap(({ parameters, requestBody }) => [parameters ?? [], requestBody ?? {}]);
  const open = inputs.flatMap((input) => openPlaces(input, document.components.schemas));
  expect(open).toEqual([]);
});

/** Where an input schema lets through more than it should. */
function openPlaces(schema: unknown, schemas: Readonly<Record<string, object>>): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('$ref' in schema) return openPlaces(schemas[String(schema.$ref).split('/').at(-1) ?? ''], schemas);
  const type = 'type' in schema ? String(schema.type) : '';
  const bounds: Readonly<Record<string, readonly string[]>> = {
    object: ['additionalProperties'],
    string: ['maxLength', 'enum', 'const'],
    'string,null': ['maxLength', 'enum'],
    integer: ['maximum'],
    number: ['maximum'],
    array: ['maxItems'],
  };
  const wanted = bounds[type] ?? [];
  const isOpen = wanted.length > 0 && !wanted.some((bound) => bound in schema);
  const inner = Object.values(schema).flatMap((part) => openPlaces(part, schemas));
  return isOpen ? [JSON.stringify(schema).slice(0, 120), ...inner] : inner;
}
