import { dwellings } from './en/dwellings.ts';
import { forms } from './en/forms.ts';
import { ladder } from './en/ladder.ts';
import { queue } from './en/queue.ts';
import { rotation } from './en/rotation.ts';
import { shell } from './en/shell.ts';
import type { Messages } from './nb.ts';

/** Texts in English. */
export const en: Messages = {
  ...dwellings,
  ...forms,
  ...ladder,
  ...queue,
  ...rotation,
  ...shell,
};
