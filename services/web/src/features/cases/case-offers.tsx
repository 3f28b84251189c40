import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { Me } from '../../api/me.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { OfferTable } from '../offers/offer-table.tsx';
import { caseKey, useCaseOffers } from './case-queries.ts';

/** Dwellings that the household was offered, and its answers. */
export function CaseOffersSection({
  householdId,
  me,
}: {
  readonly householdId: string;
  readonly me: Me | undefined;
}): ReactNode {
  const text = useText();
  const offers = useCaseOffers(householdId, true);
  return (
    <Section title={text('area.offers')}>
      <QueryState query={offers}>
        {({ items }) =>
          items.length === 0 ? (
            <Paragraph>
              <Text id="offers.noneOfCase" />
            </Paragraph>
          ) : (
            <OfferTable
              offers={items}
              me={me}
              caption={text('offers.captionOfCase')}
              invalidates={[caseKey(householdId)]}
              isOfOneCase
            />
          )
        }
      </QueryState>
    </Section>
  );
}
