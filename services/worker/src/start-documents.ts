import { type Db, listMunicipalityIds, type OutgoingTarget } from '@boligtrapp/database';
import { every, type Lifecycle, type Logger } from '@boligtrapp/platform';
import { type Clock, type HandOverDeps, handOverDocuments, type IdSource } from '@boligtrapp/use-cases';
import type pg from 'pg';
import type { WorkerConfig } from './config.ts';
import { createDocumentFolder } from './document-folder.ts';

/** What handing documents over is started with. */
export interface StartDocumentsDeps {
  readonly db: Db;
  readonly relayPool: pg.Pool;
  readonly clock: Clock;
  readonly ids: IdSource;
}

const LOOK_EVERY_MS = 30_000;

/** Starts what hands documents over to the archive and to who dispatches letters, each where a folder is set. */
export async function startDocuments(
  lifecycle: Lifecycle,
  { archiveFolder, letterDispatchFolder }: WorkerConfig,
  log: Logger,
  deps: StartDocumentsDeps,
): Promise<void> {
  const receivers: { readonly target: OutgoingTarget; readonly handOver: HandOverDeps['handOver'] }[] = [];
  if (archiveFolder !== undefined) {
    const archive = createDocumentFolder(archiveFolder);
    receivers.push({ target: 'archive', handOver: async (document) => await archive.deposit(document) });
  }
  if (letterDispatchFolder !== undefined) {
    const letters = createDocumentFolder(letterDispatchFolder);
    receivers.push({ target: 'dispatch', handOver: async (letter) => await letters.dispatch(letter) });
  }
  for (const { target, handOver } of receivers) {
    const onFailed = (documentId: string, errorCode: string): void => {
      log.warn({ target, documentId, errorCode }, 'a document was not handed over; it is tried again');
    };
    const onError = (error: unknown): void => {
      log.warn({ target, err: error }, 'documents could not be handed over; it is tried again');
    };
    const handOverAll = async (): Promise<void> => {
      for (const municipalityId of await listMunicipalityIds(deps.relayPool)) {
        while ((await handOverDocuments({ ...deps, target, handOver, onFailed }, municipalityId)) > 0);
      }
    };
    await lifecycle.start({
      name: `documents for ${target}`,
      start: () => {
        void handOverAll().catch(onError);
        return every(LOOK_EVERY_MS, handOverAll, { onError });
      },
      stop: async (repetition) => await repetition.stop(),
    });
  }
}
