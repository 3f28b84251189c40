import { createHash, timingSafeEqual } from 'node:crypto';
import { readKoboDwelling } from '@boligtrapp/kobo';
import { sleep } from '@boligtrapp/platform';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { DwellingStore, etagOf, type StoredDwelling } from './dwelling-store.ts';
import { type CallFault, type Faults, NO_FAULTS, readFaults } from './faults.ts';
import { createHintSender, type HintSender } from './hint-sender.ts';

/** Settings of {@link createKoboStandIn}. */
export interface KoboStandInOptions {
  /** The key that callers must have, in `x-api-key`. */
  readonly apiKey: string;
  /** Where the dwellings are kept beyond the process; nowhere where nothing is said. */
  readonly file?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A stand-in of Kobo, ready to listen. */
export interface KoboStandIn {
  readonly app: FastifyInstance;
  readonly store: DwellingStore;
  readonly hints: HintSender;
  setFaults(faults: Partial<Faults>): void;
}

interface ById {
  readonly Params: { readonly koboId: string };
}

/**
 * A server that keeps the published contract of Kobo's Bolig API as far as it goes (`openapi/kobo`), for development and
 * tests: `/kobobolig`. What is not published (codes and bodies of answers, headers) is its own. The operations without a
 * published address (reservation, tildeling, leieforhold) are not there. Under `/control` it is told what is to go
 * wrong, and what somebody changes there.
 *
 * @throws {Error} in production.
 */
export function createKoboStandIn({ apiKey, file, environment }: KoboStandInOptions): KoboStandIn {
  if (environment['NODE_ENV'] === 'production') {
    throw new Error('the stand-in of Kobo is for development: it does not run with NODE_ENV=production');
  }
  const store = new DwellingStore(file);
  let faults = NO_FAULTS;
  const hints = createHintSender(() => faults);
  const app = fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });

  /** The fault of this call. */
  const nextFault = (): CallFault => {
    const { calls, times } = faults;
    if (times === null || calls === 'none') return calls;
    faults = times <= 1 ? { ...faults, calls: 'none', times: null } : { ...faults, times: times - 1 };
    return times === 0 ? 'none' : calls;
  };
  const isCaller = (request: FastifyRequest): boolean => hasKey(request, apiKey);
  void app.register(async (api) => {
    api.addHook('onRequest', async (request, reply) => {
      if (!isCaller(request)) return await reply.code(401).send({ feil: 'nøkkel mangler' });
      const fault = nextFault();
      request.fault = fault;
      return await failBefore(fault, faults, reply);
    });
    addDwellingRoutes(api, store, hints);
  });
  void app.register(async (control) => addControlRoutes(control, { store, hints, setFaults }), {
    prefix: '/control',
  });
  app.decorateRequest('fault', 'none');
  app.addHook('onClose', async () => {
    await hints.idle();
    store.save();
  });
  function setFaults(next: Partial<Faults>): void {
    faults = { ...NO_FAULTS, ...next };
  }
  return { app, store, hints, setFaults };
}

declare module 'fastify' {
  interface FastifyRequest {
    fault: CallFault;
  }
}

function hasKey({ headers }: FastifyRequest, apiKey: string): boolean {
  return timingSafeEqual(hash(String(headers['x-api-key'])), hash(apiKey));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function failBefore(fault: CallFault, { slowMs }: Faults, reply: FastifyReply): Promise<unknown> {
  if (fault === 'down') {
    reply.hijack();
    return reply.raw.destroy();
  }
  if (fault === 'slow') {
    await sleep(slowMs);
  }
  if (fault === 'too-many')
    return await reply.code(429).header('retry-after', '1').send({ feil: 'for mange' });
  if (fault === 'broken') return await reply.code(500).send({ feil: 'ukjent' });
  return undefined;
}

function addDwellingRoutes(api: FastifyInstance, store: DwellingStore, hints: HintSender): void {
  const answer = async (
    { fault }: FastifyRequest,
    reply: FastifyReply,
    { koboId, dwelling }: StoredDwelling,
    status: number,
  ): Promise<unknown> => {
    if (status !== 200 || fault === 'lost') hints.tell(koboId);
    if (fault === 'lost') return await reply.code(500).send({ feil: 'ukjent' });
    return await reply.code(status).header('etag', etagOf(dwelling)).send(dwelling);
  };

  api.post('/kobobolig', async (request, reply) => {
    const read = readKoboDwelling(request.body);
    if (read.kind === 'faulty') return await reply.code(400).send({ feil: read.faults });
    if (store.hasSupplierId(read.supplierId)) return await reply.code(409).send({ feil: 'finnes' });
    return await answer(request, reply, store.add(read.dwelling), 201);
  });

  api.get<ById>('/kobobolig/:koboId', async (request, reply) => {
    const stored = store.find(request.params.koboId);
    if (stored === undefined) return await reply.code(404).send({ feil: 'finnes ikke' });
    const isOld = request.fault === 'stale' && stored.before !== null;
    const dwelling = isOld ? (stored.before ?? stored.dwelling) : stored.dwelling;
    return await reply.header('etag', etagOf(dwelling)).send(dwelling);
  });

  api.put<ById>('/kobobolig/:koboId', async (request, reply) => {
    const stored = store.find(request.params.koboId);
    if (stored === undefined) return await reply.code(404).send({ feil: 'finnes ikke' });
    const match = request.headers['if-match'];
    if (match !== undefined && match !== etagOf(stored.dwelling)) {
      return await reply.code(412).send({ feil: 'endret i mellomtiden' });
    }
    const read = readKoboDwelling(request.body);
    if (read.kind === 'faulty') return await reply.code(400).send({ feil: read.faults });
    const replaced = store.replace(stored, read.dwelling);
    hints.tell(replaced.koboId);
    return await answer(request, reply, replaced, 200);
  });

  api.delete<ById>('/kobobolig/:koboId', async (request, reply) => {
    const stored = store.find(request.params.koboId);
    if (stored === undefined) return await reply.code(404).send({ feil: 'finnes ikke' });
    store.remove(stored);
    hints.tell(stored.koboId);
    return await reply.code(204).send();
  });
}

type Control = Pick<KoboStandIn, 'store' | 'hints' | 'setFaults'>;

/** No key: it listens on this machine only, and holds what the demo made up. */
function addControlRoutes(control: FastifyInstance, { store, hints, setFaults }: Control): void {
  control.get('/dwellings', async () => store.list().map(({ koboId, dwelling }) => ({ koboId, dwelling })));

  control.put('/faults', async (request, reply) => {
    const faults = readFaults(request.body);
    if (faults === undefined) return await reply.code(400).send({ feil: 'ukjent feil' });
    setFaults(faults);
    return faults;
  });

  control.put('/webhook', async (request, reply) => {
    const { body } = request;
    if (typeof body !== 'object' || body === null || !('url' in body) || !('key' in body)) {
      return await reply.code(400).send({ feil: 'url og key mangler' });
    }
    hints.setWebhook({ url: String(body.url), key: String(body.key) });
    return await reply.code(204).send();
  });

  control.patch<ById>('/dwellings/:koboId', async (request, reply) => {
    const stored = store.find(request.params.koboId);
    if (stored === undefined) return await reply.code(404).send({ feil: 'finnes ikke' });
    const read = readKoboDwelling({ ...stored.dwelling, ...Object(request.body) });
    if (read.kind === 'faulty') return await reply.code(400).send({ feil: read.faults });
    const edited = store.edit(stored, read.dwelling);
    hints.tell(edited.koboId);
    return edited.dwelling;
  });
}
