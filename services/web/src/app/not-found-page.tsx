import { Paragraph } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../components/page.tsx';
import { Text, useText } from '../i18n/text.tsx';

/** An address that is no page, and the way back. */
export function NotFoundPage(): ReactNode {
  const text = useText();
  return (
    <Page title={text('notFound.title')}>
      <Paragraph>
        <Link to="/">
          <Text id="notFound.back" />
        </Link>
      </Paragraph>
    </Page>
  );
}
