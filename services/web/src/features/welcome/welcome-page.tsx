import { Alert, Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useIsDemo } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** What somebody sees who is not signed in. */
export function WelcomePage(): ReactNode {
  const text = useText();
  const isDemo = useIsDemo();
  const returnTo = encodeURIComponent(`${location.pathname}${location.search}`);
  return (
    <Page title={text('welcome.title')}>
      <Paragraph variant="long">
        <Text id="welcome.what" />
      </Paragraph>
      {isDemo === true && (
        <Alert data-color="info">
          <Text id="welcome.demo" />
        </Alert>
      )}
      <Button asChild>
        <a href={`/auth/sign-in?returnTo=${returnTo}`}>
          <Text id="welcome.signIn" />
        </a>
      </Button>
      <Heading level={2} data-size="sm">
        <Text id="welcome.tryTitle" />
      </Heading>
      <List.Ordered>
        <List.Item>
          <Text id="welcome.try1" />
        </List.Item>
        <List.Item>
          <Text id="welcome.try2" />
        </List.Item>
        <List.Item>
          <Text id="welcome.try3" />
        </List.Item>
      </List.Ordered>
    </Page>
  );
}
