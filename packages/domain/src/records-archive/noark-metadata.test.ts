import { describe, expect, it } from 'vitest';
import { type ArchivedDocument, toNoarkMetadata } from './noark-metadata.ts';
import { minutesUntilNextHandOver } from './outgoing-document-states.ts';

const LETTER: ArchivedDocument = {
  documentId: '01980000-0000-7000-8000-000000000001',
  kind: 'letter',
  caseKind: 'household',
  caseId: '01980000-0000-7000-8000-000000000002',
  createdAt: '2026-11-28T10:00:00Z',
  mediaType: 'application/pdf',
  sha256: 'ab'.repeat(32),
  byteCount: 1_234,
  isProtected: false,
};

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => {
    return typeof at === 'object' && at !== null
      ? new Map<string, unknown>(Object.entries(at)).get(name)
      : undefined;
  }, value);
}

function nullsIn(value: unknown, path = ''): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => nullsIn(one, path === '' ? name : `${path}.${name}`));
}

describe('metadata for the archive', () => {
  it('lists what it does not know, all of it and nothing else', () => {
    const metadata = toNoarkMetadata(LETTER);
    expect(nullsIn(metadata).toSorted()).toEqual([...metadata.ukjent].toSorted());
    expect(metadata.ukjent.every((path) => valueAt(metadata, path) === null)).toBe(true);
  });

  it('has the values of the catalogue of Noark 5', () => {
    const { registrering, dokumentobjekt, dokumentbeskrivelse } = toNoarkMetadata(LETTER);
    expect(registrering.journalposttype).toBe('Utgående dokument');
    expect(dokumentbeskrivelse.dokumentstatus).toBe('Dokumentet er ferdigstilt');
    expect(dokumentobjekt).toMatchObject({ variantformat: 'Arkivformat', sjekksum: LETTER.sha256 });
    const minutes = { ...LETTER, kind: 'round-protocol', mediaType: 'application/json' } as const;
    expect(toNoarkMetadata(minutes)).toMatchObject({
      registrering: { journalposttype: 'Organinternt dokument uten oppfølging' },
      dokumentobjekt: { variantformat: 'Produksjonsformat', referanseDokumentfil: 'dokument.json' },
    });
  });

  it('screens every document, and marks that of somebody with a protected address', () => {
    for (const isProtected of [true, false]) {
      expect(toNoarkMetadata({ ...LETTER, isProtected }).registrering).toMatchObject({
        skjerming: {
          tilgangsrestriksjon: 'Unntatt offentlighet',
          skjermingshjemmel: 'forvaltningsloven § 13',
          skjermingDokument: 'Skjerming av hele dokumentet',
        },
        virksomhetsspesifikkeMetadata: { boligtrapp: { beskyttetAdresse: isProtected } },
      });
    }
  });
});

it('waits twice as long after each failure, a day at most', () => {
  expect([1, 2, 3, 11, 12, 1_000].map(minutesUntilNextHandOver)).toEqual([1, 2, 4, 1_024, 1_440, 1_440]);
});
