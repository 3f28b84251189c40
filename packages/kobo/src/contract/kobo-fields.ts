/** What a field holds, as far as it is published; `object` and `enum` are whose inside and values are not. */
export type KoboFieldType =
  | 'boolean'
  | 'enum'
  | 'enum-list'
  | 'integer'
  | 'number'
  | 'object'
  | 'string'
  | 'uuid';

/** What is published of a field of a dwelling in Kobo. */
export interface KoboField {
  readonly type: KoboFieldType;
  readonly isRequired?: true;
  /** Left out where the documentation does not say. */
  readonly isUpdatable?: boolean;
  readonly note?: string;
}

/**
 * The fields of a dwelling in Kobo's Bolig API V1, as they are published, under Kobo's own names. The values of enums and
 * the fields of objects are not published: they are passed through as they come.
 *
 * @source https://apidocs.husbanken.no (Kobo Bolig API, V1), read 2026-11-22; openapi/kobo/bolig-api-v1.json
 */
export const KOBO_FIELDS = {
  adresse: { type: 'object', isRequired: true, isUpdatable: false },
  antallSoverom: { type: 'integer', isUpdatable: true, note: 'Not available in the land register.' },
  boligtype: { type: 'enum', isRequired: true, isUpdatable: true },
  bruksareal: { type: 'number', isUpdatable: true, note: 'As in the land register.' },
  bruksenhetsnummer: { type: 'string', isUpdatable: false },
  bygning: { type: 'object', isUpdatable: false },
  disposisjonsform: { type: 'enum', isUpdatable: true },
  egenskaper: { type: 'enum-list', isUpdatable: true },
  eieform: { type: 'enum', isUpdatable: true, note: 'V1 only.' },
  eiendom: { type: 'object', isUpdatable: true },
  eier: { type: 'object', isUpdatable: false },
  eieseksjon: { type: 'object', isUpdatable: true },
  ekstraReferanse: { type: 'string', note: 'Several units in one bruksenhet.' },
  erBofellesskap: { type: 'boolean', isUpdatable: true },
  erTilgjengeligForRullestolbruker: {
    type: 'boolean',
    note: 'True lets Kobo set a set of egenskaper; false takes them away.',
  },
  etasjenummer: { type: 'integer', isUpdatable: true, note: 'Floor of the entrance.' },
  husstand: { type: 'object' },
  koboId: { type: 'uuid', note: 'Always in answers to GET.' },
  kvalifisererMvaKompensasjon: { type: 'boolean', isUpdatable: true },
  leieTilEiePotensial: { type: 'boolean', isUpdatable: true },
  leieforhold: { type: 'object', isUpdatable: true },
  leiekostnad: { type: 'object', isUpdatable: true },
  leverandorBoligId: {
    type: 'string',
    isRequired: true,
    note: 'Goes with every change. Called fdvuBoligId in the version before V1.',
  },
} as const satisfies Readonly<Record<string, KoboField>>;

/** Name of a published field. */
export type KoboFieldName = keyof typeof KOBO_FIELDS;

/** Names of the supplier's id of a dwelling, the newest first: V1, and the version before it. */
export const SUPPLIER_ID_NAMES = ['leverandorBoligId', 'fdvuBoligId'] as const;

/**
 * Fields whose inside is not published and is about people or their tenancy: owner, household, lease, rent. They go
 * through untouched and are kept nowhere.
 */
export const FIELDS_ABOUT_PEOPLE: readonly KoboFieldName[] = [
  'eier',
  'husstand',
  'leieforhold',
  'leiekostnad',
];
