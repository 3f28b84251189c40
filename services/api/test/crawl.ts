import { readDocxText, readPdf, readWorkbook } from '@boligtrapp/testing/documents';
import { PERMISSIONS, ROLES, type Role } from '@boligtrapp/use-cases';
import type { LightMyRequestResponse } from 'fastify';
import type { ApiScene } from './api-scene.ts';
import { type Endpoint, readEndpoints } from './endpoints.ts';
import { bearer } from './tokens.ts';

/** An answer as somebody got it, by what was asked. */
export interface Answer {
  readonly role: Role;
  readonly url: string;
  readonly operationId: string;
  readonly status: number;
  /** Status, the headers that tell of the content, and the body as text: of a document, what stands in it. */
  readonly text: string;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
/** An id that nothing has. */
export const UNKNOWN_ID = '01999999-9999-7999-8999-999999999999';

/** Everybody who asks: one of each role, named for nothing. */
export async function tokensOf(scene: ApiScene): Promise<ReadonlyMap<Role, { authorization: string }>> {
  const entries = ROLES.map(async (role) => [role, await bearer(role, scene.one.id)] as const);
  return new Map(await Promise.all(entries));
}

/** Ids for the parameters that ask for one, by their names. */
export type IdsOf = (parameter: string) => readonly string[];

/** An address that can be read. */
export interface Address {
  readonly endpoint: Endpoint;
  readonly url: string;
}

/**
 * Every address that can be read, with each of the ids that its parameter may have, in path or query; one that nothing has
 * where there is none for it.
 */
export function addressesOf(scene: ApiScene, idsOf: IdsOf): readonly Address[] {
  const reads = readEndpoints(scene.app).endpoints.filter(({ method }) => method === 'GET');
  return reads.flatMap((endpoint) => {
    const filters = (endpoint.parameters ?? []).filter(
      ({ in: place, schema }) => place === 'query' && schema.format === 'uuid',
    );
    const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const most = Math.max(1, ...names.map((name) => idsOf(name).length));
    const paths = Array.from({ length: most }, (_, index) =>
      endpoint.path.replaceAll(
        /\{(\w+)\}/g,
        (_match, name: string) => idsOf(name)[index] ?? idsOf(name)[0] ?? UNKNOWN_ID,
      ),
    );
    const first = paths[0] ?? '';
    const asked = filters.flatMap(({ name }) => idsOf(name).map((id) => `${first}?${name}=${id}`));
    // A page of one has a cursor, which bears the keys of its row.
    const isPaged = (endpoint.parameters ?? []).some(({ name }) => name === 'limit');
    const paged = isPaged ? [`${first}?limit=1`] : [];
    return [...new Set([...paths, ...asked, ...paged])].map((url) => ({ endpoint, url }));
  });
}

/** What each role is answered at the addresses that it may ask; the others get nothing but a refusal. */
export async function crawl(
  scene: ApiScene,
  tokens: ReadonlyMap<Role, { authorization: string }>,
  addresses: readonly Address[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [role, headers] of tokens) {
    const may: ReadonlySet<string | undefined> = new Set([undefined, ...PERMISSIONS[role]]);
    for (const { endpoint, url } of addresses.filter((address) =>
      may.has(address.endpoint['x-permission']),
    )) {
      const { operationId } = endpoint;
      const response = await scene.app.inject({ url, headers });
      answers.push({ role, url, operationId, status: response.statusCode, text: await textOf(response) });
    }
  }
  return answers;
}

async function textOf(response: LightMyRequestResponse): Promise<string> {
  const type = response.headers['content-type'] ?? '';
  const said = [
    response.statusCode,
    response.headers['etag'] ?? '',
    response.headers['content-disposition'] ?? '',
    response.headers['link'] ?? '',
  ];
  return [...said, await bodyOf(response, type)].join('\n');
}

async function bodyOf(response: LightMyRequestResponse, type: string): Promise<string> {
  if (type === 'application/pdf') return (await readPdf(response.rawPayload)).text;
  if (type.startsWith(`${OFFICE}spreadsheetml`))
    return JSON.stringify(await readWorkbook(response.rawPayload));
  if (type.startsWith(OFFICE)) return readDocxText(response.rawPayload);
  // A calendar folds its lines.
  if (type.startsWith('text/calendar')) return response.body.replaceAll(/\r?\n[ \t]/g, '');
  return response.body + cursorsIn(response.body);
}

/** The keys that the cursors of an answer bear, in clear. */
function cursorsIn(body: string): string {
  return [...body.matchAll(/"nextCursor":"([\w-]+)"/g)]
    .map(([, cursor = '']) => `\n${Buffer.from(cursor, 'base64url').toString('utf8')}`)
    .join('');
}

/** The answer without what is another in every answer: a problem bears the id of its request. */
export function withoutRequestId(text: string): string {
  return text.replaceAll(/"(?:requestId|instance)":"[^"]*"/g, '');
}
