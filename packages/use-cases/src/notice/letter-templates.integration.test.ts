import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeDeps } from '../../test/notice-scene.ts';
import { actorOf, aRequest, openRecordsScene, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import type { FileScanner } from '../ports/file-scanner.ts';
import { listLetterTemplates, uploadLetterTemplate } from './letter-templates.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function upload(town: Town, fileScanner: FileScanner | null): Promise<unknown> {
  const deps = { ...noticeDeps(scene, TODAY), fileScanner };
  const docx = new TextEncoder().encode('a file');
  const command = { letterKind: 'expiry-information', language: 'nb', validFrom: TODAY, docx } as const;
  const request = aRequest('uploadLetterTemplate');
  return await uploadLetterTemplate(deps, actorOf(town), command, request);
}

async function stored(town: Town): Promise<number> {
  return (await listLetterTemplates(noticeDeps(scene, TODAY), actorOf(town))).length;
}

describe('a file', () => {
  it('in which the scanner finds something is not stored, nor one that it could not look at', async () => {
    const town = await aTown(scene);
    const finds: FileScanner = { isMalicious: async () => await Promise.resolve(true) };
    await expect(upload(town, finds)).rejects.toMatchObject({ code: 'file.malicious' });
    const fails: FileScanner = { isMalicious: async () => await Promise.reject(new Error('nobody there')) };
    await expect(upload(town, fails)).rejects.toMatchObject({ code: 'file.not-scanned' });
    expect(await stored(town)).toBe(0);
  });

  it('that is clean is stored, and so is one where nothing scans', async () => {
    const town = await aTown(scene);
    const clean: FileScanner = { isMalicious: async () => await Promise.resolve(false) };
    await upload(town, clean);
    await upload(town, null);
    expect(await stored(town)).toBe(2);
  });
});
