import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnswerCheck } from '../test/answer-schemas.ts';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { type Attempt, attemptsOn, tokensFor } from '../test/attempts.ts';

const REQUESTS = 10_000;
/** Enough to meet every kind of error. */
const REQUESTS_OF_THE_CONTROL = 300;
/** Requests under way at the same time: the database works while the next ones are made. */
const AT_ONCE = 4;
const SEED = 20_261_123;

interface Outcome {
  readonly statuses: ReadonlySet<number>;
  /** Each with the request that led to it. */
  readonly faults: readonly string[];
}

/** Sends requests that are almost right, and holds every answer against the OpenAPI document. */
async function sendMany(scene: ApiScene, count: number): Promise<Outcome> {
  const [check, tokens] = [createAnswerCheck(scene.app), await tokensFor(scene)];
  const statuses = new Set<number>();
  const faults: string[] = [];
  const send = async ({ endpoint, url, headers, body }: Attempt): Promise<void> => {
    const { method, operationId } = endpoint;
    const options = {
      method,
      url,
      headers: {
        ...headers,
        ...tokens.get(operationId),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: body }),
    };
    const response = await scene.app.inject(options);
    const answer = {
      status: response.statusCode,
      mediaType: (response.headers['content-type'] ?? '').replace(/;.*/, ''),
      body: response.body,
    };
    statuses.add(answer.status);
    // An empty parameter leads to another address, which is not described.
    const isElsewhere = url.includes('//') || url.includes('/?') || answer.body.includes('route.not-found');
    for (const fault of check(isElsewhere ? anyAddress(endpoint) : endpoint, answer)) {
      faults.push(`${method} ${url} ${body ?? ''} -> ${fault}: ${answer.body}`.slice(0, 2_000));
    }
  };
  const queue = fc.sample(attemptsOn(scene), { numRuns: count, seed: SEED });
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await send(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { statuses, faults };
}

/** The endpoint with an answer to an unknown address beside its own. */
function anyAddress(endpoint: Attempt['endpoint']): Attempt['endpoint'] {
  return { ...endpoint, responses: { 404: {}, ...endpoint.responses } };
}

test(`${REQUESTS} requests that are almost right are answered as the document says, without a fault of the service`, {
  timeout: 600_000,
}, async () => {
  const scene = await setApiScene();
  const { statuses, faults } = await sendMany(scene, REQUESTS);
  await scene.close();
  expect(faults.slice(0, 5)).toEqual([]);
  // The requests must get past the first check, or they have tried nothing.
  expect([...statuses].filter((status) => status < 300)).not.toEqual([]);
  expect([...statuses]).toEqual(expect.arrayContaining([400, 404, 409, 422]));
});

test('without the map of errors the same requests find faults', { timeout: 300_000 }, async () => {
  const scene = await setApiScene({}, (app) => {
    app.addHook('onRoute', (route) => {
      // As the framework does it where nobody has said otherwise.
      route.errorHandler = (error, _request, reply) => {
        void reply
          .code(error.statusCode ?? 500)
          .type('application/json')
          .serializer(String)
          .send(JSON.stringify({ message: error.message }));
      };
    });
  });
  const { faults } = await sendMany(scene, REQUESTS_OF_THE_CONTROL);
  await scene.close();
  expect(faults.filter((fault) => fault.includes('-> status 500'))).not.toEqual([]);
});
