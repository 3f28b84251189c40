import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOfAny } from '../test/answer-schemas.ts';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { type RawForm, rawForms } from '../test/raw-forms.ts';

/** Sockets at the same time. */
const AT_ONCE = 100;
/** As long as a server may take to give up what never comes whole, and some more on a busy machine. */
const PATIENCE_MS = 30_000;
/** After an answer: whether there comes another. */
const SILENCE_MS = 500;

let scene: ApiScene;
let port: number;
beforeAll(async () => {
  scene = await setApiScene();
  const address = await scene.app.listen({ host: '127.0.0.1', port: 0 });
  port = Number(new URL(address).port);
});
afterAll(() => scene.close());

/** All that comes back until the server ends the connection, or is silent after an answer. */
async function send({ bytes }: RawForm): Promise<{ readonly text: string; readonly isGone: boolean }> {
  return await new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(bytes));
    const end = (isGone: boolean) => (): void => {
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString(), isGone });
    };
    socket.setTimeout(PATIENCE_MS, end(false));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      socket.setTimeout(SILENCE_MS);
    });
    socket.on('error', () => undefined);
    socket.on('close', end(true));
  });
}

const HEAD = /HTTP\/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r\n]+\r\n)*)\r\n/g;

/** What is wrong with the answers on a connection. */
function faultsOf(text: string): readonly string[] {
  if (text === '') return [];
  const heads = [...text.matchAll(HEAD)];
  if (heads.length === 0 || heads[0]?.index !== 0) return ['no answer in HTTP'];
  return heads.flatMap(([whole, status = '', fields = ''], at) => {
    if (status === '100') return [];
    const from = (heads[at]?.index ?? 0) + whole.length;
    const headers = new Map(
      fields
        .trim()
        .split('\r\n')
        .map((line) => [
          line.slice(0, line.indexOf(':')).toLowerCase(),
          line.slice(line.indexOf(':') + 1).trim(),
        ]),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const body = Buffer.from(text.slice(from)).subarray(0, length).toString();
    const mediaType = headers.get('content-type')?.replace(/;.*/, '') ?? '';
    return faultsOfAny({ status: Number(status), mediaType, body });
  });
}

test('a thousand forms of requests that are none are refused or answered, and none is a fault of the service', {
  timeout: 180_000,
}, async () => {
  const forms = rawForms();
  expect(forms).toHaveLength(1_000);
  const queue = [...forms];
  const wrong: string[] = [];
  const statuses = new Set<string>();
  let refused = 0;
  const work = async (): Promise<void> => {
    for (let form = queue.pop(); form !== undefined; form = queue.pop()) {
      const { text, isGone } = await send(form);
      const { name } = form;
      for (const [, status = ''] of text.matchAll(HEAD)) statuses.add(status);
      if (/HTTP\/1\.1 4\d\d/.test(text)) refused += 1;
      if (text === '' && !isGone) wrong.push(`${name}: nothing came back, and it is still open`);
      wrong.push(...faultsOf(text).map((fault) => `${name}: ${fault}: ${text.slice(0, 500)}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(wrong).toEqual([]);
  // Nearly all are wrong enough to be refused; the rest are right, or end without an answer.
  expect(refused).toBeGreaterThan(600);
  expect([...statuses]).toEqual(expect.arrayContaining(['200', '400', '404', '408', '431']));
  expect(scene.log.filter((line) => /"level":"(?:error|fatal)"/.test(line)).slice(0, 3)).toEqual([]);
  expect((await scene.app.inject({ url: '/health/live' })).statusCode).toBe(200);
});
