import { defaultLetterTemplate } from '@boligtrapp/documents';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOfAny } from '../../../test/answer-schemas.ts';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

function withFiles(files: Readonly<Record<string, string>>): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nb'));
  for (const [name, content] of Object.entries(files)) zip.file(name, content);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/** An archive whose sizes say something else than it holds. */
function withSize(content: string, stated: number): Uint8Array {
  const bytes = Buffer.from(withFiles({ 'word/media/a.bin': content }));
  const [size, lie] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32LE(content.length);
  lie.writeUInt32LE(stated);
  for (let at = bytes.indexOf(size); at !== -1; at = bytes.indexOf(size, at + 1)) lie.copy(bytes, at);
  return bytes;
}

const PARTS = [
  'word/document.xml',
  'word/footnotes.xml',
  'word/styles.xml',
  '[Content_Types].xml',
  'word/_rels/document.xml.rels',
];

/** Documents that unfold, fetch or read when they are parsed. */
const PROLOGUES: readonly string[] = [
  `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1_000)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY b${n} "${`&b${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('')}]>`,
  `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(50_000)}">]>`,
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:1/x">]>',
  '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/x.dtd"> %b;]>',
  '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:1/x.dtd">',
  '<!doctype a [<!entity b "c">]>',
  '<!DOCTYPE\na\n[<!ENTITY\nb "c">]>',
];

function deep(levels: number): string {
  return `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
}

/** 55 templates that would take the process with them, or read what is not theirs. */
function hostileTemplates(): readonly (readonly [string, Uint8Array])[] {
  const inParts = PARTS.flatMap((part) =>
    PROLOGUES.map((prologue, n) => {
      const xml = `<?xml version="1.0"?>${prologue}<a>${'&b;'.repeat(n === 1 ? 1_000 : 1)}</a>`;
      return [`prologue ${n} in ${part}`, withFiles({ [part]: xml })] as const;
    }),
  );
  return [
    ...inParts,
    ...[53, 60].map(
      (mega) =>
        [
          `${mega} MB of one letter`,
          withFiles({ 'word/media/a.bin': 'a'.repeat(mega * 1_000_000) }),
        ] as const,
    ),
    ...[0, 10, 0xff_ff_ff_ff].map(
      (size) => [`60 MB that say they are ${size}`, withSize('a'.repeat(60_000_000), size)] as const,
    ),
    [
      'many parts of 1 MB',
      withFiles(
        Object.fromEntries(
          Array.from({ length: 60 }, (_, n) => [`word/media/${n}.bin`, 'a'.repeat(1_000_000)]),
        ),
      ),
    ],
    [
      '600 parts',
      withFiles(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`word/${n}.xml`, '<a/>']))),
    ],
    ['a document of very many levels', withFiles({ 'word/document.xml': deep(60_000) })],
    ['a footer of very many elements', withFiles({ 'word/footer1.xml': `<a>${'<b/>'.repeat(150_000)}</a>` })],
    [
      'an archive in an archive',
      withFiles({ 'word/embeddings/a.docx': Buffer.from(withFiles({})).toString('latin1') }),
    ],
    ['macros', withFiles({ 'word/vbaProject.bin': 'a' })],
    ['a field that runs', withFiles({ 'word/footer1.xml': '<w:instrText>DDEAUTO c:\\\\a</w:instrText>' })],
    [
      'a picture from elsewhere',
      withFiles({
        'word/_rels/footer1.xml.rels':
          '<Relationships><Relationship Id="a" Type="x/image" Target="http://127.0.0.1:1/x" TargetMode="External"/></Relationships>',
      }),
    ],
    ['half an archive', withFiles({}).slice(0, 2_000)],
    ['no archive', Buffer.from('%PDF-1.7')],
  ];
}

test('none of the hostile templates is stored, and the process goes on', { timeout: 600_000 }, async () => {
  const templates = hostileTemplates();
  expect(templates.length).toBeGreaterThanOrEqual(50);
  const wrong: string[] = [];
  for (const [n, [name, docx]] of templates.entries()) {
    const response = await scene.app.inject({
      method: 'POST',
      url: '/v1/letter-templates',
      headers: { ...asOfficer, 'idempotency-key': `hostile-template-${n}` },
      payload: {
        letterKind: 'move-request-after-end',
        language: 'nb',
        validFrom: '2026-11-23',
        docx: Buffer.from(docx).toString('base64'),
      },
    });
    const { statusCode: status, body } = response;
    const mediaType = String(response.headers['content-type']);
    const faults = faultsOfAny({ status, mediaType, body });
    if (status < 400 || faults.length > 0) wrong.push(`${name}: ${status} ${faults.join()} ${body}`);
  }
  expect(wrong).toEqual([]);
  const stored = await scene.app.inject({ url: '/v1/letter-templates', headers: asOfficer });
  expect(stored.json()).toEqual({ items: [] });
});
