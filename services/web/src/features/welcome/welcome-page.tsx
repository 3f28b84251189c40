import { Alert, Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useIsDemo } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const WHO = ['welcome.who1', 'welcome.who2', 'welcome.who3'] as const;
const TRY = ['welcome.try1', 'welcome.try2', 'welcome.try3'] as const;

/** What somebody sees who is not signed in; in a demonstration also who one can be, and what to try. */
export function WelcomePage(): ReactNode {
  const text = useText();
  const isDemo = useIsDemo() === true;
  const returnTo = encodeURIComponent(`${location.pathname}${location.search}`);
  return (
    <Page title={text('welcome.title')}>
      <Paragraph variant="long">
        <Text id="welcome.what" />
      </Paragraph>
      {isDemo && (
        <Alert data-color="info">
          <Text id="welcome.demo" />
        </Alert>
      )}
      <Button asChild>
        <a href={`/auth/sign-in?returnTo=${returnTo}`}>
          <Text id="welcome.signIn" />
        </a>
      </Button>
      {isDemo && <Demo />}
    </Page>
  );
}

function Demo(): ReactNode {
  return (
    <>
      <Heading level={2} data-size="sm">
        <Text id="welcome.whoTitle" />
      </Heading>
      <Paragraph variant="long">
        <Text id="welcome.who" />
      </Paragraph>
      <List.Unordered>
        {WHO.map((id) => (
          <List.Item key={id}>
            <Text id={id} />
          </List.Item>
        ))}
      </List.Unordered>
      <Heading level={2} data-size="sm">
        <Text id="welcome.tryTitle" />
      </Heading>
      <List.Ordered>
        {TRY.map((id) => (
          <List.Item key={id}>
            <Text id={id} />
          </List.Item>
        ))}
      </List.Ordered>
    </>
  );
}
