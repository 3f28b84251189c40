import type { Schemas } from '@boligtrapp/client';
import { memo, type ReactNode } from 'react';
import { PlainLink } from '../../components/plain-link.tsx';
import { type Column, SimpleTable } from '../../components/simple-table.tsx';
import { useText } from '../../i18n/text.tsx';

type Place = Schemas['Place'];

/** What the map shows, in figures; areas without a shape are here, too. */
export const MapTable = memo(function MapTable({ places }: { readonly places: readonly Place[] }): ReactNode {
  const text = useText();
  const columns: readonly Column<Place>[] = [
    {
      name: text('dwellings.neighbourhood'),
      cell: ({ id, name }) => <PlainLink href={`/omrader/${id}`}>{name}</PlainLink>,
    },
    { name: text('place.load'), cell: ({ load }) => load, isNumber: true },
    { name: text('place.cap'), cell: ({ cap }) => cap ?? '–', isNumber: true },
    { name: text('place.fullnessHead'), cell: ({ fullness }) => text(`place.fullness.${fullness}`) },
    { name: text('place.status'), cell: ({ status }) => text(`place.status.${status}`) },
  ];
  return (
    <div className="bt-map-table">
      <SimpleTable caption={text('map.caption')} columns={columns} rows={places} keyOf={({ id }) => id} />
    </div>
  );
});
