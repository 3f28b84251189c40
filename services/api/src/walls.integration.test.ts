import { PERMISSIONS, ROLES } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Endpoint, readEndpoints } from '../test/endpoints.ts';
import {
  type Answered,
  askRoute,
  expectedOf,
  isAsExpected,
  recusalMatters,
  SITUATIONS,
  type Situation,
} from '../test/matrix/ask-route.ts';
import { type MatrixScene, setMatrixScene } from '../test/matrix/matrix-scene.ts';
import { ALL_PROBES } from '../test/matrix/probes/all-probes.ts';
import { marksIn, readWhoseRows, type WhoseRows } from '../test/matrix/whose-rows.ts';

let scene: MatrixScene;
let endpoints: readonly Endpoint[];
let whose: WhoseRows;
/** Not described, public, and judged by a signature or key of another system; they have tests of their own. */
const ASKED_BY_OTHERS = ['POST /auth/back-channel-logout', 'POST /webhooks/kobo/:kommunenummer'];
/** Every answer that was given, for what is to hold over all of them. */
const answers: Answered[] = [];

beforeAll(async () => {
  scene = await setMatrixScene();
  ({ endpoints } = readEndpoints(scene.app));
  whose = await readWhoseRows(scene);
  // Seconds on a machine of its own; nothing is said here of how fast it is.
}, 400_000);
afterAll(async () => {
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
    expect([...declared, ...ASKED_BY_OTHERS].toSorted()).toEqual(scene.routes.toSorted());
    const operations = endpoints.map(({ operationId }) => operationId);
    expect([...ALL_PROBES.keys()].toSorted()).toEqual(operations.toSorted());
  });

  test.for([...ALL_PROBES])('%s answers each role as the table says', async ([operationId, probe]) => {
    const endpoint = endpointOf(operationId);
    const wrong: string[] = [];
    const ask = async (role: (typeof ROLES)[number], situation: Situation) => {
      const who = { role, situation };
      const expected = isAllowed(endpoint, role) ? expectedOf(probe, who) : DENIED;
      const answer = await askRoute(scene, endpoint, probe, who);
      answers.push(answer);
      if (isAsExpected(answer, expected)) return;
      const { status, code = '', body } = answer;
      wrong.push(
        `${role} ${situation}: ${status} ${code}, not ${JSON.stringify(expected)}; ${body.slice(0, 300)}`,
      );
    };
    const { version } = probe.ask(scene.home.cases.recused, scene.home, '');
    const mayBeStale = version !== undefined && probe.recused !== probe.allowed;
    for (const role of ROLES) {
      const situations = isAllowed(endpoint, role) ? SITUATIONS : (['allowed'] as const);
      for (const situation of situations) {
        if (situation !== 'recused-stale' || mayBeStale) await ask(role, situation);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const DENIED = { status: 403, code: 'authorisation.denied' };

describe('over all answers of the matrix', () => {
  test('nothing of a case is told to, or noted as read by, who is recused from it', () => {
    const recusedFrom = new Set(scene.home.recusedFrom);
    const told = answers.filter(recusalMatters).flatMap((answer) => {
      const said = marksIn(answer.sent);
      const leaks = [...marksIn(answer.body)].filter(
        (mark) => !said.has(mark) && householdsOf(mark).some((id) => recusedFrom.has(id)),
      );
      const noted = loggedIn(answer).filter((id) => recusedFrom.has(id));
      return [...leaks, ...noted].map((mark) => `${nameOf(answer)}: ${mark}`);
    });
    expect(told).toEqual([]);
  });

  test('nothing of a municipality is told to another', () => {
    const told = answers
      .filter(({ situation }) => situation === 'elsewhere')
      .flatMap((answer) => {
        const said = marksIn(answer.sent);
        const leaks = [...marksIn(answer.body)].filter((mark) => !said.has(mark) && whose.ofHome.has(mark));
        return leaks.map((mark) => `${nameOf(answer)}: ${mark}`);
      });
    expect(told).toEqual([]);
  });

  test('every household that is told of is logged as read, and no other, in the transaction that answered', () => {
    const read = answers.filter(({ status, situation }) => status < 300 && situation !== 'elsewhere');
    const wrong = read.flatMap((answer) => {
      const logged = new Set(loggedIn(answer));
      // A command that repeats what it was asked about tells nothing of it.
      const said = answer.method === 'GET' ? new Set<string>() : marksIn(answer.sent);
      const told = [...marksIn(answer.body)].filter((mark) => !said.has(mark) && !whose.incidents.has(mark));
      const missing = told.filter((mark) => {
        const households = householdsOf(mark);
        return households.length > 0 && !households.some((id) => logged.has(id));
      });
      const known = new Set([...marksIn(answer.sent), ...told].flatMap(householdsOf));
      const surplus = answer.isText ? [...logged].filter((id) => !known.has(id)) : [];
      return [
        ...(missing.length > 0 ? [`${nameOf(answer)}: ${missing.length} not logged`] : []),
        ...(surplus.length > 0 ? [`${nameOf(answer)}: ${surplus.length} logged, not told of`] : []),
      ];
    });
    expect(wrong).toEqual([]);
    expect(read.filter((answer) => loggedIn(answer).length > 0).length).toBeGreaterThan(300);
  });

  // A round is solved, a file is written, or a key is made between two of them.
  test('what answers after more than one transaction is known', () => {
    const several = answers.filter(({ status, rehearsed }) => status < 300 && rehearsed.length > 1);
    const operations = new Set(several.map(({ operationId }) => operationId));
    expect([...operations].toSorted()).toEqual([
      'addHouseholdMember',
      'createRound',
      'getCapacityGapPdf',
      'getCapacityGapWorkbook',
      'reSolveRound',
      'receiveImport',
      'registerHousehold',
      'rotateWebhookSecret',
      'runWhatIf',
      'subscribeToEvents',
      'writeNotice',
    ]);
  });
});

describe('with no access log', () => {
  beforeAll(async () => {
    await scene.admin.query('revoke insert on access_events from boligtrapp_app');
  });

  test('nothing that is logged can be read', async () => {
    const logged = answers.filter(
      (answer) => answer.situation === 'allowed' && answer.status < 300 && loggedIn(answer).length > 0,
    );
    const once = new Map(logged.map((answer) => [answer.operationId, answer]));
    expect(once.size).toBeGreaterThan(70);
    const shown: string[] = [];
    for (const [operationId, { role }] of once) {
      const probe = ALL_PROBES.get(operationId);
      if (probe === undefined) throw new Error(operationId);
      const answer = await askRoute(scene, endpointOf(operationId), probe, { role, situation: 'allowed' });
      const said = marksIn(answer.sent);
      const told = [...marksIn(answer.body)].filter(
        (mark) => !said.has(mark) && householdsOf(mark).length > 0,
      );
      if (answer.status !== 500 || told.length > 0) shown.push(`${nameOf(answer)}: ${answer.status}`);
    }
    expect(shown).toEqual([]);
  });
});

function householdsOf(mark: string): readonly string[] {
  return [...(whose.householdsOf.get(mark) ?? [])];
}

function loggedIn({ rehearsed }: Answered): readonly string[] {
  return rehearsed.flatMap(({ householdIds }) => householdIds);
}

function nameOf({ operationId, role, situation }: Answered): string {
  return `${operationId} ${role} ${situation}`;
}
