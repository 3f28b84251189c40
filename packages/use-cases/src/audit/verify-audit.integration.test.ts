import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AuditScene,
  appendEvents,
  aSealer,
  openAuditScene,
  restoreTraces,
  saveTraces,
} from '../../test/audit-scene.ts';
import { makeAnchor, type SealedAnchor } from './audit-anchor.ts';
import { type AuditVerification, verifyAudit } from './verify-audit.ts';

const EVENTS = 40;

let scene: AuditScene;
let anchor: SealedAnchor;

beforeAll(async () => {
  scene = await openAuditScene();
  await appendEvents(scene, EVENTS);
  anchor = await anchorNow();
});
afterAll(async () => {
  await scene.close();
});

/** An anchor as it is made ten minutes from now: whose readings reach until now. */
async function anchorNow(previous?: SealedAnchor): Promise<SealedAnchor> {
  const clock = {
    now: () => Temporal.Now.instant().add({ minutes: 10 }).toString(),
    today: () => {
      throw new Error('not asked');
    },
  };
  return await makeAnchor({ ...scene, clock }, scene.home.municipalityId, previous);
}

async function verify(anchors: readonly SealedAnchor[] = [anchor]): Promise<AuditVerification> {
  return await verifyAudit(scene, scene.home.municipalityId, anchors);
}

describe('untouched traces', () => {
  it('are found whole: every event, the sealed head, the anchor and its readings', async () => {
    expect(await verify()).toEqual({
      municipalityId: scene.home.municipalityId,
      eventCount: EVENTS,
      accessCount: EVENTS / 2,
      anchorCount: 1,
      anchoredUntil: anchor.anchoredAt,
      faults: [],
    });
  });

  it('go on after an anchor, and the next one counts only what is new', async () => {
    await appendEvents(scene, 4);
    const next = await anchorNow(anchor);
    expect(next).toMatchObject({ sequence: EVENTS + 4, accessFrom: anchor.accessUntil, accessCount: 2 });
    expect((await verify([anchor, next])).faults).toEqual([]);
  });

  it('of a municipality without any are whole, too', async () => {
    const other = '01980000-0000-7000-8000-00000000beef';
    expect(await verifyAudit(scene, other)).toMatchObject({ eventCount: 0, faults: [] });
  });
});

describe('an anchor', () => {
  it('of somebody without the key proves nothing', async () => {
    const { keyId: _k, seal: _s, ...content } = anchor;
    const changed = { ...anchor, sequence: 3 };
    const sealedByOther = { ...content, ...aSealer('another-key').seal('x') };
    for (const forged of [changed, sealedByOther]) {
      expect((await verify([forged])).faults).toEqual([
        { kind: 'anchor-forged', anchoredAt: anchor.anchoredAt },
      ]);
    }
  });

  it('finds a chain that was cut and given back an older head with a true seal', async () => {
    const before = await saveTraces(scene);
    await appendEvents(scene, 2);
    const [after, later] = [await saveTraces(scene), await anchorNow(anchor)];
    await restoreTraces(scene, { ...after, events: before.events, heads: before.heads });
    // The seal is true and the chain ends at it: without what is kept outside nobody could tell.
    expect((await verify([anchor])).faults).toEqual([]);
    expect((await verify([anchor, later])).faults).toContainEqual({
      kind: 'anchor-differs',
      anchoredAt: later.anchoredAt,
      sequence: EVENTS + 6,
    });
    await restoreTraces(scene, after);
  });
});

/** What somebody who may do everything in the database, but has no key, could try; at a place chosen by `at`, 0 to 1. */
const TAMPERINGS: Readonly<Record<string, (at: number) => readonly string[]>> = {
  'changes what an event says': (at) => [
    `update audit_events set after = jsonb_set(after, '{bedrooms}', '77') where sequence = ${event(at)}`,
  ],
  'changes who it was': (at) => [`update audit_events set actor = 'x' where sequence = ${event(at)}`],
  'changes when it was': (at) => [
    `update audit_events set occurred_at = occurred_at + interval '1 microsecond' where sequence = ${event(at)}`,
  ],
  'gives a reason': (at) => [
    `update audit_events set reason = coalesce(reason, '') || ' ' where sequence = ${event(at)}`,
  ],
  'changes an event and its hash': (at) => [
    `update audit_events set actor = 'x' where sequence = ${event(at)}`,
    rehash(event(at)),
  ],
  'takes an event out': (at) => [`delete from audit_events where sequence = ${event(at)}`],
  'takes an event out and closes the gap': (at) => [
    `delete from audit_events where sequence = ${event(at)}`,
    `update audit_events set sequence = -sequence where sequence > ${event(at)}`,
    'update audit_events set sequence = -sequence - 1 where sequence < 0',
  ],
  'changes two events for each other': (at) => [
    `update audit_events e set actor = o.actor, object_id = o.object_id from audit_events o
       where e.sequence in (${event(at)}, ${other(at)}) and o.sequence = ${event(at)} + ${other(at)} - e.sequence`,
  ],
  'cuts the end off': (at) => [`delete from audit_events where sequence >= ${event(at)}`],
  'cuts the end off and moves the head': (at) => [
    `delete from audit_events where sequence > ${event(at)}`,
    HEAD_TO_END,
  ],
  'cuts the end off and takes the head away': (at) => [
    `delete from audit_events where sequence > ${event(at)}`,
    'delete from audit_heads',
  ],
  'takes everything away': () => ['delete from audit_events', 'delete from audit_heads'],
  'adds an event without the key': () => [
    `insert into audit_events select municipality_id, sequence + 1, occurred_at, 'x', role, action, object_kind, object_id,
       before, after, reason, request_id, hash, hash from audit_events order by sequence desc limit 1`,
    rehash('(select max(sequence) from audit_events)'),
  ],
  'writes the chain anew from a place on': (at) => [
    `update audit_events set actor = 'x' where sequence = ${event(at)}`,
    rehashFrom(event(at)),
  ],
  'writes the chain anew and moves the head': (at) => [
    `update audit_events set actor = 'x' where sequence = ${event(at)}`,
    rehashFrom(event(at)),
    HEAD_TO_END,
  ],
  'writes the whole chain anew': () => [
    `update audit_events set role = 'leader'`,
    rehashFrom('1'),
    HEAD_TO_END,
  ],
  'changes a reading': (at) => [`update access_events set actor = 'x' where id = ${reading(at)}`],
  'takes a reading out': (at) => [`delete from access_events where id = ${reading(at)}`],
  'changes whom a reading was about': (at) => [
    `update access_events set household_ids = household_ids || id where id = ${reading(at)}`,
  ],
  'adds a reading': (at) => [
    `insert into access_events select municipality_id, gen_random_uuid(), occurred_at, 'x', role, operation,
       household_ids, request_id from access_events where id = ${reading(at)}`,
  ],
};

const COMPUTED = `encode(sha256(convert_to(jsonb_build_array(e.previous_hash, e.sequence,
  extract(epoch from e.occurred_at), e.actor, e.role, e.action, e.object_kind, e.object_id, e.before, e.after, e.reason,
  e.request_id)::text, 'UTF8')), 'hex')`;
const HEAD_TO_END = `update audit_heads h set sequence = e.sequence, hash = e.hash from
  (select sequence, hash from audit_events order by sequence desc limit 1) e`;

function event(at: number): string {
  return String(1 + Math.floor(at * EVENTS));
}

function other(at: number): string {
  return String(1 + ((Math.floor(at * EVENTS) + 7) % EVENTS));
}

function reading(at: number): string {
  return `(select id from access_events order by id offset ${Math.floor((at * EVENTS) / 2)} limit 1)`;
}

function rehash(sequence: string): string {
  return `update audit_events e set hash = ${COMPUTED} where e.sequence = ${sequence}`;
}

function rehashFrom(sequence: string): string {
  return `do $$ declare one record; begin
    for one in select sequence from audit_events where sequence >= ${sequence} order by sequence loop
      update audit_events e set previous_hash = coalesce(
        (select p.hash from audit_events p where p.sequence = e.sequence - 1), repeat('0', 64)) where e.sequence = one.sequence;
      update audit_events e set hash = ${COMPUTED} where e.sequence = one.sequence;
    end loop; end $$`;
}

/** Tries of each kind: 50 in all, more with `TEST_RUNS_FACTOR`. */
const TRIES = Math.round(50 * Number(process.env['TEST_RUNS_FACTOR'] ?? '1'));

describe('tampering without the key is found, wherever it is:', () => {
  it.each(Object.entries(TAMPERINGS))('%s', async (_, tamper) => {
    const [saved, now] = [await saveTraces(scene), await anchorNow(anchor)];
    const anchors = [anchor, now];
    expect((await verify(anchors)).faults).toEqual([]);
    for (let tried = 0; tried < TRIES; tried += 1) {
      const at = (tried + 0.5) / TRIES;
      for (const statement of tamper(at)) await scene.admin.query(statement);
      const { faults } = await verify(anchors);
      await restoreTraces(scene, saved);
      expect(faults, `try ${tried}`).not.toEqual([]);
    }
    expect((await verify(anchors)).faults).toEqual([]);
  });

  it('and without head and anchors much of it would not be', async () => {
    const saved = await saveTraces(scene);
    for (const statement of TAMPERINGS['writes the whole chain anew']?.(0) ?? []) {
      await scene.admin.query(statement);
    }
    const { faults } = await verify([]);
    await restoreTraces(scene, saved);
    // The chain itself is sound again: only the seal tells.
    expect(faults.map(({ kind }) => kind)).toEqual(['head-forged']);
  });
});
