import { cases } from './en/cases.ts';
import { decisions } from './en/decisions.ts';
import { dwellings } from './en/dwellings.ts';
import { forms } from './en/forms.ts';
import { help } from './en/help.ts';
import { ladder } from './en/ladder.ts';
import { meetings } from './en/meetings.ts';
import { queue } from './en/queue.ts';
import { rotation } from './en/rotation.ts';
import { rounds } from './en/rounds.ts';
import { shell } from './en/shell.ts';
import { whatIf } from './en/what-if.ts';
import type { Messages } from './nb.ts';

/** Texts in English. */
export const en: Messages = {
  ...cases,
  ...decisions,
  ...dwellings,
  ...forms,
  ...help,
  ...ladder,
  ...meetings,
  ...queue,
  ...rotation,
  ...rounds,
  ...shell,
  ...whatIf,
};
