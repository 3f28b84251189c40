import { syntheticIdentityNumber } from '@boligtrapp/testing';
import type { Endpoint } from './endpoints.ts';
import type { Schema, Schemas } from './schema-arbitrary.ts';

/** What must not be found where nobody looks for people: a number with valid check digits, a name, a secret. */
export const CANARIES = {
  number: syntheticIdentityNumber(7),
  name: 'Kanari Kanarisen',
  token: 'kanari-hemmelighet-7f3a',
} as const;

/** Finds any of them, also a number that is written apart. */
export const ANY_CANARY: RegExp = new RegExp(
  [
    CANARIES.number,
    `${CANARIES.number.slice(0, 6)}.${CANARIES.number.slice(6)}`,
    'kanari',
    encodeURIComponent(CANARIES.name),
  ].join('|'),
  'i',
);

/** A request with canaries wherever a text may stand. */
export interface CanaryRequest {
  readonly method: Endpoint['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** What a caller puts where. */
export interface Places {
  /** For the ids of a path. */
  readonly id: string;
  /** For the other texts of a path and for those of a query. */
  readonly text: string;
  readonly idempotencyKey: string;
}

/** A request to the endpoint whose body fits its schema, with a name in every free text and the number where one belongs. */
export function canaryRequest(endpoint: Endpoint, schemas: Schemas, places: Places): CanaryRequest {
  const { method, path, parameters = [], requestBody } = endpoint;
  const isId = (name: string): boolean =>
    parameters.some(
      (parameter) => parameter.in === 'path' && parameter.name === name && parameter.schema.format === 'uuid',
    );
  const route = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(isId(name) ? places.id : places.text),
  );
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => `${name}=${encodeURIComponent(places.text)}`)
    .join('&');
  const schema = requestBody?.content['application/json']?.schema;
  const base = {
    'if-match': '"1"',
    'idempotency-key': places.idempotencyKey,
    'user-agent': `${CANARIES.name} ${CANARIES.number}`,
  };
  return {
    method,
    url: query === '' || places.text === '' ? route : `${route}?${query}`,
    headers: schema === undefined ? base : { ...base, 'content-type': 'application/json' },
    ...(schema === undefined ? {} : { payload: JSON.stringify(valueOf(schema, schemas)) }),
  };
}

/** A value that fits the schema, with the canaries for its texts. */
function valueOf(schema: Schema, schemas: Schemas): unknown {
  if (schema.$ref !== undefined) return valueOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.anyOf !== undefined) return valueOf(schema.anyOf[0] ?? {}, schemas);
  const [first = schema.const] = schema.enum ?? [];
  if (first !== undefined) return first;
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
  return BY_TYPE[type ?? '']?.(schema, schemas) ?? null;
}

const BY_TYPE: Readonly<Record<string, (schema: Schema, schemas: Schemas) => unknown>> = {
  object: ({ properties = {} }, schemas) =>
    Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valueOf(part, schemas)])),
  array: ({ items = {}, minItems = 1 }, schemas) =>
    Array.from({ length: Math.max(1, minItems) }, () => valueOf(items, schemas)),
  integer: ({ minimum = 1 }) => minimum,
  number: ({ minimum = 1 }) => minimum,
  boolean: () => true,
  string: (schema) => textOf(schema),
};

function textOf({ format, pattern, maxLength = 200 }: Schema): string {
  if (format === 'uuid') return '01980000-0000-7000-8000-0000000000aa';
  if (format === 'date') return '2026-12-01';
  if (pattern === '^[0-9]{11}$') return CANARIES.number;
  return CANARIES.name.slice(0, maxLength);
}
