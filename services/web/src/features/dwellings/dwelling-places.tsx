import type { Schemas } from '@boligtrapp/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { useText } from '../../i18n/text.tsx';

type Place = Schemas['Place'];

/** The building and the neighbourhood of a dwelling with what they carry. */
export function DwellingPlaces({ dwelling }: { readonly dwelling: Schemas['Dwelling'] }): ReactNode {
  const text = useText();
  const building = usePlace(dwelling.building.id);
  const neighbourhood = usePlace(dwelling.neighbourhood.id);
  const columns: readonly Column<Place>[] = [
    {
      name: text('place.whatIfPlace'),
      cell: ({ id, name, kind }) => (
        <>
          <Link to="/omrader/$placeId" params={{ placeId: id }}>
            {name}
          </Link>
          <span className="bt-note">{text(`place.kind.${kind}`)}</span>
        </>
      ),
    },
    {
      name: text('place.load'),
      cell: ({ load, cap }) =>
        cap === null ? text('place.loadUncapped', { load }) : text('place.loadOf', { load, cap }),
    },
    { name: text('place.fullnessHead'), cell: ({ fullness }) => text(`place.fullness.${fullness}`) },
    { name: text('place.status'), cell: ({ status }) => text(`place.status.${status}`) },
    { name: text('place.residents'), cell: ({ residentCount }) => residentCount, isNumber: true },
    { name: text('place.staffing'), cell: ({ staffing }) => text(`staffing.${staffing}`) },
  ];
  return (
    <Section title={text('dwelling.place')}>
      <QueryState query={building}>
        {(first) => (
          <QueryState query={neighbourhood}>
            {(second) => (
              <SimpleTable
                caption={text('dwelling.placeCaption')}
                columns={columns}
                rows={[first, second]}
                keyOf={({ id }) => id}
              />
            )}
          </QueryState>
        )}
      </QueryState>
    </Section>
  );
}

function usePlace(placeId: string) {
  return useAnswer(['places', placeId], async () =>
    api.GET('/v1/places/{placeId}', { params: { path: { placeId } } }),
  );
}
