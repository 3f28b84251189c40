import type { FastifyInstance } from 'fastify';
import type { Schema, Schemas } from './schema-arbitrary.ts';

/** A parameter of an endpoint. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

/** One endpoint as the OpenAPI document has it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  readonly operationId: string;
  readonly 'x-permission'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, object>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Endpoint, 'method' | 'path'>>>>>;
  readonly components: { readonly schemas: Schemas };
}

const METHODS = { get: 'GET', post: 'POST', patch: 'PATCH', put: 'PUT', delete: 'DELETE' } as const;

/** Every endpoint of the app, read from its own description, and the schemas that it names. */
export function readEndpoints(app: FastifyInstance): {
  readonly endpoints: readonly Endpoint[];
  readonly schemas: Schemas;
} {
  const document: object = app.swagger();
  if (!isDocument(document)) throw new Error('no OpenAPI document');
  const endpoints = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(METHODS).flatMap(([key, method]) => {
      const operation = item[key];
      return operation === undefined ? [] : [{ ...operation, method, path }];
    }),
  );
  return { endpoints, schemas: document.components.schemas };
}

function isDocument(value: object): value is Document {
  return 'paths' in value && 'components' in value;
}
