import { connect, type Socket } from 'node:net';

type FileParts = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Where ClamAV's daemon listens. */
export interface ClamdAddress {
  readonly host: string;
  readonly port: number;
  /** For the whole scan; 30,000 where nothing is said. */
  readonly timeoutMs?: number;
}

/** Its answer is a line; more is no answer. */
const LONGEST_ANSWER = 4096;
const PART = 64 * 1024;

/**
 * A scanner that sends files to ClamAV's daemon over TCP (`INSTREAM`) and keeps nothing. Rejects where the daemon cannot be
 * reached, takes too long, or answers anything but that the file is clean or that it found something: the file was not
 * looked at then.
 */
export function createClamdScanner(address: ClamdAddress): {
  readonly isMalicious: (parts: FileParts) => Promise<boolean>;
} {
  return {
    isMalicious: async (parts) => {
      const answer = await ask(address, parts);
      if (/^stream: OK\0?\s*$/.test(answer)) return false;
      if (/^stream: .+ FOUND\0?\s*$/.test(answer)) return true;
      throw new Error('the scanner has not looked at the file');
    },
  };
}

async function ask({ host, port, timeoutMs = 30_000 }: ClamdAddress, parts: FileParts): Promise<string> {
  const socket = connect({ host, port });
  const late = setTimeout(() => socket.destroy(new Error('the scanner did not answer in time')), timeoutMs);
  socket.setEncoding('latin1');
  try {
    const answer = answerOf(socket);
    // Whatever ends the sending is told by the answer, which the daemon may give before it has the whole file.
    await Promise.race([answer, send(socket, parts)]);
    return await answer;
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const text of socket.iterator({ destroyOnReturn: false })) {
    answer += String(text);
    if (answer.length > LONGEST_ANSWER) throw new Error('the scanner answered too much');
  }
  return answer;
}

async function send(socket: Socket, parts: FileParts): Promise<void> {
  await write(socket, 'zINSTREAM\0');
  for await (const bytes of parts) {
    for (let from = 0; from < bytes.length; from += PART) {
      const part = bytes.subarray(from, from + PART);
      await write(socket, lengthOf(part));
      await write(socket, part);
    }
  }
  await write(socket, lengthOf(new Uint8Array()));
}

async function write(socket: Socket, bytes: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** Four bytes, the greatest first; a part without bytes ends the file. */
function lengthOf(part: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, part.length);
  return length;
}
