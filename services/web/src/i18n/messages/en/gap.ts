import type { gap as wanted } from '../nb/gap.ts';

/** Texts in English. */
export const gap: Readonly<Record<keyof typeof wanted, string>> = {
  'gap.what':
    'Where are dwellings missing, and where are there more than needed? The gap is need less vacant dwellings less those expected to become vacant.',
  'gap.none': 'No need and no vacant dwellings here.',
  'gap.form': 'Show the gap as',
  'gap.asMap': 'Map of steps and bedrooms',
  'gap.horizon': 'So far ahead',
  'gap.everywhere': 'The whole municipality',
  'gap.mapCaption': '{track}: gap by step and bedrooms',
  'gap.tableCaption': '{track}: need, dwellings and gap',
  'gap.cell': 'Step and bedrooms',
  'gap.cellName': 'Step {level}, {bedrooms, plural, one {# bedroom} other {# bedrooms}}',
  'gap.cellFigures':
    '{need, number} in the queue − {supply, number} vacant − {expected, number} expected = {gap, number}',
  'gap.need': 'Need',
  'gap.supply': 'Vacant',
  'gap.expected': 'Expected',
  'gap.gap': 'Gap',
  'gap.sum': 'Sum',
  'gap.asXlsx': 'Download as Excel (.xlsx)',
  'gap.asPdf': 'Download as PDF',
  'gap.fileNote': 'In the files fewer than five households are shown as “< 5”.',
  'gap.legend': 'Choose a cell to see who and what is behind the number.',
  'gap.short': 'Above 0: so many dwellings are missing',
  'gap.even': '0: as many as are needed',
  'gap.spare': 'Below 0: so many more than are needed',
  'gap.households': 'Households in the queue: {count, number}',
  'gap.vacant': 'Vacant dwellings: {count, number}',
  'gap.falling': 'Dwellings expected to become vacant: {count, number}',
  'gap.nobody': 'None',
  'gap.assumptions': 'What the figures rest on',
  'gap.asOf': 'The figures are as of',
  'gap.until': 'Expected vacancies are counted through',
  'gap.assumption.need':
    'Need is households in the queue with a valid assessment, counted at the step of the assessment even where another step may do. Tenants who are to move are not counted.',
  'gap.assumption.bedrooms':
    'Bedrooms are the fewest that the household needs; a dwelling counts with those it has.',
  'gap.assumption.area':
    'A household belongs to an area only where it has to live in that one. Others count for the whole municipality.',
  'gap.assumption.supply':
    'Vacant dwellings can be lived in today and have no lease, also while offered to somebody still in the queue.',
  'gap.assumption.expected':
    'Vacancies are expected from what is known now: closed leases, requests to move, decided reviews and repairs. New applicants are not counted.',
  'gap.assumption.programmes': 'Programmes of their own, such as Housing First, are left out.',
};
