// The process that makes PDFs; started by pdf-process.ts, one document at a time.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { compileFault } from './compile-fault.ts';
import type { PdfAnswer, PdfSetup, PdfTask } from './pdf-task.ts';

/** Archive format and accessible: Typst refuses what is not tagged, has no title or no language. */
const PDF_STANDARD = 'a-2a';
/** Documents after which what the compiler remembers is forgotten; without it, memory grows by 13 MB for each. */
const CACHE_AGE = 2;
const PACKAGE_IMPORT = /["']@[^"']*["']/u;

let compiler: NodeCompiler | undefined;
let templatesDir = '';

function answer(message: PdfAnswer): void {
  process.send?.(message);
}

function setUp(setup: PdfSetup): void {
  for (const name of readdirSync(setup.templatesDir)) {
    // A package would be downloaded. The process has no way out to the network either (pdf-process.ts).
    if (name.endsWith('.typ') && PACKAGE_IMPORT.test(readFileSync(join(setup.templatesDir, name), 'utf8'))) {
      answer({ kind: 'fault', code: 'pdf.not-compiled', detail: `${name} imports a package` });
      return;
    }
  }
  ({ templatesDir } = setup);
  const fontBlobs = setup.fontFiles.map((file) => readFileSync(file));
  compiler = NodeCompiler.create({ workspace: templatesDir, fontArgs: [{ fontBlobs }] });
  answer({ kind: 'ready' });
}

function compile(task: PdfTask, using: NodeCompiler): PdfAnswer {
  const result = using.compile({
    mainFilePath: join(templatesDir, `${task.template}.typ`),
    inputs: { input: task.input },
  });
  const document = result.result;
  if (document === null) {
    const diagnostics: unknown = result.takeError()?.shortDiagnostics;
    return { kind: 'fault', ...compileFault(firstMessage(diagnostics)) };
  }
  const bytes = using.pdf(document, {
    pdfStandard: PDF_STANDARD,
    creationTimestamp: task.createdAtSeconds,
  });
  return { kind: 'pdf', bytes };
}

function firstMessage(diagnostics: unknown): string {
  const first: unknown = Array.isArray(diagnostics) ? diagnostics[0] : undefined;
  const hasMessage = typeof first === 'object' && first !== null && 'message' in first;
  return hasMessage ? String(first.message) : 'no message';
}

/** The message within what the compiler throws when it writes the file: the debug text of its diagnostics. */
function thrownMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (/message: "((?:[^"\\]|\\.)*)"/su.exec(text)?.[1] ?? text).replaceAll('\\"', '"');
}

process.on('message', (message: PdfSetup | PdfTask) => {
  if ('fontFiles' in message) {
    setUp(message);
    return;
  }
  if (compiler === undefined) return;
  try {
    answer(compile(message, compiler));
  } catch (error) {
    answer({ kind: 'fault', ...compileFault(thrownMessage(error)) });
  }
  compiler.evictCache(CACHE_AGE);
});
// The parent is gone: nobody would end this process.
process.on('disconnect', () => process.exit());
