import type { ReactNode } from 'react';

/** A civil date as Norwegians write it, `31.12.2026`, and as machines do. */
export function Day({ date }: { readonly date: string }): ReactNode {
  return <time dateTime={date}>{dayText(date)}</time>;
}

/** `2026-12-31` as `31.12.2026`. */
function dayText(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}.${month}.${year}`;
}
