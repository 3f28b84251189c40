import { setTimeout as delay } from 'node:timers/promises';
import { findProcessToken } from '@boligtrapp/platform';
import { readPdf } from '@boligtrapp/testing/documents';
import { afterAll, describe, expect, it } from 'vitest';
import { findResidentMiB } from './pdf-process.ts';
import { createPdfRenderer, type PdfRenderer, type PdfRequest } from './pdf-renderer.ts';
import type { ReportDocument } from './report-document.ts';

const started: (number | undefined)[] = [];
const renderer = createPdfRenderer({ onStart: (pid) => started.push(pid) });
afterAll(async () => await renderer.close());

function aReport(changes: Partial<PdfRequest> = {}, rows = 3): PdfRequest {
  const data: ReportDocument = {
    landscape: false,
    facts: [{ label: 'Dato', value: '30.11.2026' }],
    sections: [
      {
        heading: 'Frister',
        text: 'Čáhppesluokta, Ŋ, đ, š, ŧ og ž.',
        table: {
          columns: [
            { label: 'Bolig', align: 'left', share: 2 },
            { label: 'Dager', align: 'right', share: 1 },
          ],
          rows: Array.from({ length: rows }, (_, index) => [`B-${index}`, `${index}`]),
        },
      },
    ],
  };
  return {
    template: 'report',
    language: 'nb',
    title: 'Rotasjon',
    createdAt: '2026-11-28T03:00:00Z',
    data,
    ...changes,
  };
}

describe('a PDF', () => {
  it('is PDF/A-2a, tagged, with its language and its own fonts only', async () => {
    const pdf = await readPdf(await renderer.renderPdf(aReport()));
    expect(pdf).toMatchObject({
      archive: '2A',
      isTagged: true,
      language: 'nb',
      title: 'Rotasjon',
      hasAllFontsEmbedded: true,
    });
    expect([...pdf.fonts].toSorted()).toEqual(['Inter-Bold', 'Inter-Regular']);
    expect([...pdf.roles]).toEqual(expect.arrayContaining(['Document', 'H1', 'H2', 'Table', 'TH', 'TD']));
    expect(pdf.text).toContain('Čáhppesluokta, Ŋ, đ, š, ŧ og ž.');
  });

  it.each(['nb', 'nn', 'en'] as const)('says that it is in %s', async (language) => {
    expect((await readPdf(await renderer.renderPdf(aReport({ language })))).language).toBe(language);
  });

  it('has the same bytes from the same request, in another process too', async () => {
    const first = await renderer.renderPdf(aReport());
    const other = createPdfRenderer();
    try {
      expect(Buffer.from(await other.renderPdf(aReport())).equals(first)).toBe(true);
      expect(Buffer.from(await renderer.renderPdf(aReport())).equals(first)).toBe(true);
      const later = await renderer.renderPdf(aReport({ createdAt: '2026-11-28T03:00:01Z' }));
      expect(Buffer.from(later).equals(first)).toBe(false);
    } finally {
      await other.close();
    }
  });

  it('prints what looks like code', async () => {
    const code = '#panic("x") #read("/etc/passwd") *fet* $x^2$ @preview <a> \\u{41}';
    const request = aReport();
    const data: ReportDocument = {
      landscape: false,
      facts: [{ label: code, value: code }],
      sections: [
        {
          heading: code,
          text: code,
          table: { columns: [{ label: code, align: 'left', share: 1 }], rows: [[code]] },
        },
      ],
    };
    const pdf = await readPdf(await renderer.renderPdf({ ...request, title: code, data }));
    expect(pdf.title).toBe(code);
    // One line each: as title, label, value, heading, text, heading of the column, cell.
    expect(pdf.text.replaceAll(/\s+/gu, ' ').split(code).length).toBe(8);
    expect(pdf.text).not.toContain('root:');
  });
});

describe('what cannot be made', () => {
  it('is refused without its text: a character that the font lacks, data that does not fit', async () => {
    await expect(renderer.renderPdf(aReport({ title: 'Kari \u{4E2D} Nordmann' }))).rejects.toMatchObject({
      code: 'pdf.character-missing',
      message: 'pdf.character-missing: U+4E2D',
    });
    const unfit = renderer.renderPdf(aReport({ data: { facts: 'Kari Nordmann' } }));
    const told = await unfit.catch(String);
    expect(told).toContain('pdf.not-compiled');
    expect(told).not.toContain('Kari');
    await expect(renderer.renderPdf(aReport({ template: '../package' }))).rejects.toMatchObject({
      code: 'pdf.not-compiled',
    });
    await expect(readPdf(await renderer.renderPdf(aReport()))).resolves.toMatchObject({ archive: '2A' });
  });

  it('is a template that imports a package, before anything is asked of the network', async () => {
    const templatesDir = new URL('../../test/templates/', import.meta.url);
    const other = createPdfRenderer({ templatesDir });
    try {
      await expect(other.renderPdf(aReport({ template: 'package' }))).rejects.toMatchObject({
        code: 'pdf.not-compiled',
        detail: 'package.typ imports a package',
      });
    } finally {
      await other.close();
    }
  });
});

async function text(from: PdfRenderer, title: string): Promise<string> {
  return Buffer.from(await from.renderPdf(aReport({ title }))).toString();
}

describe('a process that misbehaves', () => {
  const filename = new URL('../../test/processes/dying.ts', import.meta.url);

  it.each([
    ['die', 'pdf.stopped'],
    ['hang', 'pdf.timed-out'],
    ['hoard', 'pdf.out-of-memory'],
  ])('fails the document %s with %s, and no other', async (title, code) => {
    const limits = { timeoutMs: title === 'hang' ? 1_500 : 30_000, memoryMiB: 400, lookEveryMs: 10 };
    const pids: (number | undefined)[] = [];
    const other = createPdfRenderer({ filename, limits, onStart: (pid) => pids.push(pid) });
    try {
      const before = text(other, 'well');
      const bad = expect(text(other, title)).rejects.toMatchObject({ code });
      const after = text(other, 'well again');
      await bad;
      expect(await before).toBe('well');
      expect(await after).toBe('well again');
      expect(pids).toHaveLength(2);
      expect(findProcessToken(Number(pids[0]))).toBeUndefined();
    } finally {
      await other.close();
    }
    expect(findProcessToken(Number(pids[1]))).toBeUndefined();
  });

  it('is ended by close, also in the middle of a document', async () => {
    const other = createPdfRenderer({ filename });
    const hanging = expect(text(other, 'hang')).rejects.toMatchObject({ code: 'pdf.closed' });
    const waiting = expect(text(other, 'well')).rejects.toMatchObject({ code: 'pdf.closed' });
    await delay(200);
    await other.close();
    await hanging;
    await waiting;
  });
});

describe('many documents', () => {
  it('leave the memory of the process bounded, and replace it', { timeout: 240_000 }, async () => {
    const pids: (number | undefined)[] = [];
    const other = createPdfRenderer({ onStart: (pid) => pids.push(pid) });
    let peakMiB = 0;
    try {
      for (let number = 0; number < 150; number += 1) {
        await other.renderPdf(aReport({ title: `Rotasjon ${number}` }, 200));
        peakMiB = Math.max(peakMiB, await findResidentMiB(pids.at(-1)));
      }
    } finally {
      await other.close();
    }
    expect(pids).toHaveLength(2);
    // 215 MiB after a hundred; 660 where what was compiled is not forgotten.
    expect(peakMiB).toBeLessThan(500);
    if (process.platform === 'linux') expect(peakMiB).toBeGreaterThan(10);
  });
});
