import { PROBLEM_MEDIA_TYPE } from '@boligtrapp/contracts';
import type { FastifyInstance } from 'fastify';
import { Compile } from 'typebox/schema';
import { isProblemCode } from '../src/problems/problem-map.ts';
import type { Endpoint } from './endpoints.ts';
import { readEndpoints } from './endpoints.ts';

/** What an answer never holds: words of the database, of the runtime, of our files. */
export const INSIDES: RegExp =
  /syntax error|relation "|violates|invalid input|invalid byte|duplicate key|pg_|\bat .*\.[jt]s:|node_modules|SELECT /i;

/** Media types whose body is one JSON document. */
const JSON_TYPES = ['application/json', PROBLEM_MEDIA_TYPE];

/** The part of an answer that is held against the description. */
export interface GivenAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

/** What is wrong with an answer, in words; nothing where it is as the OpenAPI document has it. */
export type AnswerCheck = (endpoint: Endpoint, answer: GivenAnswer) => readonly string[];

/** Holds answers against the description of the app: the status, the media type and the schema of the body. */
export function createAnswerCheck(app: FastifyInstance): AnswerCheck {
  const { schemas } = readEndpoints(app);
  const validators = new Map<unknown, ReturnType<typeof Compile>>();
  const validatorOf = (schema: object): ReturnType<typeof Compile> => {
    const known = validators.get(schema);
    if (known !== undefined) return known;
    const made = Compile(withDefinitions(schema, schemas));
    validators.set(schema, made);
    return made;
  };
  return ({ responses }, answer) => {
    const { status, mediaType, body } = answer;
    const faults = faultsOfAny(answer);
    const content = contentOf(responses[String(status)]);
    if (content === undefined) return [...faults, `status ${status} is not described`];
    if (Object.keys(content).length === 0) return faults;
    const schema = content[mediaType]?.schema;
    if (schema === undefined) return [...faults, `${mediaType} is not described for ${status}`];
    if (!JSON_TYPES.includes(mediaType)) return faults;
    const validator = validatorOf(schema);
    const value: unknown = JSON.parse(body);
    if (validator.Check(value)) return faults;
    const [, errors] = validator.Errors(value);
    return [...faults, `the body is not as described: ${JSON.stringify(errors.slice(0, 3))}`];
  };
}

/** What is wrong with an answer whatever was asked. */
export function faultsOfAny({ status, mediaType, body }: GivenAnswer): readonly string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (INSIDES.test(body)) faults.push('the body tells of the inside');
  if (status < 400) return faults;
  if (mediaType !== PROBLEM_MEDIA_TYPE) return [...faults, `${mediaType} instead of a problem document`];
  const problem: unknown = JSON.parse(body);
  if (typeof problem !== 'object' || problem === null) return [...faults, 'no problem document'];
  const code: unknown = Reflect.get(problem, 'code');
  if (typeof code !== 'string' || !isProblemCode(code)) faults.push('an unknown problem');
  if (Reflect.get(problem, 'status') !== status) faults.push('the problem has another status');
  return faults;
}

type Content = Readonly<Record<string, { readonly schema: object } | undefined>>;

/** The content of a described response by media type; undefined where the status is not described. */
function contentOf(response: object | undefined): Content | undefined {
  if (response === undefined) return undefined;
  if (!('content' in response)) return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as OpenAPI has it
  return response.content as Content;
}

/** The schema by itself: what it refers to stands in it. */
function withDefinitions(schema: object, schemas: object): object {
  const text = JSON.stringify({ ...schema, $defs: schemas });
  const whole: unknown = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'));
  return typeof whole === 'object' && whole !== null ? whole : {};
}
