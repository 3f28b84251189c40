import { List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Page } from '../../components/page.tsx';
import { Text, useText } from '../../i18n/text.tsx';

const POINTS = ['privacy.log', 'privacy.need', 'privacy.hidden', 'privacy.address', 'privacy.kept'] as const;

/** What happens to what one reads and writes here, for those who work with it. */
export function PrivacyPage(): ReactNode {
  const text = useText();
  return (
    <Page title={text('privacy.title')}>
      <Paragraph variant="long">
        <Text id="privacy.what" />
      </Paragraph>
      <List.Unordered>
        {POINTS.map((id) => (
          <List.Item key={id}>
            <Text id={id} />
          </List.Item>
        ))}
      </List.Unordered>
    </Page>
  );
}
