import { Link as DesignLink, List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.tsx';
import { Text, useText } from '../../i18n/text.tsx';

/** How the pages are made for everybody, how that is checked, and whom to tell of what is not. */
export function AccessibilityPage(): ReactNode {
  const text = useText();
  return (
    <Page title={text('help.accessibility')}>
      <Paragraph variant="long">
        <Text id="help.accessibility.what" />
      </Paragraph>
      <List.Unordered>
        <List.Item>
          <Text id="help.accessibility.keyboard" />
        </List.Item>
        <List.Item>
          <Text id="help.accessibility.width" />
        </List.Item>
        <List.Item>
          <Text id="help.accessibility.colour" />
        </List.Item>
        <List.Item>
          <Text id="help.accessibility.checked" />
        </List.Item>
      </List.Unordered>
      <Paragraph variant="long">
        <Text id="help.accessibility.statement" />{' '}
        <DesignLink href="https://uustatus.no" rel="noreferrer">
          uustatus.no
        </DesignLink>
      </Paragraph>
      <Paragraph variant="long">
        <Text id="help.accessibility.tell" />
      </Paragraph>
    </Page>
  );
}
