/** Bytes for the socket of a server, and how they are to be taken for. */
export interface RawForm {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Forms of each family. */
const VARIATIONS = 40;

const GET = 'GET /health/live HTTP/1.1\r\nHost: a\r\n';
const POST = 'POST /v1/rounds HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

/** The `n`-th of several, round and round. */
function nth<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
}

/** A byte that depends on `n` alone, and looks like any other. */
function byteOf(n: number): number {
  return (Math.imul(n + 1, 0x9e_37_79_b1) >>> 11) & 0xff;
}

const CODINGS = [
  'chunked',
  'Chunked',
  'chunked, identity',
  'identity',
  'gzip, chunked',
  'xchunked',
  '"chunked"',
  'chunked;a=b',
];
const LENGTHS = [
  '-1',
  '+5',
  '0x10',
  '1e3',
  '9'.repeat(30),
  '5, 5',
  '5 5',
  '',
  ' ',
  '٣',
  '1.5',
  '18446744073709551616',
];
const VERSIONS = [
  'HTTP/0.9',
  'HTTP/1.2',
  'HTTP/2.0',
  'HTTP/9.9',
  'http/1.1',
  'HTTP/1',
  'HTTP/1.1.1',
  'HTTP 1.1',
  'HTTP/١.١',
  '',
  'HTTP/1.1 x',
  'XHTTP/1.1',
];
const METHODS = [
  'FOO',
  'get',
  'G E T',
  '',
  'GET\0',
  'GÉT',
  'PRI',
  'TRACE',
  'CONNECT',
  'OPTIONS',
  '\r\n\r\nGET',
  'GET\t',
  'PROPFIND',
  '(',
];
const CONTROLS = ['\0', '\u0001', '\u000b', '\u007f', '\r', '\n', '\u0008', '\u001b[31m'];
const TARGETS = [
  '',
  '*',
  'http://a/health/live',
  'a:443',
  '//a//b',
  '/%',
  '/%zz',
  '/%ff',
  '/%00',
  '/\u00e6',
  '/a b',
  '/#x',
  '/?',
  '/..',
  '/v1/../../etc/passwd',
  '/v1/%2e%2e/%2e%2e/etc',
  '\\v1',
  '/v1/dwellings/%ed%a0%80',
  '/v1;x=y',
  '/v1/dwellings?limit=%',
];
const STARTS = [
  Buffer.from('16030100c8010000c40303', 'hex'),
  Buffer.from('050100', 'hex'),
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from('SSH-2.0-OpenSSH\r\n'),
  Buffer.from('EHLO a\r\n'),
  Buffer.from('PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n'),
  Buffer.from('00000008 04d2162f'.replace(' ', ''), 'hex'),
];

/** What is wrong with the bytes, by the number of the variation. */
const FAMILIES: Readonly<Record<string, (n: number) => string | Buffer>> = {
  'length and chunks': (n) =>
    `${POST}Content-Length: ${n}\r\nTransfer-Encoding: ${nth(CODINGS, n)}\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n`,
  'chunks and length': (n) =>
    `${POST}Transfer-Encoding: ${nth(CODINGS, n)}\r\nContent-Length: ${4 + n}\r\n\r\n${n.toString(16)}\r\n`,
  'two lengths': (n) => `${POST}Content-Length: ${n}\r\nContent-Length: ${n + 1}\r\n\r\n${'x'.repeat(n + 1)}`,
  'a length that is none': (n) => `${POST}Content-Length: ${nth(LENGTHS, n)}\r\n\r\n{}`,
  'a coding in disguise': (n) =>
    `${POST}${nth(['Transfer-Encoding : chunked', 'Transfer-Encoding:\u000bchunked', ' Transfer-Encoding: chunked', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: x', 'Transfer-Encoding\0: chunked'], n)}\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
  'a chunk that is none': (n) =>
    `${POST}Transfer-Encoding: chunked\r\n\r\n${nth(['g', '-1', 'f'.repeat(17), '0x5', '5;'.padEnd(20_000, 'a'), '', ' 5', '5\n', '1\r\nxx\r\n'], n)}\r\n`,
  'another version': (n) => `GET /health/live ${nth(VERSIONS, n)}\r\nHost: a\r\n\r\n`,
  'another method': (n) => `${nth(METHODS, n)} /health/live HTTP/1.1\r\nHost: a\r\n\r\n`,
  'another target': (n) => `GET ${nth(TARGETS, n)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'a target that is too long': (n) => `GET /${'a'.repeat(7_900 + 300 * n)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'a header that is too long': (n) => `${GET}X-Long: ${'x'.repeat(15_000 + 3_000 * n)}\r\n\r\n`,
  'too many headers': (n) => `${GET}${`X-${n}: y\r\n`.repeat(1_000 + 100 * n)}\r\n`,
  'a header twice': (n) => {
    const name = nth(
      [
        'Host',
        'Authorization',
        'Content-Type',
        'If-Match',
        'Idempotency-Key',
        'X-Request-Id',
        'Cookie',
        'Origin',
      ],
      n,
    );
    return `${POST}${name}: a\r\n${name}: b\r\nContent-Length: 2\r\n\r\n{}`;
  },
  'a control character in a value': (n) => `${GET}X-A: a${nth(CONTROLS, n)}b\r\n\r\n`,
  'a control character in a name': (n) => `${GET}X-A${nth(CONTROLS, n)}B: a\r\n\r\n`,
  'a control character in the target': (n) => `GET /a${nth(CONTROLS, n)}b HTTP/1.1\r\nHost: a\r\n\r\n`,
  'a line that is no header': (n) =>
    `${GET}${nth([': a', 'no colon', ' folded', '\tfolded', 'a b: c', 'æ: b', '(: b', 'X-A: b\r\n c'], n)}\r\n\r\n`,
  'line feeds alone': (n) => `${GET}X: y\r\n\r\n`.replaceAll('\r\n', nth(['\n', '\r', '\n\r', '\r\r\n'], n)),
  'half a head': (n) => `${POST}Content-Length: 100\r\nAuthorization: Bearer x`.slice(0, 4 + 3 * n),
  'half a body': (n) => `${POST}Content-Length: ${100 + n}\r\n\r\n{"meetingOn":`,
  'requests in a row': (n) =>
    `${GET}\r\n`.repeat(1 + (n % 10)) +
    nth(['x', '\0\0\0\0', 'GET', ' / HTTP/1.1\r\n\r\n', '\r\n\r\n\r\n'], n),
  'another protocol': (n) => Buffer.concat([nth(STARTS, n), Buffer.alloc(n, byteOf(n))]),
  noise: (n) => Buffer.from(Array.from({ length: 50 + 10 * n }, (_, at) => byteOf(n * 1_000 + at))),
  'a wish for another protocol': (n) =>
    `${GET}${nth(['Connection: Upgrade\r\nUpgrade: websocket', 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA', 'Expect: 200-ok', 'Expect: 100-continue', 'TE: trailers', 'Connection: close, keep-alive'], n)}\r\n\r\n`,
  'a body that is no text': (n) => {
    const body = nth(
      [
        Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
        Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
        Buffer.from([0x1f, 0x8b, 0x08]),
        Buffer.from('{"a":"\0"}'),
        Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
        Buffer.from([0xc0, 0x80]),
      ],
      n,
    );
    const kind = nth(['', 'Content-Encoding: gzip\r\n', 'Content-Encoding: br\r\n'], Math.floor(n / 6));
    return Buffer.concat([Buffer.from(`${POST}${kind}Content-Length: ${body.length}\r\n\r\n`), body]);
  },
};

/** A thousand forms of requests that are none, or are two; the same ones each time. */
export function rawForms(): readonly RawForm[] {
  return Object.entries(FAMILIES).flatMap(([family, make]) =>
    Array.from({ length: VARIATIONS }, (_, n) => {
      const made = make(n);
      return { name: `${family} ${n}`, bytes: typeof made === 'string' ? Buffer.from(made) : made };
    }),
  );
}
