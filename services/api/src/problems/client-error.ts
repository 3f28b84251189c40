import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE } from '@boligtrapp/contracts';
import type { ConnectionError } from 'fastify';
import type { EdgeProblemCode } from './edge-problems.ts';
import { PROBLEM_PAGES } from './problem-document.ts';
import { PROBLEMS } from './problem-map.ts';

const CODES: Readonly<Record<string, EdgeProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'request.headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
};

/**
 * Answers bytes that are no HTTP request, on the bare socket, and closes it. There is no request yet, hence no
 * request id and no choice of language.
 */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const code = CODES[error.code] ?? 'request.malformed';
    const { status, title } = PROBLEMS[code];
    const body = JSON.stringify({ type: `${PROBLEM_PAGES}/${code}`, title: title.nb, status, code });
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}
