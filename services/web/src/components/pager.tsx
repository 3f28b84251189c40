import { Button } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Text, useText } from '../i18n/text.tsx';

/** Goes from page to page of a list; nothing where there is one page only. */
export function Pager({
  page,
  pageCount,
  onPage,
}: {
  readonly page: number;
  readonly pageCount: number;
  readonly onPage: (page: number) => void;
}): ReactNode {
  const text = useText();
  if (pageCount <= 1) return null;
  return (
    <nav className="bt-pager" aria-label={text('pager.label')}>
      <Button variant="secondary" data-size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <Text id="pager.before" />
      </Button>
      <span>{text('pager.at', { page, pageCount })}</span>
      <Button
        variant="secondary"
        data-size="sm"
        disabled={page >= pageCount}
        onClick={() => onPage(page + 1)}
      >
        <Text id="pager.next" />
      </Button>
    </nav>
  );
}
