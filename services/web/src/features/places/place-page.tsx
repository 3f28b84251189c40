import type { Schemas } from '@boligtrapp/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Day } from '../../components/day.tsx';
import { Facts } from '../../components/facts.tsx';
import { Page } from '../../components/page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { LoadWhatIf } from './load-what-if.tsx';
import { PlaceCaps } from './place-caps.tsx';
import { PlaceStatuses } from './place-statuses.tsx';

type Place = Schemas['PlaceDetails'];

const route = getRouteApi('/omrader/$placeId');

/** One place: what it carries, and its status and caps over time. */
export function PlacePage(): ReactNode {
  const text = useText();
  const { placeId } = route.useParams();
  const me = useMe().data;
  const place = useAnswer(['places', placeId], async () =>
    api.GET('/v1/places/{placeId}', { params: { path: { placeId } } }),
  );
  const name = place.data?.name;
  return (
    <Page title={name === undefined ? text('place.title') : name}>
      <QueryState query={place}>
        {(found) => (
          <>
            <About place={found} />
            <LoadWhatIf placeId={placeId} />
            <PlaceStatuses placeId={placeId} me={me} />
            <PlaceCaps placeId={placeId} me={me} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function About({ place }: { readonly place: Place }): ReactNode {
  const text = useText();
  const { id, kind, load, cap, statusNote, parentId } = place;
  return (
    <Section title={text(`place.kind.${kind}`)}>
      <Facts
        facts={[
          {
            name: text('place.load'),
            value: cap === null ? text('place.loadUncapped', { load }) : text('place.loadOf', { load, cap }),
          },
          {
            name: text('place.fullnessHead'),
            value: <strong>{text(`place.fullness.${place.fullness}`)}</strong>,
          },
          { name: text('place.status'), value: text(`place.status.${place.status}`) },
          {
            name: text('place.highest'),
            value: place.highestLevelAllowed === null ? null : <Highest level={place.highestLevelAllowed} />,
          },
          { name: text('words.reason'), value: statusNote?.reason },
          { name: text('place.owner'), value: statusNote?.owner },
          {
            name: text('place.review'),
            value:
              statusNote === null ? null : (
                <Review on={statusNote.reviewOn} isOverdue={place.isReviewOverdue} />
              ),
          },
          { name: text('place.residents'), value: place.residentCount },
          { name: text('place.dwellings'), value: place.dwellingCount },
          {
            name: text('place.staffing'),
            value: kind === 'building' ? text(`staffing.${place.staffing}`) : null,
          },
          { name: text('dwelling.fitted'), value: place.unfitForChildren ? text('place.unfit') : null },
          {
            name: text('place.parts'),
            value:
              parentId === null ? null : (
                <Link to="/omrader/$placeId" params={{ placeId: parentId }}>
                  <ParentName placeId={parentId} />
                </Link>
              ),
          },
        ]}
      />
      {kind === 'neighbourhood' && (
        <Link to="/boliger" search={{ neighbourhood: id }}>
          <Text id="place.toDwellings" />
        </Link>
      )}
    </Section>
  );
}

function Highest({ level }: { readonly level: number }): ReactNode {
  const text = useText();
  return level === 0 ? text('place.highestNone') : text('ladder.step', { level });
}

function Review({ on, isOverdue }: { readonly on: string; readonly isOverdue: boolean }): ReactNode {
  const text = useText();
  return (
    <>
      <Day date={on} /> {isOverdue && <strong>{text('place.overdue')}</strong>}
    </>
  );
}

function ParentName({ placeId }: { readonly placeId: string }): ReactNode {
  const text = useText();
  const parent = useAnswer(['places', placeId], async () =>
    api.GET('/v1/places/{placeId}', { params: { path: { placeId } } }),
  );
  return parent.data?.name ?? text('place.title');
}
