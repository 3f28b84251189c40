import type { LookupAddress } from 'node:dns';
import { lookup as lookupAddresses } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { LOOPBACK_HOSTS } from '@boligtrapp/domain';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** Settings of {@link createGuardedPost}. */
export interface GuardedPostOptions {
  /** Whether `localhost` may be called by that name, and without TLS; for development. */
  readonly allowsLoopback: boolean;
  /** From the beginning of the call to the end of the answer; 10 s when not given. */
  readonly timeoutMs?: number;
  /** How names are resolved; by the system when not given. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
  /** Certificates that are trusted instead of those of the system. */
  readonly ca?: string;
}

/** A post. */
export interface GuardedPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of a post. */
export type PostAnswer =
  | { readonly outcome: 'delivered' | 'refused' | 'redirected'; readonly statusCode: number }
  | { readonly outcome: 'timed-out' | 'unreachable' | 'address-not-allowed'; readonly statusCode: null };

const TIMEOUT_MS = 10_000;
const MOST_HEADER_BYTES = 16_384;
/** Bytes of an answer that are read so that its connection ends well; nothing of it is looked at. */
const MOST_ANSWER_BYTES = 65_536;

class AddressNotAllowedError extends Error {
  override readonly name = 'AddressNotAllowedError';
}

/**
 * Posts to addresses that others have chosen. A name is resolved once for each call, and the connection goes to the
 * very addresses that were looked at: one that is not public refuses the call, so that a name that leads into the own
 * network, now or from the second question on, reaches nothing. Follows no redirect, keeps no connection, sends nothing
 * of its own, and reads no more of an answer than its status.
 */
export function createGuardedPost(options: GuardedPostOptions): (post: GuardedPost) => Promise<PostAnswer> {
  const { timeoutMs = TIMEOUT_MS } = options;
  return async (post) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const statusCode = await send(options, post, timeout);
      return { outcome: classOf(statusCode), statusCode };
    } catch (error) {
      if (error instanceof AddressNotAllowedError)
        return { outcome: 'address-not-allowed', statusCode: null };
      return { outcome: timeout.aborted ? 'timed-out' : 'unreachable', statusCode: null };
    }
  };
}

function classOf(statusCode: number): 'delivered' | 'refused' | 'redirected' {
  if (statusCode >= 200 && statusCode < 300) return 'delivered';
  return statusCode >= 300 && statusCode < 400 ? 'redirected' : 'refused';
}

async function send(
  options: GuardedPostOptions,
  { url: text, headers, body }: GuardedPost,
  signal: AbortSignal,
): Promise<number> {
  const url = new URL(text);
  const isOwnMachine = options.allowsLoopback && LOOPBACK_HOSTS.has(url.hostname);
  const isAllowed = (address: string): boolean =>
    isPublicAddress(address) || (isOwnMachine && isLoopbackAddress(address));
  // An address that stands in the URL itself is connected to without being looked up.
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0 && !isAllowed(literal)) throw new AddressNotAllowedError();
  if (url.protocol !== 'https:' && !isOwnMachine) throw new AddressNotAllowedError();
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return await new Promise<number>((resolve, reject) => {
    const call: ClientRequest = request(url, {
      method: 'POST',
      // A connection of its own: one that is kept could have been made for another name.
      agent: false,
      headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
      lookup: guardedLookup(options, isAllowed),
      maxHeaderSize: MOST_HEADER_BYTES,
      signal,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    call.on('error', reject);
    call.on('response', (answer) => {
      drain(answer).then(() => resolve(answer.statusCode ?? 0), reject);
    });
    call.end(body);
  });
}

/** Reads to the end of the answer, or to as much of it as is read at all. */
async function drain(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
    if (bytes > MOST_ANSWER_BYTES) break;
  }
  answer.destroy();
}

function guardedLookup(
  { resolve = resolveBySystem }: GuardedPostOptions,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (first === undefined) return callback(new Error('the name has no address'), '', 0);
        // All of them, or none: a name that leads here and there is not to be trusted.
        if (!found.every(({ address }) => isAllowed(address))) {
          return callback(new AddressNotAllowedError(), '', 0);
        }
        return all === true ? callback(null, [...found]) : callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('not resolved'), '', 0),
    );
  };
}

async function resolveBySystem(hostname: string): Promise<readonly LookupAddress[]> {
  return await lookupAddresses(hostname, { all: true });
}
