import { TABLE_RETENTION } from '@boligtrapp/domain';
import type { PersonData } from '@boligtrapp/use-cases';
import { expect, it } from 'vitest';
import type { ReportDocument } from '../pdf/report-document.ts';
import { TABLE_WORDS } from './person-data-words.ts';
import { toPersonDataDocument } from './render-person-data-pdf.ts';

const DATA: PersonData = {
  format: 'boligtrapp-person-data/1',
  kind: 'access',
  exportId: '01900000-0000-7000-8000-000000000001',
  madeAt: '2026-11-28T08:00:00Z',
  person: { name: 'Ea Innsyn', birth_date: '1980-02-01', nothing: null },
  tables: { leases: [{ rent_ore_per_month: 900_000 }, { rent_ore_per_month: 910_000 }] },
  rounds: [],
  readings: [{ role: 'case-officer' }],
  changes: [],
  textsToRead: [],
};

function sectionsOf(data: PersonData): ReportDocument['sections'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the data of the template `report`
  return (toPersonDataDocument(data).data as ReportDocument).sections;
}

it('has every field of every row under the name of its table', () => {
  const sections = sectionsOf(DATA);
  expect(sections.map(({ heading }) => heading)).toEqual([
    'Person',
    'Leieforhold',
    'Grunnlag i tildelingsrunder',
    'Hvem som har sett saken',
    'Hva som er endret',
  ]);
  expect(sections[0]?.table?.rows).toEqual([
    ['Navn', 'Ea Innsyn'],
    ['Fødselsdato', '1980-02-01'],
  ]);
  expect(sections[1]?.table?.rows).toEqual([
    ['Leie per måned (øre)', '900000'],
    ['', ''],
    ['Leie per måned (øre)', '910000'],
  ]);
  expect(sections[2]).toMatchObject({ text: 'Ingenting.', table: null });
});

it('says where not all had room', () => {
  const leases = Array.from({ length: 5_000 }, (_, index) => ({ id: String(index) }));
  const [, cut, after] = sectionsOf({ ...DATA, tables: { leases } });
  expect(cut?.table?.rows).toHaveLength(3_998);
  expect(cut?.text).toContain('JSON');
  expect(after?.table).toBeNull();
});

it('calls every table of cases by a name that people know', () => {
  const cases = Object.entries(TABLE_RETENTION).filter(([, table]) => table.class === 'case');
  expect(cases.filter(([name]) => TABLE_WORDS[name] === undefined)).toEqual([]);
});
