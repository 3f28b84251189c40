import { sensitive } from '@boligtrapp/domain';
import type { LookupHasher } from '@boligtrapp/use-cases';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

/** What {@link keyedHashes} needs. */
export interface KeyedHashesOptions {
  readonly lookupHasher: LookupHasher;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Hashes of a text under the lookup keys, in the caller's municipality, each behind its key's name; the one in use first. */
    hashWithKeys(text: string): readonly string[];
  }
}

/** Before the text, so that the hash of a request is never that of a number which is searched by. */
const PURPOSE = 'idempotency\n';

/** Gives requests hashes that nobody can guess at who has the database alone. */
export const keyedHashes = fp<KeyedHashesOptions>(
  async (app: FastifyInstance, { lookupHasher }) => {
    app.decorateRequest('hashWithKeys', function hashWithKeys(this: FastifyRequest, text: string) {
      if (this.actor === null) throw new Error('a route that keeps its answers knows who asks');
      return lookupHasher
        .hashes(sensitive(PURPOSE + text), this.actor.municipalityId)
        .map(({ keyId, hash }) => `${keyId}:${Buffer.from(hash).toString('hex')}`);
    });
  },
  { name: 'keyed-hashes', fastify: '5.x' },
);
