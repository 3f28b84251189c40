import { dwellings } from './en/dwellings.ts';
import { forms } from './en/forms.ts';
import { help } from './en/help.ts';
import { ladder } from './en/ladder.ts';
import { places } from './en/places.ts';
import { queue } from './en/queue.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { staff } from './en/staff.ts';
import { tasks } from './en/tasks.ts';

/** Texts in English that come with the first page: its own, and those of the frame around every page. */
export const first = {
  ...dwellings,
  ...forms,
  ...help,
  ...ladder,
  ...places,
  ...queue,
  ...settings,
  ...shell,
  ...staff,
  ...tasks,
} as const;
