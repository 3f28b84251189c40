import { plainDate } from '../time/plain-date.ts';
import type { ImportColumn, ImportSubject, ImportValues } from './import-column.ts';

const EXTERNAL_ID: ImportColumn = {
  name: 'externalId',
  label: 'Ekstern id',
  cell: { kind: 'text', longest: 80, pattern: /^[A-Za-z0-9._:/-]+$/ },
  explanation: 'Nummeret i fagsystemet raden kommer fra. Oppgi navnet på fagsystemet når filen sendes inn.',
  example: 'FDV-1001',
};

function always(): boolean {
  return true;
}

function isKind(...kinds: readonly string[]): (values: ImportValues) => boolean {
  return ({ kind }) => typeof kind === 'string' && kinds.includes(kind);
}

function yesOrNo(name: string, label: string, explanation: string, example: boolean): ImportColumn {
  return { name, label, cell: { kind: 'boolean' }, explanation, example, isNeededForNew: always };
}

/** Track, level, programme and building are what a dwelling is placed by: no file changes them. */
const DWELLING_COLUMNS: readonly ImportColumn[] = [
  {
    name: 'reference',
    label: 'Bolig',
    cell: { kind: 'text', longest: 40 },
    explanation: 'Nummeret dere bruker om boligen. Én rad for hver bolig.',
    example: 'V-0001',
    isNeededForNew: always,
    onceStored: 'fixed',
  },
  EXTERNAL_ID,
  {
    name: 'building',
    label: 'Bygning',
    cell: { kind: 'text', longest: 100 },
    explanation: 'Navnet på bygningen slik det står i Boligtrapp. Bygninger importeres som steder.',
    example: 'Solbakken 2',
    isNeededForNew: always,
    onceStored: 'fixed',
  },
  {
    name: 'track',
    label: 'Spor',
    cell: { kind: 'choice', words: { welfare: 'Velferdsbolig', care: 'Omsorgsbolig' } },
    explanation: 'Velferdsbolig eller Omsorgsbolig.',
    example: 'Velferdsbolig',
    isNeededForNew: always,
    onceStored: 'fixed',
  },
  {
    name: 'level',
    label: 'Trinn',
    cell: { kind: 'integer', min: 1, max: 5 },
    explanation: 'Trinn 1 til 5 i boligtrappa.',
    example: 1,
    isNeededForNew: always,
    onceStored: 'fixed',
  },
  {
    name: 'programme',
    label: 'Program',
    cell: {
      kind: 'choice',
      words: { ladder: 'Boligtrappa', 'housing-first': 'Housing First', youth: 'Ungdomsbolig' },
    },
    explanation: 'Boligtrappa, Housing First eller Ungdomsbolig. Tom celle betyr Boligtrappa.',
    example: 'Boligtrappa',
    onceStored: 'fixed',
  },
  {
    name: 'bedrooms',
    label: 'Soverom',
    cell: { kind: 'integer', min: 0, max: 10 },
    explanation: 'Antall soverom, 0 for ettroms.',
    example: 1,
    isNeededForNew: always,
  },
  {
    name: 'areaM2',
    label: 'Areal (m²)',
    cell: { kind: 'integer', min: 8, max: 1000 },
    explanation: 'Bruksareal i hele kvadratmeter.',
    example: 48,
    isNeededForNew: always,
  },
  {
    name: 'floor',
    label: 'Etasje',
    cell: { kind: 'integer', min: -2, max: 40 },
    explanation: 'Etasjen inngangsdøra ligger i. 1 er bakkeplan.',
    example: 1,
    isNeededForNew: always,
  },
  yesOrNo('hasLift', 'Heis', 'Ja når heisen går til etasjen, ellers Nei.', false),
  yesOrNo('wheelchairAccessible', 'Rullestol', 'Ja når boligen er tilgjengelig for rullestol.', true),
  yesOrNo('robust', 'Robust', 'Ja når boligen er bygd for hard bruk.', false),
  yesOrNo('ownEntrance', 'Egen inngang', 'Ja når inngangen ikke er felles.', true),
  yesOrNo('screened', 'Skjermet', 'Ja når boligen er skjermet fra omgivelsene.', false),
  {
    name: 'schoolDistrict',
    label: 'Skolekrets',
    cell: { kind: 'text', longest: 100 },
    explanation: 'Navnet på skolekretsen. Valgfritt.',
    example: 'Øverli',
  },
  {
    name: 'bruksenhetsnummer',
    label: 'Bruksenhet',
    cell: { kind: 'text', longest: 5, pattern: /^[HLUK]\d{4}$/ },
    explanation: 'Bokstaven H, L, U eller K og fire sifre. Valgfritt.',
    example: 'H0101',
  },
  {
    name: 'matrikkel',
    label: 'Matrikkel',
    cell: { kind: 'text', longest: 40 },
    explanation: 'Kommunenummer, gårds-, bruks-, feste- og seksjonsnummer. Valgfritt.',
    example: '3201-12/34',
  },
  {
    name: 'ownerForm',
    label: 'Disposisjonsform',
    cell: {
      kind: 'choice',
      words: { owned: 'Eid', 'leased-in': 'Innleid', 'allocation-right': 'Tildelingsrett' },
    },
    explanation: 'Eid, Innleid eller Tildelingsrett.',
    example: 'Innleid',
    isNeededForNew: always,
  },
  {
    name: 'leasedInUntil',
    label: 'Innleid til',
    cell: { kind: 'date' },
    explanation: 'Første dag kommunen ikke lenger leier boligen inn. Bare for innleide boliger.',
    example: { date: plainDate('2028-07-01') },
  },
  {
    name: 'inUseFrom',
    label: 'I bruk fra',
    cell: { kind: 'date' },
    explanation: 'Første dag en ny bolig kan brukes. Uten dato står boligen som sperret.',
    example: { date: plainDate('2026-12-01') },
    onceStored: 'ignored',
  },
];

const BUILDING_FORM_WORDS = {
  complex: 'Boligkompleks',
  'small-complex': 'Lite boligkompleks',
  single: 'Enkeltbolig',
  'modulhus-site': 'Modulhus',
  firemannsbolig: 'Firemannsbolig',
  tun: 'Tun',
  'care-free-standing': 'Frittliggende omsorgsbolig',
  'care-co-located': 'Samlokaliserte omsorgsboliger',
  'care-staffed': 'Bemannede omsorgsboliger',
  'care-special-unit': 'Spesialenhet',
  'youth-house': 'Hybelhus for unge',
  scattered: 'Spredt',
} as const;

/** What a building is. */
export type BuildingForm = keyof typeof BUILDING_FORM_WORDS;

/** Whether a value of a row names what a building is. */
export function isBuildingForm(value: unknown): value is BuildingForm {
  return typeof value === 'string' && Object.hasOwn(BUILDING_FORM_WORDS, value);
}

const PLACE_COLUMNS: readonly ImportColumn[] = [
  {
    name: 'kind',
    label: 'Type sted',
    cell: {
      kind: 'choice',
      words: { district: 'Område', neighbourhood: 'Grunnkrets', building: 'Bygning' },
    },
    explanation:
      'Område, Grunnkrets eller Bygning. Områder står over grunnkretsene i fila, og grunnkretser over bygningene.',
    example: 'Bygning',
    isNeededForNew: always,
    onceStored: 'fixed',
  },
  {
    name: 'name',
    label: 'Navn',
    cell: { kind: 'text', longest: 100 },
    explanation: 'Navnet på stedet.',
    example: 'Solbakken 2',
    isNeededForNew: always,
  },
  EXTERNAL_ID,
  {
    name: 'parent',
    label: 'Ligger i',
    cell: { kind: 'text', longest: 100 },
    explanation: 'For en grunnkrets: navnet på området. For en bygning: nummeret på grunnkretsen.',
    example: '32010101',
    isNeededForNew: isKind('neighbourhood', 'building'),
    onceStored: 'fixed',
  },
  {
    name: 'grunnkretsNumber',
    label: 'Grunnkretsnummer',
    cell: { kind: 'text', longest: 8, pattern: /^\d{8}$/ },
    explanation: 'Åtte sifre. Bare for grunnkretser.',
    example: '',
    isNeededForNew: isKind('neighbourhood'),
    onceStored: 'fixed',
  },
  {
    name: 'grunnkretsVersionYear',
    label: 'Versjonsår',
    cell: { kind: 'integer', min: 2000, max: 2100 },
    explanation: 'Året inndelingen i grunnkretser gjelder for. Bare for grunnkretser.',
    example: '',
    isNeededForNew: isKind('neighbourhood'),
    onceStored: 'fixed',
  },
  {
    name: 'dwellingCount',
    label: 'Boliger i alt',
    cell: { kind: 'integer', min: 1, max: 1_000_000 },
    explanation: 'Alle boliger i grunnkretsen, også de som ikke er kommunale. Bare for grunnkretser.',
    example: '',
    isNeededForNew: isKind('neighbourhood'),
  },
  {
    name: 'form',
    label: 'Bygningstype',
    cell: {
      kind: 'choice',
      words: BUILDING_FORM_WORDS,
    },
    explanation: 'Bare for bygninger. Ordene står i arket Forklaring.',
    example: 'Boligkompleks',
    isNeededForNew: isKind('building'),
    onceStored: 'fixed',
  },
  {
    name: 'unfitForChildren',
    label: 'Uegnet for barn',
    cell: { kind: 'boolean' },
    explanation: 'Ja når barn ikke skal bo i bygningen. Bare for bygninger; tom celle betyr Nei.',
    example: false,
  },
];

/** The columns of the files of each subject, in the order of the template. */
export const IMPORT_COLUMNS: Readonly<Record<ImportSubject, readonly ImportColumn[]>> = {
  dwellings: DWELLING_COLUMNS,
  places: PLACE_COLUMNS,
};
