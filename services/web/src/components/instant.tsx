import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';

/** An instant on Norwegian clocks, `28.11.2026 kl. 09.05`. */
export function Instant({ at }: { readonly at: string }): ReactNode {
  const intl = useIntl();
  const shared = { timeZone: 'Europe/Oslo' } as const;
  const parts = new Intl.DateTimeFormat('nb', {
    ...shared,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  const day = `${part('day')}.${part('month')}.${part('year')}`;
  const clock =
    intl.locale === 'en' ? `${part('hour')}:${part('minute')}` : `kl. ${part('hour')}.${part('minute')}`;
  return (
    <time dateTime={at}>
      {day} {clock}
    </time>
  );
}
