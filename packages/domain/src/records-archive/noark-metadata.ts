/** What kind of document goes to the archive. */
export type ArchivedKind = 'round-protocol' | 'review-protocol' | 'letter';

/** What is known here of a document that goes to the archive. Nothing of it names a person. */
export interface ArchivedDocument {
  readonly documentId: string;
  readonly kind: ArchivedKind;
  /** What it belongs to: the case of a household, or a round. */
  readonly caseKind: 'household' | 'round';
  readonly caseId: string;
  /** Instant (UTC) of its making, or of its signing. */
  readonly createdAt: string;
  readonly mediaType: 'application/pdf' | 'application/json';
  /** SHA-256 in hex. */
  readonly sha256: string;
  readonly byteCount: number;
  /** Whether somebody of the case has a protected address: then it is screened more strictly. */
  readonly isProtected: boolean;
}

/** A name that is known to the archive alone. */
type Unknown = null;

/** Names and values of Noark 5 (version 5.5, metadata catalogue), as far as they are known here. */
export interface NoarkMetadata {
  readonly format: 'boligtrapp-noark/1';
  readonly saksmappe: {
    readonly mappeID: Unknown;
    readonly tittel: string;
    readonly arkivdel: Unknown;
    readonly klasse: Unknown;
    readonly administrativEnhet: Unknown;
    readonly saksansvarlig: Unknown;
    readonly virksomhetsspesifikkeMetadata: {
      readonly boligtrapp: { readonly kind: string; readonly id: string };
    };
  };
  readonly registrering: {
    readonly systemID: Unknown;
    readonly tittel: string;
    readonly journalposttype: 'Utgående dokument' | 'Organinternt dokument uten oppfølging';
    readonly journalstatus: Unknown;
    readonly korrespondansepart: Unknown;
    readonly opprettetDato: string;
    readonly skjerming: NoarkSkjerming;
    /** `beskyttetAdresse`: nobody but those who are named for the case may find it. */
    readonly virksomhetsspesifikkeMetadata: { readonly boligtrapp: { readonly beskyttetAdresse: boolean } };
  };
  readonly dokumentbeskrivelse: {
    readonly tittel: string;
    readonly dokumenttype: Unknown;
    readonly dokumentstatus: 'Dokumentet er ferdigstilt';
    readonly tilknyttetRegistreringSom: 'Hoveddokument';
    readonly virksomhetsspesifikkeMetadata: { readonly boligtrapp: { readonly documentId: string } };
  };
  readonly dokumentobjekt: {
    readonly versjonsnummer: 1;
    readonly variantformat: 'Arkivformat' | 'Produksjonsformat';
    readonly format: 'PDF/A-2a' | 'JSON';
    readonly mimeType: string;
    readonly referanseDokumentfil: string;
    readonly sjekksum: string;
    readonly sjekksumAlgoritme: 'SHA-256';
    /** Bytes, in decimal figures. */
    readonly filstoerrelse: string;
  };
  /** Paths of what the archive decides, and is null above. */
  readonly ukjent: readonly string[];
}

/** Why not everybody may see it. */
export interface NoarkSkjerming {
  readonly tilgangsrestriksjon: 'Unntatt offentlighet';
  readonly skjermingshjemmel: 'forvaltningsloven § 13';
  readonly skjermingDokument: 'Skjerming av hele dokumentet';
}

const TITLES: Readonly<Record<ArchivedKind, string>> = {
  letter: 'Brev om leieforhold i kommunal bolig',
  'review-protocol': 'Protokoll om rullering av leieforhold',
  'round-protocol': 'Protokoll fra tildelingsutvalget',
};

const UNKNOWN = [
  'saksmappe.mappeID',
  'saksmappe.arkivdel',
  'saksmappe.klasse',
  'saksmappe.administrativEnhet',
  'saksmappe.saksansvarlig',
  'registrering.systemID',
  'registrering.journalstatus',
  'registrering.korrespondansepart',
  'dokumentbeskrivelse.dokumenttype',
] as const;

/** The name of the file of a document, beside its metadata. */
export function archivedFileName({ mediaType }: Pick<ArchivedDocument, 'mediaType'>): string {
  return mediaType === 'application/pdf' ? 'dokument.pdf' : 'dokument.json';
}

/**
 * The metadata of a document for the archive. Titles say what kind of document it is and nothing of the case: a title is
 * the first thing that an archive shows (Noark 5, 2.8.2). What the archive decides is null, and listed.
 *
 * @law LOV-1967-02-10 § 13
 */
export function toNoarkMetadata(document: ArchivedDocument): NoarkMetadata {
  const tittel = TITLES[document.kind];
  const isPdf = document.mediaType === 'application/pdf';
  return {
    format: 'boligtrapp-noark/1',
    saksmappe: {
      mappeID: null,
      tittel: document.caseKind === 'round' ? 'Tildelingsrunde' : 'Sak om kommunal bolig',
      arkivdel: null,
      klasse: null,
      administrativEnhet: null,
      saksansvarlig: null,
      virksomhetsspesifikkeMetadata: { boligtrapp: { kind: document.caseKind, id: document.caseId } },
    },
    registrering: {
      systemID: null,
      tittel,
      journalposttype:
        document.kind === 'letter' ? 'Utgående dokument' : 'Organinternt dokument uten oppfølging',
      journalstatus: null,
      korrespondansepart: null,
      opprettetDato: document.createdAt,
      skjerming: {
        tilgangsrestriksjon: 'Unntatt offentlighet',
        skjermingshjemmel: 'forvaltningsloven § 13',
        skjermingDokument: 'Skjerming av hele dokumentet',
      },
      virksomhetsspesifikkeMetadata: { boligtrapp: { beskyttetAdresse: document.isProtected } },
    },
    dokumentbeskrivelse: {
      tittel,
      dokumenttype: null,
      dokumentstatus: 'Dokumentet er ferdigstilt',
      tilknyttetRegistreringSom: 'Hoveddokument',
      virksomhetsspesifikkeMetadata: { boligtrapp: { documentId: document.documentId } },
    },
    dokumentobjekt: {
      versjonsnummer: 1,
      variantformat: isPdf ? 'Arkivformat' : 'Produksjonsformat',
      format: isPdf ? 'PDF/A-2a' : 'JSON',
      mimeType: document.mediaType,
      referanseDokumentfil: archivedFileName(document),
      sjekksum: document.sha256,
      sjekksumAlgoritme: 'SHA-256',
      filstoerrelse: String(document.byteCount),
    },
    ukjent: UNKNOWN,
  };
}
