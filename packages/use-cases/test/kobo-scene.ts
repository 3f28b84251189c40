import type { KoboLinkRow } from '@boligtrapp/database';
import { findKoboLink, listDueKoboLinks } from '@boligtrapp/database';
import type { KoboDwelling } from '@boligtrapp/kobo';
import { aDwelling, aMunicipality, aPlaceToLive, type BuilderScope, nextId } from '@boligtrapp/testing';
import {
  type Actor,
  type KoboSyncDeps,
  linkKoboDwelling,
  pauseAfterFaults,
  readUnlinkedDwelling,
  syncKoboDwelling,
} from '../src/index.ts';
import { FakeKobo } from './fake-kobo.ts';
import { actorOf, aRequest, peek, type RecordsScene, TODAY } from './records-scene.ts';

/** What Kobo has of a dwelling beside what we speak of. */
export const BESIDE: KoboDwelling = {
  adresse: { gatenavn: 'Storgata', nummer: 1 },
  boligtype: 'TYPE_NOBODY_KNOWS',
  eieform: 'FORM_NOBODY_KNOWS',
  husstand: { antall: 2 },
  somethingNew: { deep: [1, null, 'x'] },
  egenskaper: ['BALKONG'],
};

/** A municipality with a Kobo of its own, and time that passes when it is told to. */
export interface KoboScene {
  readonly scope: BuilderScope;
  readonly actor: Actor;
  readonly buildingId: string;
  readonly kobo: FakeKobo;
  readonly deps: KoboSyncDeps;
  /** Lets time pass. */
  wait(ms: number): void;
  /** A dwelling that is linked with one in Kobo which has the same of everything. */
  aLinked(changes?: { readonly bedrooms?: number; readonly has_lift?: boolean }): Promise<{
    readonly dwellingId: string;
    readonly koboId: string;
  }>;
  /** Runs all jobs that are due, until there are none. */
  drain(deps?: KoboSyncDeps): Promise<void>;
  /** Lets time pass in steps and drains, until nothing is left to be done or `steps` are over. */
  drainFor(steps: number, stepMs: number): Promise<void>;
  linkOf(dwellingId: string): Promise<KoboLinkRow>;
  ledgerOf(dwellingId: string): Promise<readonly string[]>;
}

/** A new municipality in the scene's database. */
export async function aKoboScene(records: RecordsScene): Promise<KoboScene> {
  const scope = await aMunicipality(records.db);
  const { buildingId } = await aPlaceToLive(scope);
  let nowMs = Temporal.Instant.from(`${TODAY}T08:00:00Z`).epochMilliseconds;
  const clock = {
    now: () => Temporal.Instant.fromEpochMilliseconds(nowMs).toString({ smallestUnit: 'millisecond' }),
    today: () => TODAY,
  };
  const kobo = new FakeKobo();
  const deps = { db: records.db, ids: { next: nextId }, clock, kobo: pauseAfterFaults(kobo, clock) };
  const actor = actorOf(scope, 'housing-manager');
  const { municipalityId } = scope;

  async function takeJobs(): Promise<readonly { kind: string; id: string }[]> {
    return await peek(scope, async (tx) => {
      const rows = await tx
        .selectFrom('outbox')
        .select(['kind', 'payload', 'id'])
        .where('queue', '=', 'kobo')
        .where('id', '>', lastJob)
        .orderBy('id')
        .execute();
      return rows.map(({ kind, payload, id }) => {
        lastJob = id;
        return { kind, id: idIn(payload) };
      });
    });
  }
  let lastJob = '00000000-0000-0000-0000-000000000000';

  async function drain(using: KoboSyncDeps = deps): Promise<void> {
    for (;;) {
      const readings = (await takeJobs()).filter(({ kind }) => kind === 'read-unlinked');
      for (const { id } of readings) {
        await readUnlinkedDwelling(using, { municipalityId, koboId: id, requestId: nextId() });
      }
      const due = await dueIn(using);
      for (const dwellingId of due) {
        await syncKoboDwelling(using, { municipalityId, dwellingId, requestId: nextId() });
      }
      if (due.length === 0 && readings.length === 0) return;
    }
  }

  async function dueIn(using: KoboSyncDeps): Promise<readonly string[]> {
    return await peek(
      scope,
      async (tx) => await listDueKoboLinks(tx, using.clock.now(), { afterId: undefined, limit: 5_000 }),
    );
  }

  const scene: KoboScene = {
    scope,
    actor,
    buildingId,
    kobo,
    deps,
    wait: (ms) => {
      nowMs += ms;
    },
    aLinked: async (changes = {}) => {
      const dwellingId = await aDwelling(scope, { building_id: buildingId, ...changes });
      const koboId = kobo.add({
        ...BESIDE,
        leverandorBoligId: dwellingId,
        antallSoverom: changes.bedrooms ?? 1,
        bruksareal: 50.4,
        etasjenummer: 1,
        erTilgjengeligForRullestolbruker: false,
      });
      await linkKoboDwelling(deps, actor, { dwellingId, koboId }, aRequest('linkKoboDwelling'));
      return { dwellingId, koboId };
    },
    drain,
    drainFor: async (steps, stepMs) => {
      for (let step = 0; step < steps; step += 1) {
        await drain();
        nowMs += stepMs;
      }
      await drain();
    },
    linkOf: async (dwellingId) =>
      await peek(scope, async (tx) => {
        const link = await findKoboLink(tx, dwellingId);
        if (link === undefined) throw new Error('not linked');
        return link;
      }),
    ledgerOf: async (dwellingId) =>
      await peek(scope, async (tx) => {
        const rows = await tx
          .selectFrom('kobo_ledger')
          .select(['effect', 'field', 'after'])
          .where('dwelling_id', '=', dwellingId)
          .orderBy('id')
          .execute();
        return rows.map(({ effect, field, after }) => [effect, field, JSON.stringify(after)].join(' '));
      }),
  };
  return scene;
}

function idIn(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return '';
  if ('koboId' in payload) return String(payload.koboId);
  return 'dwellingId' in payload ? String(payload.dwellingId) : '';
}
