import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideImportRow, isRejected } from './decide-import-row.ts';
import { IMPORT_COLUMNS } from './import-columns.ts';
import { columnFinder, type RawCell, type ReadRow, readImportRow } from './read-import-row.ts';

const COLUMNS = IMPORT_COLUMNS.dwellings;
const find = columnFinder(COLUMNS);

const GOOD: Readonly<Record<string, RawCell>> = {
  Bolig: 'V-1',
  Bygning: 'Solbakken',
  Spor: 'Velferdsbolig',
  Trinn: '2',
  Soverom: 1,
  'Areal (m²)': '48',
  Etasje: -1,
  Heis: 'Nei',
  Rullestol: 'ja',
  Robust: true,
  'Egen inngang': 'JA',
  Skjermet: 'nei',
  Disposisjonsform: 'Innleid',
  'Innleid til': '1.7.2028',
};

function row(cells: Readonly<Record<string, RawCell>>) {
  return { number: 2, cells: Object.entries(cells) };
}

function read(cells: Readonly<Record<string, RawCell>>): ReadRow {
  return readImportRow(row(cells), find);
}

describe('a row', () => {
  it('is read by headings in any letter case, with words of a spreadsheet', () => {
    const { values, faults } = readImportRow(row(GOOD), find);
    expect(faults).toEqual([]);
    expect(values).toMatchObject({
      track: 'welfare',
      level: 2,
      floor: -1,
      hasLift: false,
      wheelchairAccessible: true,
      robust: true,
      ownerForm: 'leased-in',
      leasedInUntil: '2028-07-01',
    });
    expect(readImportRow(row({ REFERENCE: 'V-1' }), find).values).toEqual({ reference: 'V-1' });
  });

  it.each([
    ['Trinn', '6', 'out-of-range'],
    ['Trinn', '2,5', 'not-a-whole-number'],
    ['Trinn', '1e1', 'not-a-whole-number'],
    ['Heis', 'kanskje', 'not-yes-or-no'],
    ['Spor', 'Annet', 'not-one-of-the-choices'],
    ['Spor', 'constructor', 'not-one-of-the-choices'],
    ['Innleid til', '31.02.2027', 'not-a-date'],
    ['Innleid til', 1, 'not-a-date'],
    ['Bruksenhet', 'X0101', 'wrong-form'],
    ['Skolekrets', 'a\nb', 'wrong-form'],
    ['Bolig', 'x'.repeat(41), 'too-long'],
    ['Skolekrets', '01819012345', 'identity-number'],
    ['Skolekrets', 'Kari 410190 12345', 'identity-number'],
  ])('names what is wrong with %s = %j', (heading, cell, code) => {
    const { faults } = readImportRow(row({ ...GOOD, [heading]: cell }), find);
    expect(faults).toEqual([{ column: find(heading)?.name, code, severity: 'reject' }]);
  });

  it('reads a day that a spreadsheet keeps as a number', () => {
    expect(readImportRow(row({ 'Innleid til': 46_357 }), find).values).toEqual({
      leasedInUntil: '2026-12-01',
    });
  });

  it('warns of a column that nobody knows, by its place, and names no heading', () => {
    const { faults } = readImportRow(row({ ...GOOD, 'Kari Nordmann': 'x' }), find);
    expect(faults).toEqual([{ column: 'column-15', code: 'column-unknown', severity: 'warn' }]);
  });

  it('of something new needs all that a dwelling has, and names each column that is missing', () => {
    const decision = decideImportRow(
      COLUMNS,
      readImportRow(row({ Bolig: 'V-1', Trinn: 'x' }), find),
      undefined,
    );
    expect(decision.kind).toBe('rejected');
    expect(decision.faults.map(({ column, code }) => [column, code])).toEqual([
      ['level', 'not-a-whole-number'],
      ...['building', 'track', 'bedrooms', 'areaM2', 'floor', 'hasLift', 'wheelchairAccessible', 'robust']
        .concat('ownEntrance', 'screened', 'ownerForm')
        .map((column) => [column, 'needed']),
    ]);
  });

  it('changes what it names and differs in, and nothing that a dwelling is placed by', () => {
    const stored = { reference: 'V-1', level: 2, bedrooms: 1, hasLift: false, schoolDistrict: null };
    expect(decideImportRow(COLUMNS, read({ Bolig: 'V-1', Soverom: 2, Trinn: 2 }), stored)).toMatchObject({
      kind: 'changed',
      columns: ['bedrooms'],
    });
    expect(decideImportRow(COLUMNS, read({ Bolig: 'V-1', Soverom: 1 }), stored).kind).toBe('unchanged');
    expect(decideImportRow(COLUMNS, read({ Bolig: 'V-1', Trinn: 3 }), stored)).toMatchObject({
      kind: 'rejected',
      faults: [{ column: 'level', code: 'not-changeable' }],
    });
  });
});

const anyCell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);

describe('whatever stands in a file', () => {
  it('is read without an error, by its rules or with a fault', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...COLUMNS.map(({ label }) => label)), anyCell), (cells) => {
        const { values, faults } = readImportRow(row(cells), find);
        const named = new Set(faults.map(({ column }) => column));
        for (const [heading, cell] of Object.entries(cells)) {
          const name = find(heading)?.name ?? '';
          const isSilent =
            cell === null || (typeof cell === 'string' && cell.replace(/^'/, '').trim() === '');
          expect(isSilent || named.has(name) || values[name] !== undefined).toBe(true);
        }
      }),
    );
  });

  it('changes nothing when what it said is stored and it comes again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...COLUMNS.map(({ label }) => label)), anyCell), (cells) => {
        const said = read({ ...GOOD, ...cells });
        const second = decideImportRow(COLUMNS, said, said.values);
        expect(second.kind).toBe(isRejected(said.faults) ? 'rejected' : 'unchanged');
      }),
    );
  });
});
