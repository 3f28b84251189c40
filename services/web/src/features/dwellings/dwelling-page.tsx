import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Day } from '../../components/day.tsx';
import { Facts } from '../../components/facts.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { OfferTable } from '../offers/offer-table.tsx';
import { LoadWhatIf } from '../places/load-what-if.tsx';
import { DwellingHistory } from './dwelling-history.tsx';
import { DwellingLeases } from './dwelling-leases.tsx';
import { DwellingPlaces } from './dwelling-places.tsx';
import { useOf } from './dwelling-use.ts';

type Dwelling = Schemas['Dwelling'];

const route = getRouteApi('/boliger/$dwellingId');

/** One dwelling: what it is, who it is let or offered to, what it was used for, and what the place around it carries. */
export function DwellingPage(): ReactNode {
  const text = useText();
  const { dwellingId } = route.useParams();
  const me = useMe().data;
  const dwelling = useAnswer(['dwellings', dwellingId], async () =>
    api.GET('/v1/dwellings/{dwellingId}', { params: { path: { dwellingId } } }),
  );
  const reference = dwelling.data?.reference;
  return (
    <Page title={reference === undefined ? text('dwelling.title') : text('dwelling.titleOf', { reference })}>
      <QueryState query={dwelling}>
        {(found) => (
          <>
            <About dwelling={found} />
            <Section title={text('dwelling.lease')}>
              {may(me, 'leases.read') ? (
                <DwellingLeases dwellingId={dwellingId} isOccupied={found.status === 'occupied'} me={me} />
              ) : (
                <Paragraph>
                  <Text id={found.status === 'occupied' ? 'dwelling.letToSomebody' : 'dwelling.noLease'} />
                </Paragraph>
              )}
            </Section>
            {may(me, 'offers.read') && <Offers dwellingId={dwellingId} />}
            {may(me, 'places.read') && (
              <>
                <DwellingPlaces dwelling={found} />
                <LoadWhatIf placeId={found.building.id} step={`${found.track} ${found.level}`} />
              </>
            )}
            <DwellingHistory dwellingId={dwellingId} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function About({ dwelling }: { readonly dwelling: Dwelling }): ReactNode {
  const text = useText();
  const name =
    dwelling.programme === 'ladder'
      ? text(`track.${dwelling.track}`)
      : text(`programme.${dwelling.programme}`);
  const fitted = (
    [
      ['robust', dwelling.robust],
      ['screened', dwelling.screened],
      ['ownEntrance', dwelling.ownEntrance],
      ['wheelchair', dwelling.wheelchairAccessible],
    ] as const
  ).flatMap(([what, isSo]) => (isSo ? [text(`dwelling.${what}`)] : []));
  return (
    <Section title={text('dwelling.about')}>
      <Facts
        facts={[
          { name: text('dwellings.status'), value: <strong>{text(`use.${useOf(dwelling)}`)}</strong> },
          {
            name: text('dwellings.step'),
            value: `${name}, ${text('ladder.step', { level: dwelling.level })}`,
          },
          { name: text('dwellings.building'), value: dwelling.building.name },
          {
            name: text('dwellings.neighbourhood'),
            value: (
              <Link to="/omrader/$placeId" params={{ placeId: dwelling.neighbourhood.id }}>
                {dwelling.neighbourhood.name}
              </Link>
            ),
          },
          { name: text('dwellings.bedrooms'), value: dwelling.bedrooms },
          { name: text('dwellings.area'), value: text('dwellings.squareMetres', { area: dwelling.areaM2 }) },
          { name: text('dwelling.floor'), value: dwelling.floor },
          { name: text('dwelling.lift'), value: text(dwelling.hasLift ? 'dwelling.yes' : 'dwelling.no') },
          { name: text('dwelling.fitted'), value: fitted.length === 0 ? null : fitted.join(', ') },
          { name: text('dwelling.unit'), value: dwelling.bruksenhetsnummer },
          { name: text('dwelling.schoolDistrict'), value: dwelling.schoolDistrict },
          { name: text('dwelling.owner'), value: text(`dwelling.owner.${dwelling.ownerForm}`) },
          {
            name: text('dwelling.leasedInUntil'),
            value: dwelling.leasedInUntil === null ? null : <Day date={dwelling.leasedInUntil} />,
          },
          {
            name: text('dwelling.vacantFrom'),
            value: dwelling.vacantFrom === null ? null : <Day date={dwelling.vacantFrom} />,
          },
        ]}
      />
    </Section>
  );
}

function Offers({ dwellingId }: { readonly dwellingId: string }): ReactNode {
  const text = useText();
  const me = useMe().data;
  const offers = useAnswer(['dwellings', dwellingId, 'offers'], async () =>
    api.GET('/v1/offers', { params: { query: { dwellingId, limit: 50 } } }),
  );
  return (
    <Section title={text('dwelling.offers')}>
      <QueryState query={offers}>
        {({ items }) =>
          items.length === 0 ? (
            <Paragraph>
              <Text id="dwelling.noOffers" />
            </Paragraph>
          ) : (
            <OfferTable
              offers={items}
              me={me}
              caption={text('dwelling.offersCaption')}
              invalidates={[['cases']]}
            />
          )
        }
      </QueryState>
    </Section>
  );
}
