import { AssessmentDetails, DwellingPage, FollowUpNote, LeasePage } from '@boligtrapp/contracts';
import type { Permission, Role } from '@boligtrapp/use-cases';
import fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { bearer, verifyTestToken } from '../../test/tokens.ts';
import { authentication } from './authentication.ts';
import { needToKnow } from './need-to-know.ts';
import { problemDetails } from './problem-details.ts';
import { quotas } from './quotas.ts';

const MUNICIPALITY = '01980000-0000-7000-8000-000000003201';

async function start(
  access: Permission,
  response: object | undefined,
  answer: object = {},
): Promise<FastifyInstance> {
  const app = fastify();
  await app.register(problemDetails, { publicUrl: '' });
  await app.register(quotas, { requestsPerMinute: 1_000_000 });
  await app.register(authentication, {
    verifyToken: verifyTestToken,
    resolveSession: async () => await Promise.resolve({ kind: 'none' }),
    findSession: async () => await Promise.resolve(undefined),
    origin: () => 'http://127.0.0.1',
  });
  await app.register(needToKnow);
  const schema = response === undefined ? {} : { response };
  app.get('/it', { config: { access }, schema }, async () => await Promise.resolve(answer));
  await app.ready();
  return app;
}

test('a route whose answer is not classed stops the start', async () => {
  const Unclassed = Type.Object({ name: Type.String() });
  await expect(start('queue.read', { 200: Unclassed })).rejects.toThrow(
    'the answer 200 of GET /it is not classed',
  );
  // The same fields in a schema of its own are not the schema that was classed.
  await expect(start('leases.read', { 200: Type.Object({ ...LeasePage.properties }) })).rejects.toThrow(
    'not classed',
  );
});

test('a route that does not say what it answers stops the start', async () => {
  await expect(start('queue.read', undefined)).rejects.toThrow('GET /it does not say what it answers');
});

test('a route that would show a role what is not for it stops the start', async () => {
  await expect(start('offers.read', { 200: AssessmentDetails })).rejects.toThrow(
    'has function, which is not for housing-manager',
  );
  await expect(start('ladder.read', { 200: LeasePage })).rejects.toThrow(
    /which is not for (?:committee|integration)/u,
  );
});

test('what is of nobody, and files, are served as they are', async () => {
  const page = await start('dwellings.read', { 200: DwellingPage });
  const file = await start('reports.read', {
    200: { description: 'A file', content: { 'text/plain': { schema: { type: 'string' } } } },
  });
  await Promise.all([page.close(), file.close()]);
});

test('a row with a column that nobody has classed does not show it, to whoever asks', async () => {
  const row = { note: '«note»', writtenBy: 'anna', writtenAt: '2026-11-23T09:00:00Z', diagnosis: 'F20' };
  const app = await start('follow-ups.read', { 200: FollowUpNote }, row);
  const asked = async (role: Role) =>
    (await app.inject({ url: '/it', headers: await bearer(role, MUNICIPALITY) })).json<unknown>();
  const { diagnosis: _diagnosis, ...classed } = row;
  const { note: _note, ...withoutNote } = classed;
  expect(await asked('follow-up')).toEqual(classed);
  expect(await asked('leader')).toEqual(withoutNote);
  await app.close();
});
