import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { AddressTooLongError } from '../problems/address-too-long-error.ts';
import { RequestFault } from '../problems/request-fault.ts';

/** Name of {@link limits} among the plugins. */
export const LIMITS_PLUGIN_ID = 'limits';

/** Levels of a body at most. */
const MAX_DEPTH = 20;

/**
 * Server options that bound what one caller can take: size of body and headers, and the time a connection may
 * idle, send its headers, send a request and wait for an answer. Without them one caller with slow connections
 * can hold them all.
 */
export const SERVER_LIMITS = {
  bodyLimit: 64 * 1024,
  connectionTimeout: 10_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 10_000,
  // Longer than the longest statement of the database.
  handlerTimeout: 20_000,
  maxRequestsPerSocket: 0,
  http: { maxHeaderSize: 16 * 1024, headersTimeout: 4_000, connectionsCheckingInterval: 1_000 },
} as const;

/** Characters of an address at most, the query included. */
const LONGEST_ADDRESS = 8_000;

/**
 * Refuses addresses that are too long, texts that PostgreSQL or JSON cannot hold (NUL, half a surrogate pair), in
 * headers too, and bodies that are too deep.
 */
export const limits = fp(
  async (app: FastifyInstance) => {
    app.removeContentTypeParser('text/plain');
    // What a caller expects beside an answer is passed over; else the runtime refuses it in a form of its own.
    app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
    app.addHook('onRequest', async (request) => {
      if (request.raw.url !== undefined && request.raw.url.length > LONGEST_ADDRESS) {
        throw new AddressTooLongError();
      }
    });
    app.addHook('preValidation', async (request) => {
      refuseUnstorable('/headers', request.headers, 0);
      refuseUnstorable('/params', request.params, 0);
      refuseUnstorable('/query', request.query, 0);
      refuseUnstorable('/body', request.body, 0);
    });
  },
  { name: LIMITS_PLUGIN_ID, fastify: '5.x' },
);

function refuseUnstorable(pointer: string, value: unknown, depth: number): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new RequestFault(pointer, 'character-not-allowed');
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  // A file, which is read piece by piece and checked row by row.
  if (value instanceof Readable) return;
  if (depth === MAX_DEPTH) throw new RequestFault(pointer, 'too-deep');
  for (const [key, part] of Object.entries(value)) {
    refuseUnstorable(pointer, key, depth + 1);
    refuseUnstorable(`${pointer}/${key}`, part, depth + 1);
  }
}
