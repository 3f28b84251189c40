import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { createAuditSealer, createIdSource } from '@boligtrapp/platform';
import { aMunicipality, type BuilderScope, createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import {
  type Actor,
  appendAuditEvent,
  parseAnchor,
  type SealedAnchor,
  verifyAudit,
} from '@boligtrapp/use-cases';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anchorAll } from './audit-anchors.ts';

const sealer = createAuditSealer({ keyId: 'test-1', key: Buffer.alloc(32, 3) });
const ids = createIdSource();

let database: TestDatabase;
let db: Db;
let relayPool: Pool;
let home: BuilderScope;
let other: BuilderScope;
let folder: string;
let file: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { url } = database;
  db = createDb(createPool({ url, role: DATABASE_ROLES.app, applicationName: 'anchors-test' }), {
    sealAuditHead: sealer.seal,
  });
  relayPool = createPool({ url, role: DATABASE_ROLES.relay, applicationName: 'anchors-test' });
  home = await aMunicipality(db);
  other = await aMunicipality(db);
  folder = await mkdtemp(join(tmpdir(), 'boligtrapp-anchors-'));
});
afterAll(async () => {
  await Promise.all([db.destroy(), relayPool.end()]);
  await database.drop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  file = join(folder, `${ids.next()}.jsonl`);
});

/** Ten minutes pass, so that what was written is settled. */
function depsAt(instant: Temporal.Instant, url?: string) {
  const clock = {
    now: () => instant.toString(),
    today: () => {
      throw new Error('not asked');
    },
  };
  return { db, clock, sealer, relayPool, file, url };
}

const soon = (): Temporal.Instant => Temporal.Now.instant().add({ minutes: 10 });

async function append({ municipalityId }: BuilderScope): Promise<void> {
  const actor: Actor = { id: 'kari', role: 'case-officer', municipalityId, requestId: ids.next() };
  await inTenant(db, { municipalityId, actorId: actor.id }, async (tx) => {
    await appendAuditEvent(tx, actor, { action: 'x.done', objectKind: 'x', objectId: ids.next() });
  });
}

async function anchorsOf({ municipalityId }: BuilderScope): Promise<readonly SealedAnchor[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines
    .flatMap((line) => parseAnchor(line) ?? [])
    .filter((one) => one.municipalityId === municipalityId);
}

/** A receiver that answers what it is told, and keeps what it was sent. */
async function aReceiver(status: number): Promise<{ url: string; received: unknown[]; server: Server }> {
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      received.push(JSON.parse(body));
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a port');
  return { url: `http://127.0.0.1:${address.port}/`, received, server };
}

describe('anchoring the traces', () => {
  it('adds a line for each municipality, whose readings go on where those of the line before end', async () => {
    await append(home);
    const first = soon();
    await anchorAll(depsAt(first));
    await append(home);
    await anchorAll(depsAt(first.add({ hours: 1 })));
    const [one, two, ...more] = await anchorsOf(home);
    expect(more).toEqual([]);
    expect(two).toMatchObject({ sequence: (one?.sequence ?? 0) + 1, accessFrom: one?.accessUntil });
    expect(await anchorsOf(other)).toHaveLength(2);
    for (const scope of [home, other]) {
      const { municipalityId } = scope;
      expect((await verifyAudit({ db, sealer }, municipalityId, await anchorsOf(scope))).faults).toEqual([]);
    }
  });

  it('passes over a line that was torn by a crash, and goes on from the last whole one', async () => {
    await anchorAll(depsAt(soon()));
    await appendFile(file, '{"format":"boligtrapp-audit-an\n');
    await anchorAll(depsAt(soon().add({ hours: 1 })));
    const [one, two] = await anchorsOf(home);
    expect(two?.accessFrom).toBe(one?.accessUntil);
  });

  it('posts each anchor, too', async () => {
    const { url, received, server } = await aReceiver(204);
    await anchorAll(depsAt(soon(), url));
    server.close();
    expect(received).toEqual(
      [...(await anchorsOf(home)), ...(await anchorsOf(other))].toSorted(byPosition(received)),
    );
  });

  it.each([500, 302])(
    'says so when the address answers %i, and has the file all the same',
    async (status) => {
      const { url, received, server } = await aReceiver(status);
      await expect(anchorAll(depsAt(soon(), url))).rejects.toThrow('2 anchors were not kept');
      server.close();
      expect(received).toHaveLength(2);
      expect(await anchorsOf(home)).toHaveLength(1);
      expect(await anchorsOf(other)).toHaveLength(1);
    },
  );
});

/** In the order in which they arrived. */
function byPosition(received: readonly unknown[]): (one: SealedAnchor, two: SealedAnchor) => number {
  const texts = received.map((anchor) => JSON.stringify(anchor));
  return (one, two) => texts.indexOf(JSON.stringify(one)) - texts.indexOf(JSON.stringify(two));
}
