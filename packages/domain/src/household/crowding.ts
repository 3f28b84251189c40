/** The figures that crowding is judged by. */
export interface CrowdingFigures {
  /** Persons living in the dwelling. */
  readonly persons: number;
  /** Rooms, kitchen and bathroom not counted. */
  readonly rooms: number;
  /** Primary area in whole square metres (*p-areal*). */
  readonly areaM2: number;
}

/** Square metres for each person below which a dwelling with too few rooms is crowded. */
const AREA_PER_PERSON_M2 = 20;

/**
 * Whether a household lives in a crowded dwelling (*trangbodd*) as Statistics Norway counts it: one person in one
 * room, or more persons than rooms, **and** less than 20 m² for each person. A measure for statistics and for
 * describing the present dwelling; the rooms a household *needs* follow from the bedroom norm.
 *
 * Source: https://www.ssb.no/ajax/ordforklaring?key=265119&sprak=no
 */
export function isCrowded({ persons, rooms, areaM2 }: CrowdingFigures): boolean {
  const hasFewRooms = persons > rooms || (persons === 1 && rooms === 1);
  return hasFewRooms && areaM2 < AREA_PER_PERSON_M2 * persons;
}
