import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anOutgoingDocument,
  type DocumentReceiverUnderTest,
  testDocumentReceiverContract,
} from '@boligtrapp/testing/document-receiver-contract';
import { afterAll, expect, it } from 'vitest';
import { createDocumentFolder } from './document-folder.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'boligtrapp-documents-'));
  folders.push(folder);
  return folder;
}

async function documentsIn(folder: string): Promise<readonly string[]> {
  const homes = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const found = await Promise.all(
    homes.map(async (home) => (await readdir(join(folder, home))).map((id) => `${home}/${id}`)),
  );
  return found.flat();
}

async function aReceiver(take: 'deposit' | 'dispatch'): Promise<DocumentReceiverUnderTest> {
  const folder = await aFolder();
  const adapter = createDocumentFolder(folder);
  const drafts = join(folder, '.drafts');
  let isBroken = false;
  return {
    handOver: async (document) => {
      try {
        return await adapter[take](document);
      } finally {
        if (isBroken) await rm(drafts);
        isBroken = false;
      }
    },
    read: async (reference) => ({
      bytes: await readFile(join(folder, reference, 'dokument.pdf')),
      metadata: JSON.parse(await readFile(join(folder, reference, 'metadata.json'), 'utf8')) as unknown,
    }),
    count: async () => (await documentsIn(folder)).length,
    breakNext: async () => {
      isBroken = true;
      await rm(drafts, { recursive: true, force: true });
      await writeFile(drafts, 'in the way');
    },
  };
}

testDocumentReceiverContract('a folder for the archive', async () => await aReceiver('deposit'));
testDocumentReceiverContract('a folder for letters', async () => await aReceiver('dispatch'));

it('is readable by its owner only', async () => {
  const folder = await aFolder();
  const { reference } = await createDocumentFolder(folder).deposit(anOutgoingDocument());
  const modes = await Promise.all(
    [reference, `${reference}/dokument.pdf`, `${reference}/metadata.json`].map(
      async (name) => (await stat(join(folder, name))).mode & 0o077,
    ),
  );
  expect(modes).toEqual([0, 0, 0]);
});

it('is not led out of the folder by a name', async () => {
  const folder = await aFolder();
  const archive = createDocumentFolder(folder);
  for (const changes of [
    { id: '../../etc' },
    { municipalityId: '..' },
    { fileName: '../dokument.pdf' },
    { fileName: 'metadata.json' },
  ]) {
    const document = { ...anOutgoingDocument(), ...changes };
    await expect(archive.deposit(document)).rejects.toThrow(TypeError);
  }
  expect(await documentsIn(folder)).toEqual([]);
});

it("what a killed process left half-written is in nobody's way", async () => {
  const folder = await aFolder();
  await mkdir(join(folder, '.drafts', 'left-behind'), { recursive: true });
  await writeFile(join(folder, '.drafts', 'left-behind', 'dokument.pdf'), 'half');
  const { reference } = await createDocumentFolder(folder).deposit(anOutgoingDocument());
  expect(await documentsIn(folder)).toEqual([reference]);
});

it('refuses where somebody has put something else in its place', async () => {
  const folder = await aFolder();
  const document = anOutgoingDocument();
  await mkdir(join(folder, document.municipalityId, document.id), { recursive: true });
  await expect(createDocumentFolder(folder).deposit(document)).rejects.toMatchObject({
    code: 'document.differs',
  });
});
