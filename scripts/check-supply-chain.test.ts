import { expect, it } from 'vitest';
import { findLicenceFaults, parseLicences } from './check-licences.ts';
import { findBuildFaults, findPinFaults } from './check-supply-chain.ts';

const WORKSPACE = 'catalog:\n  "@a/b": 1.2.3\n  c: 1.0.0-beta.17\n\nallowBuilds:\n  c: true\n';
const pinFaults = (manifest: object, workspace = WORKSPACE): readonly string[] =>
  findPinFaults([{ path: 'package.json', ...manifest }], workspace);

it('takes exact versions only, in the catalog and beside it', () => {
  const dependencies = { '@a/b': 'catalog:', d: '1.0.0', e: 'workspace:*', f: 'npm:node@26.10.0' };
  expect(pinFaults({ dependencies })).toEqual([]);
  expect(pinFaults({ dependencies: { d: '^1.0.0' } })).toHaveLength(1);
  expect(pinFaults({ devDependencies: { d: 'latest' } })).toHaveLength(1);
  expect(pinFaults({ dependencies: { d: 'catalog:' } })).toHaveLength(1);
  expect(pinFaults({ dependencies: { d: 'github:d/d' } })).toHaveLength(1);
  expect(pinFaults({}, WORKSPACE.replace('1.2.3', '~1.2.3'))).toHaveLength(1);
});

it('takes no package of ours that runs something when it is installed', () => {
  expect(pinFaults({ scripts: { start: 'x' } })).toEqual([]);
  expect(pinFaults({ scripts: { postinstall: 'x' } })).toHaveLength(1);
});

it('names no package that is not there, and never lets all of them run', () => {
  const lockfile = 'packages:\n\n  c@1.0.0-beta.17:\n    resolution: {}\n';
  expect(findBuildFaults(WORKSPACE, lockfile)).toEqual([]);
  expect(findBuildFaults(WORKSPACE, 'packages:\n')).toHaveLength(1);
  expect(findBuildFaults(`${WORKSPACE}dangerouslyAllowAllBuilds: true\n`, lockfile)).toHaveLength(1);
});

it('takes licences of the list, alone or joined, and exceptions by package', () => {
  const of = (licence: string, name = 'x'): readonly string[] =>
    findLicenceFaults(parseLicences(JSON.stringify({ [licence]: [{ name }] })));
  for (const good of ['MIT', 'MIT OR Apache-2.0', '(MIT AND Zlib)', '(MIT OR GPL-3.0)']) {
    expect(of(good)).toEqual([]);
  }
  for (const bad of ['GPL-3.0', 'MIT AND GPL-3.0', 'MPL-2.0', 'Unknown', '(MIT OR (GPL-3.0 AND X))']) {
    expect(of(bad)).toHaveLength(1);
  }
  expect(of('MPL-2.0', 'lightningcss')).toEqual([]);
});
