// The routes that the API is compared with: plain Fastify and pg, no code of the product. Started by api.ts.
import { randomUUID } from 'node:crypto';
import { createPool, DATABASE_ROLES } from '@boligtrapp/database';
import fastify from 'fastify';
import { NOTE_ACCESS, PAGE, RECUSED, SET_TENANT } from './api-statements.ts';

const pool = createPool({
  // oxlint-disable-next-line no-restricted-properties -- a process of its own, started by the bench
  url: process.env['DATABASE_URL'] ?? '',
  role: DATABASE_ROLES.app,
  applicationName: 'bench-reference',
});
const app = fastify();
const text = { type: 'string' } as const;
const nullable = { type: ['string', 'null'] } as const;
const ITEM = {
  type: 'object',
  properties: {
    id: text,
    version: { type: 'integer' },
    householdId: text,
    householdReference: text,
    source: text,
    receivedOn: text,
    receiptSentAt: nullable,
    helpedBy: nullable,
    previousApplicationId: nullable,
    preliminaryAnswerSentOn: nullable,
    status: text,
    createdAt: text,
  },
} as const;
const PAGE_SCHEMA = {
  type: 'object',
  properties: {
    items: { type: 'array', items: ITEM },
    nextCursor: nullable,
    totalCount: { type: 'integer' },
  },
} as const;

app.get(
  '/hello',
  { schema: { response: { 200: { type: 'object', properties: { hello: text } } } } },
  async () => ({ hello: 'world' }),
);

app.get('/select-1', async () => {
  const { rows } = await pool.query<{ one: number }>({ name: 'one', text: 'select 1 as one' });
  return rows[0];
});

app.get('/list', { schema: { response: { 200: PAGE_SCHEMA } } }, async (request) => {
  const tenant = String(request.headers['x-tenant']);
  const actor = 'bench';
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'tenant', text: SET_TENANT, values: [tenant, actor, '15s'] });
    await client.query({ name: 'recused', text: RECUSED, values: [actor] });
    const { rows } = await client.query<Row>({ name: 'page', text: PAGE, values: [tenant, 51] });
    const items = rows.slice(0, 50);
    await client.query({
      name: 'access',
      text: NOTE_ACCESS,
      values: [
        tenant,
        randomUUID(),
        actor,
        'case-officer',
        randomUUID(),
        'list-applications',
        items.map(({ householdId }) => householdId),
      ],
    });
    await client.query('commit');
    return { items, nextCursor: items.at(-1)?.id ?? null, totalCount: rows[0]?.totalCount ?? 0 };
  } finally {
    client.release();
  }
});

interface Row {
  readonly id: string;
  readonly householdId: string;
  readonly totalCount: number;
}

const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ type: 'listening', url });
