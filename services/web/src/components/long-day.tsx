import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';

/** A civil date with its month in letters, `31. desember 2026`, for a day that must not be mistaken. */
export function LongDay({ date }: { readonly date: string }): ReactNode {
  const intl = useIntl();
  return (
    <time dateTime={date}>
      {intl.formatDate(date, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}
    </time>
  );
}
