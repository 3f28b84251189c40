import type { Schemas } from '@boligtrapp/client';
import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { DatedText } from '../../components/dated-text.tsx';
import { useText } from '../../i18n/text.tsx';

/** What giving a household this dwelling would mean: rules that it does not meet, and the load of places. */
export function RulingEffect({ outcome }: { readonly outcome: Schemas['DwellingOutcome'] }): ReactNode {
  const text = useText();
  const broken = outcome.rules.filter(({ passed }) => !passed);
  return (
    <Alert data-color={broken.length > 0 ? 'danger' : 'info'} data-size="sm">
      <Paragraph>
        <DatedText text={outcome.statement.text} />
      </Paragraph>
      {broken.length > 0 && (
        <Paragraph>{text('ruling.broken', { rules: broken.map(({ name }) => name).join(', ') })}</Paragraph>
      )}
      {broken.map(({ rule, statement }) => (
        <Paragraph key={rule}>
          <DatedText text={statement.text} />
        </Paragraph>
      ))}
      {outcome.loads.map(({ placeId, statement }) => (
        <Paragraph key={placeId}>
          <DatedText text={statement.text} />
        </Paragraph>
      ))}
    </Alert>
  );
}
