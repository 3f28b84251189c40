import type { Schemas } from '@boligtrapp/client';
import { geoIdentity, geoPath } from 'd3-geo';
import { type KeyboardEvent, memo, type ReactNode, useId, useMemo } from 'react';
import { useText } from '../../i18n/text.tsx';

type Place = Schemas['Place'];
type Shape = Schemas['PlaceShapes']['items'][number];

const WIDTH = 720;
const HEIGHT = 480;
/** Kinds of fullness in the order of the legend. */
const FULLNESS = ['room', 'near', 'full', 'over', 'uncapped'] as const;

interface DrawnPlace {
  readonly place: Place;
  readonly path: string;
  readonly middle: readonly [number, number];
}

/** Areas as toggle buttons, each with its figures as text; what is over its cap is hatched as well. */
export const MapDrawing = memo(function MapDrawing({
  places,
  shapes,
  chosenId,
  onToggle,
}: {
  readonly places: readonly Place[];
  readonly shapes: readonly Shape[];
  readonly chosenId: string | undefined;
  readonly onToggle: (placeId: string) => void;
}): ReactNode {
  const text = useText();
  const hatch = useId();
  const drawn = useMemo(() => draw(places, shapes), [places, shapes]);
  if (drawn.length === 0) return null;
  return (
    <>
      <svg
        className="bt-map-drawing"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="group"
        aria-label={text('map.title')}
      >
        <Hatch id={hatch} />
        {drawn.map((each) => (
          <Area
            key={each.place.id}
            drawn={each}
            hatch={hatch}
            isChosen={each.place.id === chosenId}
            onToggle={onToggle}
          />
        ))}
      </svg>
      <Legend hatch={hatch} shown={new Set(drawn.map(({ place }) => place.fullness))} />
    </>
  );
});

function draw(places: readonly Place[], shapes: readonly Shape[]): readonly DrawnPlace[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const shrink = shrinkOf(shapes);
  const features = shapes.flatMap(({ placeId, shape }) => {
    const place = byId.get(placeId);
    return place === undefined ? [] : [{ place, geometry: asDrawn(shape, shrink) }];
  });
  const all = {
    type: 'GeometryCollection' as const,
    geometries: features.map(({ geometry }) => geometry),
  };
  const path = geoPath(geoIdentity().reflectY(true).fitSize([WIDTH, HEIGHT], all)).digits(1);
  return features.map(({ place, geometry }) => ({
    place,
    path: path(geometry) ?? '',
    middle: path.centroid(geometry),
  }));
}

/** How much shorter a degree of longitude is than one of latitude, there where the municipality lies. */
function shrinkOf(shapes: readonly Shape[]): number {
  const [first] = shapes;
  const position = first?.shape.coordinates.flat(2).flat().slice(0, 2);
  return Math.cos(((position?.[1] ?? 0) * Math.PI) / 180);
}

/**
 * A shape for a flat drawing. On a sphere d3-geo would need each ring to run the right way round, and files of maps
 * differ in that.
 */
function asDrawn(
  shape: Shape['shape'],
  shrink: number,
): { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] } {
  const flat = (rings: readonly (readonly (readonly number[])[])[]): number[][][] =>
    rings.map((ring) => ring.map(([longitude = 0, latitude = 0]) => [longitude * shrink, latitude]));
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: flat(shape.coordinates) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map(flat) };
}

function Area({
  drawn: { place, path, middle },
  hatch,
  isChosen,
  onToggle,
}: {
  readonly drawn: DrawnPlace;
  readonly hatch: string;
  readonly isChosen: boolean;
  readonly onToggle: (placeId: string) => void;
}): ReactNode {
  const text = useText();
  const { id, name, load, cap, fullness } = place;
  const said = text(`place.fullness.${fullness}`).toLocaleLowerCase('nb');
  const label =
    cap === null
      ? text('map.areaUncapped', { name, load, fullness: said })
      : text('map.area', { name, load, cap, fullness: said });
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onToggle(id);
  };
  const [x, y] = middle;
  const isLoud = fullness === 'near' || fullness === 'full' || fullness === 'over';
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={label}
      className="bt-map-area"
      onClick={() => onToggle(id)}
      onKeyDown={press}
    >
      <path d={path} className={`bt-map-shape bt-map-${fullness}`} />
      {fullness === 'over' && <path d={path} fill={`url(#${hatch})`} />}
      <text x={x} y={y - 2} className="bt-map-text">
        {/* As the name says it: whoever speaks to the page says what they see. */}
        {`${cap === null ? load : text('place.loadOf', { load, cap })} `}
      </text>
      {isLoud && (
        <text x={x} y={y + 11} className="bt-map-text">
          {said}
        </text>
      )}
    </g>
  );
}

function Hatch({ id }: { readonly id: string }): ReactNode {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="1.5" height="6" className="bt-map-hatch" />
      </pattern>
    </defs>
  );
}

function Legend({
  hatch,
  shown,
}: {
  readonly hatch: string;
  readonly shown: ReadonlySet<string>;
}): ReactNode {
  const text = useText();
  return (
    <ul className="bt-legend" aria-label={text('map.legend')}>
      {FULLNESS.filter((fullness) => fullness !== 'uncapped' || shown.has(fullness)).map((fullness) => (
        <li key={fullness}>
          <svg width="28" height="18" aria-hidden="true">
            <rect width="28" height="18" className={`bt-map-shape bt-map-${fullness}`} />
            {fullness === 'over' && <rect width="28" height="18" fill={`url(#${hatch})`} />}
          </svg>
          {text(`place.fullness.${fullness}`)}
        </li>
      ))}
    </ul>
  );
}
