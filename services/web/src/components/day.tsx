import type { ReactNode } from 'react';
import { writeDay } from './parse-day.ts';

/** A civil date as Norwegians write it, `31.12.2026`, and as machines do. */
export function Day({ date }: { readonly date: string }): ReactNode {
  return <time dateTime={date}>{writeDay(date)}</time>;
}
