import type { dwellings as wanted } from '../nb/dwellings.ts';

/** Texts in English. */
export const dwellings: Readonly<Record<keyof typeof wanted, string>> = {
  'dwellings.caption': 'Dwellings at the municipality’s disposal',
  'dwellings.count': '{count, number} of {all, number} dwellings',
  'dwellings.none': 'No dwelling fits what you have chosen.',
  'dwellings.text': 'Search for number, building or area',
  'dwellings.track': 'Ladder',
  'dwellings.reference': 'Dwelling',
  'dwellings.building': 'Building',
  'dwellings.neighbourhood': 'Area',
  'dwellings.step': 'Ladder and step',
  'dwellings.bedrooms': 'Bedrooms',
  'dwellings.area': 'Floor area',
  'dwellings.status': 'State',
  'dwellings.squareMetres': '{area, number} m²',
  'dwellings.bedroomCount': '{count, plural, one {# bedroom} other {# bedrooms}}',
  'dwellings.activeFilters': 'Chosen filters',
  'dwellings.removeFilter': 'Delete the filter {name}',
  'dwellings.reset': 'Reset filters',
  'dwellings.unknownArea': 'An area without dwellings',
};
