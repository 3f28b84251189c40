import type { DwellingRole, Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';
import type { Sheet, TableCell } from '../table/table.ts';

/** A dwelling as a file shows it. */
export interface DwellingOfSheet {
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly status: 'vacant' | 'occupied' | 'out-of-use';
  readonly role: DwellingRole;
  readonly isPromised: boolean;
  readonly vacantFrom: PlainDateString | null;
  readonly buildingName: string;
  readonly neighbourhoodName: string;
  readonly bruksenhetsnummer: string | null;
  readonly bedrooms: number;
  readonly areaM2: number;
  readonly floor: number;
  readonly hasLift: boolean;
  readonly wheelchairAccessible: boolean;
  readonly ownEntrance: boolean;
  readonly leasedInUntil: PlainDateString | null;
}

const TRACKS = { welfare: 'Velferdsbolig', care: 'Omsorgsbolig' } as const;
const PROGRAMMES = {
  ladder: 'Boligtrappa',
  'housing-first': 'Housing First',
  youth: 'Ungdomsbolig',
} as const;
const OUT_OF_USE = {
  dwelling: 'Sperret',
  'staff-base': 'Personalbase',
  repair: 'Klargjøres',
  'out-of-use': 'Sperret',
} as const satisfies Record<DwellingRole, string>;

interface Column {
  readonly label: string;
  readonly width?: number;
  readonly cell: (dwelling: DwellingOfSheet) => TableCell;
}

const COLUMNS: readonly Column[] = [
  { label: 'Bolig', cell: ({ reference }) => reference },
  { label: 'Bruksenhet', cell: ({ bruksenhetsnummer }) => bruksenhetsnummer },
  { label: 'Bygning', width: 28, cell: ({ buildingName }) => buildingName },
  { label: 'Område', width: 24, cell: ({ neighbourhoodName }) => neighbourhoodName },
  { label: 'Spor', cell: ({ track }) => TRACKS[track] },
  { label: 'Trinn', width: 8, cell: ({ level }) => level },
  { label: 'Program', cell: ({ programme }) => PROGRAMMES[programme] },
  { label: 'Status', cell: statusOf },
  { label: 'Ledig fra', cell: ({ vacantFrom }) => dateOf(vacantFrom) },
  { label: 'Soverom', width: 10, cell: ({ bedrooms }) => bedrooms },
  { label: 'Areal (m²)', width: 12, cell: ({ areaM2 }) => areaM2 },
  { label: 'Etasje', width: 8, cell: ({ floor }) => floor },
  { label: 'Heis', width: 8, cell: ({ hasLift }) => yesOrNo(hasLift) },
  { label: 'Rullestol', width: 10, cell: ({ wheelchairAccessible }) => yesOrNo(wheelchairAccessible) },
  { label: 'Egen inngang', width: 14, cell: ({ ownEntrance }) => yesOrNo(ownEntrance) },
  { label: 'Innleid til', cell: ({ leasedInUntil }) => dateOf(leasedInUntil) },
];

/** Dwellings as a table in bokmål, a row for each, in the order given. */
export function toDwellingSheet(dwellings: readonly DwellingOfSheet[]): Sheet {
  return {
    name: 'Boliger',
    columns: COLUMNS.map(({ label, width }) => (width === undefined ? { label } : { label, width })),
    rows: dwellings.map((dwelling) => COLUMNS.map(({ cell }) => cell(dwelling))),
  };
}

function statusOf({ status, role, isPromised }: DwellingOfSheet): string {
  if (status === 'occupied') return 'Bebodd';
  if (isPromised) return 'Tilbudt';
  return status === 'vacant' ? 'Ledig' : OUT_OF_USE[role];
}

function dateOf(date: PlainDateString | null): TableCell {
  return date === null ? null : { date };
}

function yesOrNo(value: boolean): string {
  return value ? 'Ja' : 'Nei';
}
