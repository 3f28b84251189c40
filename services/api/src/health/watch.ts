import { type Db, type NightWatch, readNightWatch, readOldestDueSeconds } from '@boligtrapp/database';
import { type Clock, lastNightDueAt } from '@boligtrapp/use-cases';

/** Looks at the work that waits for workers, of all municipalities. */
export interface Watch {
  /** Seconds that the oldest effect which is due has waited for a worker. */
  readonly readOutboxSeconds: () => Promise<number>;
  readonly readNights: () => Promise<NightWatch>;
}

/** Looks as the relay role, which sees what waits of every municipality. */
export function createWatch(relayDb: Db, clock: Clock): Watch {
  return {
    readOutboxSeconds: async () => await readOldestDueSeconds(relayDb),
    readNights: async () => {
      const now = clock.now();
      return await readNightWatch(relayDb, { now, lastNight: lastNightDueAt(now) });
    },
  };
}
