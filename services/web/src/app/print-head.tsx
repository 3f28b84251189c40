import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../api/me.ts';
import { Instant } from '../components/instant.tsx';
import { Text } from '../i18n/text.tsx';

/** What stands over a page on paper: whose it is, when it was printed, and that it is not for everybody. */
export function PrintHead(): ReactNode {
  const municipality = useMe().data?.municipality?.name;
  const [at, setAt] = useState(() => new Date().toISOString());
  useEffect(() => {
    const note = (): void => setAt(new Date().toISOString());
    addEventListener('beforeprint', note);
    return () => removeEventListener('beforeprint', note);
  }, []);
  return municipality === undefined ? null : (
    <p className="bt-print-head">
      {municipality} · <Text id="print.at" /> <Instant at={at} /> · <Text id="print.exempt" />
    </p>
  );
}
