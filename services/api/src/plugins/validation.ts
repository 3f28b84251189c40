import { isPlainDate } from '@boligtrapp/domain';
import type { FastifyInstance, FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import fp from 'fastify-plugin';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Format } from 'typebox/format';
import { Settings } from 'typebox/system';

import { MAX_FAULTS } from '../problems/validation-faults.ts';

/** Name of {@link validation} among the plugins. */
export const VALIDATION_PLUGIN_ID = 'validation';

/**
 * Checks requests with TypeBox, which made the schemas. Bodies are taken as they are; query strings, which know
 * only text, are converted where the schema asks for a number or a truth value, and then strictly.
 */
export const validation = fp(
  async (app: FastifyInstance) => {
    // Dates that the rules cannot handle must not get in.
    Format.Set('date', isPlainDate);
    // The validator stops at eight errors by itself, which is less than a form has fields.
    Settings.Set({ maxErrors: MAX_FAULTS });
    app.setValidatorCompiler(compileValidator);
  },
  { name: VALIDATION_PLUGIN_ID, fastify: '5.x' },
);

const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  return (value: unknown) => {
    const read = httpPart === 'querystring' ? readQuery(schema, value) : value;
    if (validator.Check(read)) return { value: read };
    const errors: FastifySchemaValidationError[] = validator.Errors(read);
    return { error: errors };
  };
};

/** The query with numbers and truth values where the schema has them; whatever is neither stays a text. */
function readQuery(schema: TSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name, readText(typeOf(schema, name), text)]),
  );
}

function typeOf(schema: TSchema, name: string): unknown {
  const properties: unknown = 'properties' in schema ? schema.properties : undefined;
  if (typeof properties !== 'object' || properties === null || !Object.hasOwn(properties, name))
    return undefined;
  const property: unknown = Object.entries(properties).find(([key]) => key === name)?.[1];
  return typeof property === 'object' && property !== null && 'type' in property ? property.type : undefined;
}

function readText(type: unknown, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
