import type { staff as wanted } from '../nb/staff.ts';

/** Texts in nynorsk. */
export const staff: Readonly<Record<keyof typeof wanted, string>> = {
  'staff.else': 'Ein som ikkje står i lista',
  'staff.typed': 'Namn',
};
