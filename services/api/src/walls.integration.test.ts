import { PERMISSIONS, ROLES } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Endpoint, readEndpoints } from '../test/endpoints.ts';
import {
  type Answered,
  askRoute,
  expectedOf,
  isAsExpected,
  SITUATIONS,
  type Situation,
} from '../test/matrix/ask-route.ts';
import { type MatrixScene, setMatrixScene } from '../test/matrix/matrix-scene.ts';
import { ALL_PROBES } from '../test/matrix/probes/all-probes.ts';
import { marksIn, readWhoseRows, type WhoseRows } from '../test/matrix/whose-rows.ts';

let scene: MatrixScene;
let endpoints: readonly Endpoint[];
let whose: WhoseRows;
/** Every answer that was given, for what is to hold over all of them. */
const answers: Answered[] = [];

beforeAll(async () => {
  scene = await setMatrixScene();
  ({ endpoints } = readEndpoints(scene.app));
  whose = await readWhoseRows(scene);
});
afterAll(async () => {
  (await import('node:fs')).writeFileSync(
    '/tmp/walls-answers.json',
    JSON.stringify({
      answers,
      owners: [...whose.householdsOf].map(([k, v]) => [k, [...v]]),
      recusedFrom: scene.home.recusedFrom,
    }),
  );
  await scene.close();
});

function endpointOf(operationId: string): Endpoint {
  const found = endpoints.find((endpoint) => endpoint.operationId === operationId);
  if (found === undefined) throw new Error(`no route ${operationId}`);
  return found;
}

function isAllowed(endpoint: Endpoint, role: (typeof ROLES)[number]): boolean {
  const permission = endpoint['x-permission'];
  return permission === undefined || [...PERMISSIONS[role]].some((granted) => granted === permission);
}

describe('the matrix', () => {
  test('has every route of the server, and no other', () => {
    const declared = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
    expect(declared.toSorted()).toEqual(scene.routes.toSorted());
    expect([...ALL_PROBES.keys()].toSorted()).toEqual(
      endpoints.map(({ operationId }) => operationId).toSorted(),
    );
  });

  test.for([...ALL_PROBES])('%s answers each role as the table says', async ([operationId, probe]) => {
    const endpoint = endpointOf(operationId);
    const wrong: string[] = [];
    const ask = async (role: (typeof ROLES)[number], situation: Situation, expected: unknown) => {
      const answer = await askRoute(scene, endpoint, probe, { role, situation });
      answers.push(answer);
      const fits =
        expected === 403
          ? answer.status === 403
          : isAsExpected(answer, expectedOf(probe, { role, situation }));
      if (fits) return;
      wrong.push(
        `${role} ${situation}: ${answer.status} ${answer.code ?? ''}, not ${JSON.stringify(expected)} ${answer.body.slice(0, 300)}`,
      );
    };
    for (const role of ROLES) {
      if (!isAllowed(endpoint, role)) await ask(role, 'allowed', 403);
      else
        for (const situation of SITUATIONS)
          await ask(role, situation, expectedOf(probe, { role, situation }));
    }
    expect(wrong).toEqual([]);
  });
});

describe('over all answers', () => {
  test('nothing of a case is told to who is recused from it', () => {
    const recusedFrom = new Set(scene.home.recusedFrom);
    const told = answers
      .filter(({ situation }) => situation === 'recused' || situation === 'other-case')
      .flatMap(({ operationId, role, situation, body, sent }) => {
        const said = marksIn(sent);
        const leaks = [...marksIn(body)].filter((mark) => {
          const households = [...(whose.householdsOf.get(mark) ?? [])];
          return !said.has(mark) && households.some((id) => recusedFrom.has(id));
        });
        return leaks.length === 0 ? [] : [`${operationId} ${role} ${situation}: ${leaks.join(' ')}`];
      });
    expect(told).toEqual([]);
  });

  test('nothing of a municipality is told to another', () => {
    const told = answers
      .filter(({ situation }) => situation === 'elsewhere')
      .flatMap(({ operationId, role, body, sent }) => {
        const said = marksIn(sent);
        const leaks = [...marksIn(body)].filter((mark) => !said.has(mark) && whose.ofHome.has(mark));
        return leaks.length === 0 ? [] : [`${operationId} ${role}: ${leaks.join(' ')}`];
      });
    expect(told).toEqual([]);
  });

  test('every household that is told of is logged as read in the same transaction', () => {
    const unlogged = answers
      .filter(({ status }) => status < 300)
      .flatMap(({ operationId, method, role, situation, body, sent, rehearsed }) => {
        const said = method === 'GET' ? new Set<string>() : marksIn(sent);
        const logged = new Set(rehearsed.flatMap(({ householdIds }) => householdIds));
        const shown = [...marksIn(body)].filter((mark) => !said.has(mark));
        const missing = shown.filter((mark) => {
          const households = [...(whose.householdsOf.get(mark) ?? [])];
          return households.length > 0 && !households.some((id) => logged.has(id));
        });
        return missing.length === 0 ? [] : [`${operationId} ${role} ${situation}: ${missing.length}`];
      });
    expect(unlogged).toEqual([]);
  });
});
