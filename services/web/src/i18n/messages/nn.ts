import type { Messages } from './nb.ts';
import { cases } from './nn/cases.ts';
import { decisions } from './nn/decisions.ts';
import { dwellings } from './nn/dwellings.ts';
import { forms } from './nn/forms.ts';
import { help } from './nn/help.ts';
import { ladder } from './nn/ladder.ts';
import { meetings } from './nn/meetings.ts';
import { queue } from './nn/queue.ts';
import { rotation } from './nn/rotation.ts';
import { rounds } from './nn/rounds.ts';
import { shell } from './nn/shell.ts';
import { whatIf } from './nn/what-if.ts';

/** Texts in nynorsk. */
export const nn: Messages = {
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
