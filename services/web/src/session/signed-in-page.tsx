import { Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect } from 'react';
import { Page } from '../components/page.tsx';
import { Text, useText } from '../i18n/text.tsx';
import { tellSignedIn } from './signed-in-again.ts';

/** Where one comes after signing in again in a window of its own: the window that waits goes on, and this one closes. */
export function SignedInPage(): ReactNode {
  const text = useText();
  useEffect(() => {
    tellSignedIn();
    // A browser closes only what a page has opened; where it does not, the text says what to do.
    window.close();
  }, []);
  return (
    <Page title={text('session.signedIn')}>
      <Paragraph>
        <Text id="session.closeWindow" />
      </Paragraph>
    </Page>
  );
}
