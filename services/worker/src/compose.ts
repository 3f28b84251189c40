import { createDb, createPool, DATABASE_ROLES, sweepStaffSessions } from '@boligtrapp/database';
import { readRowFile } from '@boligtrapp/documents';
import {
  createQueueOpener,
  openQueueStore,
  registerSchedules,
  startGuardedWorker,
  startOutboxRelay,
} from '@boligtrapp/jobs';
import {
  createAuditSealer,
  createClamdScanner,
  createHttpKoboGateway,
  createIdSource,
  createSystemClock,
  every,
  type Lifecycle,
  type Logger,
} from '@boligtrapp/platform';
import { createSolverPool } from '@boligtrapp/solver-pool';
import { KOBO_CALL_LIMIT_MS, pauseAfterFaults } from '@boligtrapp/use-cases';
import { anchorAll } from './audit-anchors.ts';
import type { WorkerConfig } from './config.ts';
import { createLedgerFile } from './erasure-ledger-file.ts';
import {
  applyImportProcessor,
  checkImportProcessor,
  expireImportsProcessor,
} from './processors/imports.processor.ts';
import {
  enqueueAllDueKobo,
  readUnlinkedKoboProcessor,
  syncDueKoboProcessor,
  syncKoboDwellingProcessor,
} from './processors/kobo.processor.ts';
import { enqueueAllMissedRuns, nightlyRotationProcessor } from './processors/nightly-rotation.processor.ts';

import {
  enqueueAllExpiries,
  expireOffersProcessor,
  proposeSuccessorProcessor,
} from './processors/offers.processor.ts';
import {
  carryOutRetentionProcessor,
  liftCaseBlockProcessor,
  makePersonDataExportProcessor,
  nightlyRetentionProcessor,
} from './processors/privacy.processor.ts';
import { runPolicyImpactProcessor } from './processors/run-policy-impact.processor.ts';

import { runRotationProcessor } from './processors/run-rotation.processor.ts';
import { solveRoundProcessor } from './processors/solve-round.processor.ts';
import { startDocuments } from './start-documents.ts';
import { startWebhooks } from './start-webhooks.ts';

/** What the worker connects as. */
type WorkerRole = (typeof DATABASE_ROLES)['app' | 'identity' | 'relay' | 'retention'];

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const RETRY_MS = 5_000;

/** Starts all that a worker consists of; each part is stopped in reverse order. */
export async function startWorker(lifecycle: Lifecycle, config: WorkerConfig, log: Logger): Promise<void> {
  const { databaseUrl: url, redisUrl, solverThreads } = config;
  const clock = createSystemClock();
  const ids = createIdSource();
  const nowMs = (): number => Temporal.Instant.from(clock.now()).epochMilliseconds;
  const poolPart = (role: WorkerRole) => ({
    name: `connections as ${role}`,
    start: () => createPool({ url, role, applicationName: 'boligtrapp-worker' }),
    stop: async (pool: ReturnType<typeof createPool>) => await pool.end(),
  });
  const appPool = await lifecycle.start(poolPart(DATABASE_ROLES.app));
  const relayPool = await lifecycle.start(poolPart(DATABASE_ROLES.relay));
  const retentionPool = await lifecycle.start(poolPart(DATABASE_ROLES.retention));
  const identityDb = createDb(await lifecycle.start(poolPart(DATABASE_ROLES.identity)));
  const sealer = createAuditSealer({ keyId: config.auditKeyId, key: config.auditKey });
  const db = createDb(appPool, { sealAuditHead: sealer.seal });
  const solver = await lifecycle.start({
    name: 'solver threads',
    start: () => createSolverPool({ threads: solverThreads }),
    stop: async (pool) => await pool.close(),
  });
  const store = await openQueueStore({ redisUrl, databaseUrl: url });
  const queues = await lifecycle.start({
    name: 'queues',
    start: () => createQueueOpener({ store, log, nowMs }),
    stop: async (opener) => await opener.close(),
  });
  await lifecycle.start({
    name: 'outbox relay',
    start: () => startOutboxRelay({ pool: relayPool, store, log, nowMs }),
    stop: async (relay) => await relay.close(),
  });
  await lifecycle.start({
    name: 'sweep of sessions',
    start: () =>
      every(HOUR_MS, async () => void (await sweepStaffSessions(identityDb)), {
        onError: (error) => log.error({ err: error }, 'sessions that are long over were not removed'),
      }),
    stop: async (sweep) => await sweep.stop(),
  });
  const nightly = { db, ids, clock, relayPool };
  const retentionDb = createDb(retentionPool, { sealAuditHead: sealer.seal });
  const ledger =
    config.erasureLedgerFile === undefined
      ? undefined
      : createLedgerFile({ db, relayPool, sealer, file: config.erasureLedgerFile });
  const privacy = {
    retentionDb,
    clock,
    ids,
    sealer,
    ...(ledger === undefined ? {} : { onCarriedOut: ledger.keep }),
  };
  const gateway = createHttpKoboGateway(config.kobo, { timeoutMs: KOBO_CALL_LIMIT_MS });
  const kobo = { db, clock, ids, kobo: pauseAfterFaults(gateway, clock) };
  const fileScanner = config.fileScanner && createClamdScanner(config.fileScanner);
  const imports = { db, ids, clock, readRows: readRowFile, fileScanner };
  const workers = [
    {
      queue: 'rounds',
      handlers: [
        solveRoundProcessor({ db, solver, nowMs }),
        runPolicyImpactProcessor({ db, clock, solver, nowMs }),
      ],
      concurrency: solverThreads,
    },
    { queue: 'rotation', handlers: [runRotationProcessor({ db, ids })], concurrency: 1 },
    {
      queue: 'offers',
      handlers: [expireOffersProcessor(nightly), proposeSuccessorProcessor(nightly)],
      concurrency: 1,
    },
    {
      queue: 'kobo',
      handlers: [
        syncKoboDwellingProcessor(kobo),
        syncDueKoboProcessor(kobo),
        readUnlinkedKoboProcessor(kobo),
      ],
      concurrency: 2,
    },
    {
      queue: 'imports',
      handlers: [
        checkImportProcessor(imports),
        applyImportProcessor(imports),
        expireImportsProcessor(imports),
      ],
      concurrency: 1,
    },
    {
      queue: 'privacy',
      handlers: [
        carryOutRetentionProcessor(privacy),
        liftCaseBlockProcessor(privacy),
        makePersonDataExportProcessor(privacy),
        nightlyRetentionProcessor(privacy),
      ],
      concurrency: 1,
    },
    { queue: 'schedules', handlers: [nightlyRotationProcessor(nightly)], concurrency: 1 },
  ] as const;
  for (const worker of workers) {
    await lifecycle.start({
      name: `worker of ${worker.queue}`,
      start: () => startGuardedWorker({ store, log, nowMs, ...worker }),
      stop: async (started) => await started.close(),
    });
  }
  await startDocuments(lifecycle, config, log, { db, relayPool, clock, ids });
  await startWebhooks(lifecycle, config, log, { db, relayPool, clock, ids, nowMs, store });
  // The database may be away: asked again until it answers, then once an hour.
  const keepSchedules = async (): Promise<void> => {
    await registerSchedules({ queue: await queues.open('schedules'), lockPool: appPool });
    await enqueueAllMissedRuns(nightly);
    await enqueueAllExpiries(nightly);
    await enqueueAllDueKobo(nightly);
  };
  const { auditAnchorFile: file, auditAnchorUrl } = config;
  if (file === undefined && auditAnchorUrl === undefined) {
    log.warn('the audit trail is anchored nowhere: set AUDIT_ANCHOR_FILE or AUDIT_ANCHOR_URL');
  } else {
    const anchoring = { db, clock, sealer, relayPool, file, url: auditAnchorUrl };
    const onError = (error: unknown): void => {
      log.error({ err: error }, 'the audit trail could not be anchored; it is tried again in an hour');
    };
    await lifecycle.start({
      name: 'anchors of the audit trail',
      start: () => {
        void anchorAll(anchoring).catch(onError);
        return every(HOUR_MS, async () => await anchorAll(anchoring), { onError });
      },
      stop: async (repetition) => await repetition.stop(),
    });
  }
  if (ledger === undefined) {
    log.warn(
      'what is erased, and whose address is protected, is remembered in the database only: set ERASURE_LEDGER_FILE',
    );
  } else {
    const onError = (error: unknown): void => {
      log.error({ err: error }, 'the ledger of erasures could not be kept; it is tried again in an hour');
    };
    await lifecycle.start({
      name: 'ledger of erasures',
      start: () => {
        void ledger.keepAll().catch(onError);
        return every(HOUR_MS, ledger.keepAll, { onError });
      },
      stop: async (repetition) => await repetition.stop(),
    });
    await lifecycle.start({
      name: 'ledger of protections',
      // A grade that a restore loses shows a case to everybody: it does not wait for the hour.
      start: () => every(MINUTE_MS, ledger.keepProtections, { onError }),
      stop: async (repetition) => await repetition.stop(),
    });
  }
  await lifecycle.start({
    name: 'schedules',
    start: () => repeatUntilDone(keepSchedules, log),
    stop: async (repetition) => await repetition.stop(),
  });
}

/** Runs `task` at once, every few seconds until it has succeeded, and every hour from then on. */
function repeatUntilDone(task: () => Promise<void>, log: Logger): { readonly stop: () => Promise<void> } {
  const onError = (error: unknown): void => {
    log.warn({ err: error }, 'the schedules could not be checked; it is tried again');
  };
  let isDone = false;
  const attempt = async (): Promise<void> => {
    if (isDone) return;
    await task();
    isDone = true;
  };
  const first = attempt().catch(onError);
  const soon = every(RETRY_MS, attempt, { onError });
  const hourly = every(HOUR_MS, task, { onError });
  return {
    stop: async () => {
      await Promise.all([first, soon.stop(), hourly.stop()]);
    },
  };
}
