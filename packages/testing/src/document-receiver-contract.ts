import { createHash, randomUUID } from 'node:crypto';
import { toNoarkMetadata } from '@boligtrapp/domain';
import type { HandedOver, OutgoingDocument } from '@boligtrapp/use-cases';
import { describe, expect, it } from 'vitest';

/** What takes documents: an archive's `deposit`, or the `dispatch` of who sends letters. */
export interface DocumentReceiverUnderTest {
  readonly handOver: (document: OutgoingDocument) => Promise<HandedOver>;
  /** The bytes and the metadata that lie under the reference now; undefined where nothing does. */
  readonly read: (
    reference: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly metadata: unknown } | undefined>;
  /** How many documents lie there. */
  readonly count: () => Promise<number>;
  /** Makes the next document fail half-way, as a full disk or a lost connection does. */
  readonly breakNext: () => Promise<void>;
}

/** A document with these bytes; another id each time. */
export function anOutgoingDocument(
  text = 'innhold',
  changes: Partial<OutgoingDocument> = {},
): OutgoingDocument {
  const id = changes.id ?? randomUUID();
  const bytes = Buffer.from(text);
  const metadata = toNoarkMetadata({
    documentId: id,
    kind: 'letter',
    caseKind: 'household',
    caseId: randomUUID(),
    createdAt: '2026-11-28T10:00:00Z',
    mediaType: 'application/pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    byteCount: bytes.byteLength,
    isProtected: false,
  });
  return { id, municipalityId: randomUUID(), fileName: 'dokument.pdf', bytes, metadata, ...changes };
}

/**
 * What every adapter of `RecordsArchive` and `LetterDispatch` must hold, a folder and a real system alike. Called in a
 * test file with a name and a maker of a fresh receiver.
 */
export function testDocumentReceiverContract(
  name: string,
  make: () => Promise<DocumentReceiverUnderTest>,
): void {
  describe(`the contract of a receiver of documents: ${name}`, () => {
    it('has the document and its metadata, byte for byte, when it says so', async () => {
      const receiver = await make();
      const document = anOutgoingDocument('æøå');
      const { reference } = await receiver.handOver(document);
      expect(reference.length).toBeGreaterThan(0);
      expect(reference.length).toBeLessThanOrEqual(200);
      const found = await receiver.read(reference);
      expect(Buffer.from(found?.bytes ?? []).equals(document.bytes)).toBe(true);
      expect(found?.metadata).toEqual(JSON.parse(JSON.stringify(document.metadata)));
    });

    it('keeps a document that comes again once, under the same reference', async () => {
      const receiver = await make();
      const document = anOutgoingDocument();
      const references = [await receiver.handOver(document), await receiver.handOver(document)];
      expect(references[1]).toEqual(references[0]);
      expect(await receiver.count()).toBe(1);
    });

    it('keeps it once when it comes several times at the same time', async () => {
      const receiver = await make();
      const document = anOutgoingDocument();
      const taken = await Promise.all(
        Array.from({ length: 8 }, async () => await receiver.handOver(document)),
      );
      expect(new Set(taken.map(({ reference }) => reference)).size).toBe(1);
      expect(await receiver.count()).toBe(1);
    });

    it('refuses another document under the same id, and keeps the first', async () => {
      const receiver = await make();
      const first = anOutgoingDocument('det første');
      const { reference } = await receiver.handOver(first);
      const { id, municipalityId } = first;
      const other = anOutgoingDocument('et annet', { id, municipalityId });
      await expect(receiver.handOver(other)).rejects.toThrow();
      expect(Buffer.from((await receiver.read(reference))?.bytes ?? []).toString()).toBe('det første');
    });

    it('has nothing of a document that failed half-way, and all of it when it comes again', async () => {
      const receiver = await make();
      const document = anOutgoingDocument();
      await receiver.breakNext();
      await expect(receiver.handOver(document)).rejects.toThrow();
      expect(await receiver.count()).toBe(0);
      const { reference } = await receiver.handOver(document);
      expect(Buffer.from((await receiver.read(reference))?.bytes ?? []).equals(document.bytes)).toBe(true);
    });

    it('keeps documents of different municipalities apart', async () => {
      const receiver = await make();
      const id = randomUUID();
      const [one, other] = [anOutgoingDocument('en', { id }), anOutgoingDocument('to', { id })];
      const references = [await receiver.handOver(one), await receiver.handOver(other)];
      expect(references[0]).not.toEqual(references[1]);
      expect(await receiver.count()).toBe(2);
    });
  });
}
