import { fileURLToPath } from 'node:url';
import { PdfError } from './pdf-error.ts';
import { type PdfLimits, type PdfProcess, startPdfProcess } from './pdf-process.ts';
import type { DocumentLanguage, PdfSetup, PdfTask } from './pdf-task.ts';

/** One document to be made. */
export interface PdfRequest {
  /** Name of a template, without `.typ`. */
  readonly template: string;
  /** Anything that JSON can hold; the template reads it as data, and no part of it is ever run. */
  readonly data: unknown;
  readonly language: DocumentLanguage;
  readonly title: string;
  /** Instant (ISO 8601, UTC) that the document bears; a whole second is kept of it. */
  readonly createdAt: string;
}

/** Makes PDFs: PDF/A-2a, tagged, with our own fonts only. */
export interface PdfRenderer {
  /**
   * The same request gives the same bytes. Documents are made one after the other.
   *
   * @throws {PdfError} and then this document alone was not made.
   */
  readonly renderPdf: (request: PdfRequest) => Promise<Uint8Array>;
  /** Ends the process; what waits is refused with `pdf.closed`. */
  readonly close: () => Promise<void>;
}

/** Settings of {@link createPdfRenderer}; the defaults are those for use. */
export interface PdfRendererOptions {
  readonly limits?: Partial<PdfLimits>;
  /** Documents after which the process is replaced, since its memory creeps. */
  readonly documentsPerProcess?: number;
  readonly templatesDir?: URL;
  /** Module of the process; tests bring one that misbehaves. */
  readonly filename?: URL;
  /** Told of each process that is started. */
  readonly onStart?: (pid: number | undefined) => void;
}

/** A report of a thousand rows takes far less of both; what takes this much is stuck. */
const LIMITS: PdfLimits = { timeoutMs: 10_000, memoryMiB: 768, lookEveryMs: 50 };
const DOCUMENTS_PER_PROCESS = 100;
const TEMPLATE_NAME = /^[a-z][a-z0-9-]*$/u;

/**
 * Inter in two weights, complete: the Sámi languages' č đ ŋ š ŧ ž are in it. Typst finds the fonts of the machine too,
 * but takes ours before an Inter of theirs, and no other (`fallback: false` in the templates).
 */
const FONT_FILES = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
] as const;

/**
 * A renderer with one process of its own, started with the first document. Typst runs in another process because it
 * is native code whose memory creeps: there it can be limited, given up, and thrown away.
 */
export function createPdfRenderer(options: PdfRendererOptions = {}): PdfRenderer {
  const limits = { ...LIMITS, ...options.limits };
  const perProcess = options.documentsPerProcess ?? DOCUMENTS_PER_PROCESS;
  const filename = options.filename ?? new URL('./pdf-child.ts', import.meta.url);
  const setup: PdfSetup = {
    templatesDir: fileURLToPath(options.templatesDir ?? new URL('../../templates/', import.meta.url)),
    fontFiles: FONT_FILES.map((file) => fileURLToPath(import.meta.resolve(file))),
  };
  let current: { readonly process: PdfProcess; made: number } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function takeProcess(): Promise<PdfProcess> {
    if (current !== undefined && (current.made >= perProcess || current.process.isGone())) {
      await current.process.stop();
      current = undefined;
    }
    if (current === undefined) {
      current = { process: startPdfProcess(filename, setup), made: 0 };
      options.onStart?.(current.process.pid);
    }
    current.made += 1;
    return current.process;
  }

  async function render(task: PdfTask): Promise<Uint8Array> {
    if (isClosed) throw new PdfError('pdf.closed');
    const process = await takeProcess();
    try {
      return await process.render(task, limits);
    } catch (error) {
      throw isClosed ? new PdfError('pdf.closed') : error;
    }
  }

  return {
    async renderPdf(request) {
      const task = toTask(request);
      const made = last.then(async () => await render(task));
      last = made.catch(() => {});
      return await made;
    },
    async close() {
      isClosed = true;
      await current?.process.stop();
      await last;
    },
  };
}

const MS_PER_SECOND = 1_000;

function toTask({ template, data, language, title, createdAt }: PdfRequest): PdfTask {
  // A name is no path: templates are read from their folder and nowhere else.
  if (!TEMPLATE_NAME.test(template)) throw new PdfError('pdf.not-compiled', 'not the name of a template');
  return {
    template,
    input: JSON.stringify({ title, language, data }),
    createdAtSeconds: Math.floor(Temporal.Instant.from(createdAt).epochMilliseconds / MS_PER_SECOND),
  };
}
