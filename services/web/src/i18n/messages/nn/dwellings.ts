import type { dwellings as wanted } from '../nb/dwellings.ts';

/** Texts in nynorsk. */
export const dwellings: Readonly<Record<keyof typeof wanted, string>> = {
  'dwellings.caption': 'Bustader som kommunen rår over',
  'dwellings.count': '{count, number} av {all, number} bustader',
  'dwellings.none': 'Ingen bustader passar med det du har valt.',
  'dwellings.text': 'Søk etter nummer, bygning eller område',
  'dwellings.track': 'Spor',
  'dwellings.reference': 'Bustad',
  'dwellings.building': 'Bygning',
  'dwellings.neighbourhood': 'Område',
  'dwellings.step': 'Spor og trinn',
  'dwellings.bedrooms': 'Soverom',
  'dwellings.area': 'Areal',
  'dwellings.status': 'Status',
  'dwellings.squareMetres': '{area, number} m²',
  'dwellings.bedroomCount': '{count, plural, one {# soverom} other {# soverom}}',
  'dwellings.activeFilters': 'Valde filter',
  'dwellings.removeFilter': 'Slett filteret {name}',
  'dwellings.reset': 'Nullstill filter',
  'dwellings.unknownArea': 'Eit område utan bustader',
};
