import { createServer } from 'node:http';
import {
  createHttpKoboGateway,
  findFreePort,
  type HttpKoboGateway,
  type KoboSettings,
} from '@boligtrapp/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OWN_TRAIT } from './dwelling-store.ts';
import { createKoboStandIn, type KoboStandIn } from './stand-in.ts';

const API_KEY = 'a-key-of-the-stand-in';
const OF = '9901';
const GIVEN = {
  leverandorBoligId: 'F-1',
  adresse: { noe: 1 },
  boligtype: 'NOE',
  noeNytt: { dypt: [1, null] },
};

let standIn: KoboStandIn;
let url: string;
let gateway: HttpKoboGateway;

function settings(baseUrl: string, apiKey = API_KEY): KoboSettings {
  const names = { apiKeyHeader: 'x-api-key', webhookKeyHeader: 'x-api-key', webhookIdField: 'koboId' };
  return new Map([[OF, { kommunenummer: OF, baseUrl, apiKey, webhookKeys: ['x'.repeat(20)], ...names }]]);
}

beforeAll(async () => {
  standIn = createKoboStandIn({ apiKey: API_KEY, environment: {} });
  url = await standIn.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await standIn.app.close();
});
beforeEach(() => {
  standIn.setFaults({});
  gateway = createHttpKoboGateway(settings(url), { timeoutMs: 2_000 });
});

let made = 0;

async function aDwelling(): Promise<string> {
  made += 1;
  const answer = await gateway.create(OF, { ...GIVEN, leverandorBoligId: `F-${made}` });
  if (answer.kind === 'fault') throw new Error(answer.fault);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the stand-in answers
  return (answer.body as { koboId: string }).koboId;
}

describe('the stand-in of Kobo, over HTTP', () => {
  it('makes, gives and changes a dwelling, and keeps what it does not know', async () => {
    const koboId = await aDwelling();
    const read = await gateway.read(OF, koboId);
    expect(read).toMatchObject({ kind: 'ok', body: { noeNytt: GIVEN.noeNytt, koboId } });
    const etag = read.kind === 'ok' ? read.etag : null;
    const changed = { ...GIVEN, leverandorBoligId: `F-${made}`, adresse: { annen: 2 }, antallSoverom: 2 };
    expect(await gateway.change(OF, koboId, changed, etag)).toMatchObject({ kind: 'ok' });
    expect(await gateway.read(OF, koboId)).toMatchObject({
      body: { antallSoverom: 2, adresse: GIVEN.adresse },
    });
    expect(await gateway.change(OF, koboId, changed, etag)).toMatchObject({ fault: 'changed-meanwhile' });
  });

  it('sets a set of egenskaper by itself, and takes it away', async () => {
    const koboId = await aDwelling();
    const given = { ...GIVEN, leverandorBoligId: `F-${made}`, egenskaper: ['HAGE'] };
    await gateway.change(OF, koboId, { ...given, erTilgjengeligForRullestolbruker: true }, null);
    expect(await gateway.read(OF, koboId)).toMatchObject({ body: { egenskaper: ['HAGE', OWN_TRAIT] } });
    await gateway.change(OF, koboId, { ...given, erTilgjengeligForRullestolbruker: false }, null);
    expect(await gateway.read(OF, koboId)).toMatchObject({ body: { egenskaper: ['HAGE'] } });
  });

  it.each([
    ['down', 'unreachable', false],
    ['slow', 'timeout', false],
    ['too-many', 'rate-limited', true],
    ['broken', 'server-error', false],
  ] as const)(
    'is %s when it is told to be, for as many calls as it is told',
    async (calls, fault, isUndone) => {
      const koboId = await aDwelling();
      standIn.setFaults({ calls, times: 1, slowMs: 400 });
      gateway = createHttpKoboGateway(settings(url), { timeoutMs: 150 });
      const retryAfterMs = calls === 'too-many' ? 1_000 : null;
      expect(await gateway.read(OF, koboId)).toEqual({ kind: 'fault', fault, retryAfterMs, isUndone });
      gateway = createHttpKoboGateway(settings(url), { timeoutMs: 2_000 });
      expect(await gateway.read(OF, koboId)).toMatchObject({ kind: 'ok' });
    },
  );

  it('does what it answers with an error, and gives what was before, when it is told to', async () => {
    const koboId = await aDwelling();
    standIn.setFaults({ calls: 'lost', times: 1 });
    const changed = { ...GIVEN, leverandorBoligId: `F-${made}`, antallSoverom: 3 };
    expect(await gateway.change(OF, koboId, changed, null)).toMatchObject({ fault: 'server-error' });
    expect(await gateway.read(OF, koboId)).toMatchObject({ body: { antallSoverom: 3 } });
    standIn.setFaults({ calls: 'stale', times: 1 });
    expect(await gateway.read(OF, koboId)).not.toMatchObject({ body: { antallSoverom: 3 } });
  });

  it('sends a hint of each change, as often and in the order that it is told to', async () => {
    const heard: unknown[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += String(chunk);
      });
      request.on('end', () => {
        heard.push([request.headers['x-api-key'], JSON.parse(text)]);
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    standIn.hints.setWebhook({ url: `http://127.0.0.1:${port}/`, key: 'webhook key' });
    standIn.setFaults({ hintCopies: 3 });
    const koboId = await aDwelling();
    await standIn.hints.idle();
    standIn.hints.setWebhook(undefined);
    server.close();
    expect(heard).toEqual(
      Array.from({ length: 3 }, () => ['webhook key', { koboId, hendelse: 'BOLIG_ENDRET' }]),
    );
  });

  it('does not run in production', () => {
    expect(() => createKoboStandIn({ apiKey: API_KEY, environment: { NODE_ENV: 'production' } })).toThrow(
      /does not run/,
    );
  });
});

describe('the gateway', () => {
  it('calls nobody for a municipality that is not connected', async () => {
    expect(await gateway.read('0000', 'x')).toMatchObject({ fault: 'not-configured', isUndone: true });
  });

  it('is refused with another key, and knows that what is not there is not', async () => {
    expect(await gateway.read(OF, '00000000-0000-0000-0000-000000000000')).toMatchObject({
      fault: 'not-found',
    });
    const stranger = createHttpKoboGateway(settings(url, 'another-key-than-it-has'), { timeoutMs: 1_000 });
    expect(await stranger.read(OF, 'x')).toMatchObject({ fault: 'unauthorised' });
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const nobody = createHttpKoboGateway(settings(`http://127.0.0.1:${await findFreePort()}`), {
      timeoutMs: 1_000,
    });
    expect(await nobody.create(OF, GIVEN)).toMatchObject({ fault: 'unreachable', isUndone: true });
  });

  it('follows no redirect: the key would go along', async () => {
    let visits = 0;
    const server = createServer((request, response) => {
      visits += 1;
      response.writeHead(302, { location: `http://${request.headers.host ?? ''}/elsewhere` }).end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const led = createHttpKoboGateway(settings(`http://127.0.0.1:${port}`), { timeoutMs: 1_000 });
    expect(await led.read(OF, 'x')).toMatchObject({ fault: 'redirected' });
    server.close();
    expect(visits).toBe(1);
  });
});
