import type { Schemas } from '@boligtrapp/client';
import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { QueryState } from '../../components/query-state.tsx';
import { withoutUndefined } from '../../components/read-search.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { LoadWhatIf } from '../places/load-what-if.tsx';
import { useNeighbourhoods } from '../places/neighbourhood-names.ts';
import type { DwellingSearch } from './dwelling-search.ts';
import { MapDrawing } from './map-drawing.tsx';
import { MapTable } from './map-table.tsx';

type Place = Schemas['Place'];

const KEY = 'boligtrapp.map';

/** The load of each neighbourhood on a map and in a table; choosing one filters the dwellings. */
export function NeighbourhoodMap({
  search,
  onChange,
}: {
  readonly search: DwellingSearch;
  readonly onChange: (search: DwellingSearch) => void;
}): ReactNode {
  const [isShown, setIsShown] = useState(() => localStorage.getItem(KEY) !== 'hidden');
  const toggle = (): void => {
    localStorage.setItem(KEY, isShown ? 'hidden' : 'shown');
    setIsShown(!isShown);
  };
  return (
    <section aria-labelledby="map-title" className="bt-map">
      <div className="bt-actions">
        <Heading level={2} data-size="xs" id="map-title">
          <Text id="map.title" />
        </Heading>
        <Button variant="tertiary" data-size="sm" aria-expanded={isShown} onClick={toggle}>
          <Text id={isShown ? 'map.hide' : 'map.show'} />
        </Button>
      </div>
      {isShown && <Loads search={search} onChange={onChange} />}
    </section>
  );
}

function Loads({
  search,
  onChange,
}: {
  readonly search: DwellingSearch;
  readonly onChange: (search: DwellingSearch) => void;
}): ReactNode {
  const places = useNeighbourhoods();
  const shapes = useAnswer(['place-shapes'], async () => api.GET('/v1/place-shapes'));
  const latest = useRef({ search, onChange });
  useEffect(() => {
    latest.current = { search, onChange };
  });
  // The same function for as long as the map is shown: it is drawn anew when its figures change, not at every filter.
  const toggle = useCallback((placeId: string): void => {
    const { search: now, onChange: change } = latest.current;
    const { page: _page, neighbourhood, ...rest } = now;
    change(withoutUndefined({ ...rest, neighbourhood: neighbourhood === placeId ? undefined : placeId }));
  }, []);
  return (
    <>
      <Paragraph data-size="sm">
        <Text id="map.what" />
      </Paragraph>
      <div className="bt-map-and-table">
        <QueryState query={places}>
          {(all) => (
            <>
              <QueryState query={shapes}>
                {({ items }) => (
                  <Drawn places={all} shapes={items} chosenId={search.neighbourhood} onToggle={toggle} />
                )}
              </QueryState>
              <MapTable places={all} />
            </>
          )}
        </QueryState>
      </div>
      {search.neighbourhood !== undefined && <LoadWhatIf placeId={search.neighbourhood} />}
    </>
  );
}

function Drawn({
  places,
  shapes,
  chosenId,
  onToggle,
}: {
  readonly places: readonly Place[];
  readonly shapes: Schemas['PlaceShapes']['items'];
  readonly chosenId: string | undefined;
  readonly onToggle: (placeId: string) => void;
}): ReactNode {
  const text = useText();
  const sources = useMemo(
    () => [...new Set(shapes.flatMap(({ source }) => (source === null ? [] : [source])))].join(', '),
    [shapes],
  );
  return (
    <figure className="bt-figure">
      <MapDrawing places={places} shapes={shapes} chosenId={chosenId} onToggle={onToggle} />
      <figcaption>
        {shapes.length < places.length && <span className="bt-note">{text('map.noShape')}</span>}
        {sources !== '' && <span className="bt-note">{text('map.source', { source: sources })}</span>}
      </figcaption>
    </figure>
  );
}
