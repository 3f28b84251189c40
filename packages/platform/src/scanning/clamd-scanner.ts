import { connect } from 'node:net';

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
  readonly isMalicious: (bytes: Uint8Array) => Promise<boolean>;
} {
  return {
    isMalicious: async (bytes) => {
      const answer = await ask(address, bytes);
      if (/^stream: OK\0?\s*$/.test(answer)) return false;
      if (/^stream: .+ FOUND\0?\s*$/.test(answer)) return true;
      throw new Error('the scanner has not looked at the file');
    },
  };
}

async function ask({ host, port, timeoutMs = 30_000 }: ClamdAddress, bytes: Uint8Array): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const late = setTimeout(() => socket.destroy(new Error('the scanner did not answer in time')), timeoutMs);
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.length > LONGEST_ANSWER) socket.destroy(new Error('the scanner answered too much'));
    });
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(late);
      resolve(answer);
    });
    // Half closed where the end of the file is told: the daemon answers and closes.
    socket.write('zINSTREAM\0');
    for (let from = 0; from < bytes.length; from += PART) {
      const part = bytes.subarray(from, from + PART);
      socket.write(lengthOf(part));
      socket.write(part);
    }
    socket.write(lengthOf(new Uint8Array()));
  });
}

/** Four bytes, the greatest first; a part without bytes ends the file. */
function lengthOf(part: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, part.length);
  return length;
}
