import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createClamdScanner } from './clamd-scanner.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A daemon that reads a whole stream as ClamAV documents it, keeps it, and answers what it is told to. */
async function aDaemon(answer: (file: Buffer) => string | null) {
  const files: Buffer[] = [];
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const file = fileIn(received);
      if (file === undefined) return;
      files.push(file);
      const text = answer(file);
      if (text !== null) socket.end(text);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { files, scanner: createClamdScanner({ host: '127.0.0.1', port, timeoutMs: 500 }), port };
}

function fileIn(received: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (received.subarray(0, command.length).toString('latin1') !== command) return undefined;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    if (at + 4 + length > received.length) return undefined;
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

describe('a scanner at ClamAV’s daemon', () => {
  test('sends the whole file, whatever its size, and tells clean from malicious', async () => {
    const big = Buffer.alloc(200_000, 'a');
    const { files, scanner } = await aDaemon((file) =>
      file.includes('bad') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0',
    );
    expect(await scanner.isMalicious([big])).toBe(false);
    expect(await scanner.isMalicious([Buffer.from('something bad')])).toBe(true);
    expect(await scanner.isMalicious([new Uint8Array()])).toBe(false);
    expect(files.map((file) => file.length)).toEqual([200_000, 13, 0]);
  });

  test.each(['INSTREAM size limit exceeded. ERROR\0', '', 'stream: OK FOUND OK', 'x'.repeat(10_000)])(
    'does not take %j for an answer',
    async (answer) => {
      const { scanner } = await aDaemon(() => answer);
      await expect(scanner.isMalicious([Buffer.from('a')])).rejects.toThrow('scanner');
    },
  );

  test('rejects where nobody answers, and where nobody is there', async () => {
    const { scanner, port } = await aDaemon(() => null);
    await expect(scanner.isMalicious([Buffer.from('a')])).rejects.toThrow('in time');
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const nobody = createClamdScanner({ host: '127.0.0.1', port });
    await expect(nobody.isMalicious([Buffer.from('a')])).rejects.toThrow('ECONNREFUSED');
  });
});
