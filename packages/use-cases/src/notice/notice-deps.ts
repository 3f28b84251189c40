import type { Db } from '@boligtrapp/database';
import type { LetterWriter } from '../ports/letter-writer.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** What the commands and queries about letters need. */
export interface NoticeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly letters: LetterWriter;
}
