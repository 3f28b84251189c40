// Builds the documentation site into docs/.vitepress/dist, which any web server can serve; nothing in it asks another
// host for anything. Ends with exit code 1 where a link leads nowhere.
// Run: node scripts/build-docs.ts [--base /path/] [other options of `vitepress build`]
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findSiteFaults, type SiteFile } from './site-faults.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PNPM = 'pnpm@12.21.0';
const VITEPRESS = `${ROOT}docs/node_modules/vitepress`;
const VERSION = /^ {2}vitepress: (\S+)$/m.exec(readFileSync(`${ROOT}pnpm-workspace.yaml`, 'utf8'))?.[1];
const BUILT = `${ROOT}docs/.vitepress/dist`;

if (!isInstalled()) install();
const startedAt = performance.now();
const options = process.argv.slice(2);
run(process.execPath, [`${VITEPRESS}/bin/vitepress.js`, 'build', 'docs', ...options]);

const baseAt = options.indexOf('--base');
const base = baseAt < 0 ? '/' : (options[baseAt + 1] ?? '/');
const files = globSync('**/*', { cwd: BUILT }).filter((path) => statSync(join(BUILT, path)).isFile());
const faults = findSiteFaults(files.map(siteFile), base);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
const pages = files.filter((path) => path.endsWith('.html')).length;
const bytes = files.reduce((sum, path) => sum + statSync(join(BUILT, path)).size, 0);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`docs: ${pages} pages, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds} s: docs/.vitepress/dist`);

function isInstalled(): boolean {
  const manifest = `${VITEPRESS}/package.json`;
  return existsSync(manifest) && readFileSync(manifest, 'utf8').includes(`"version": "${VERSION ?? 'none'}"`);
}

/** What `npm start` leaves out: the builder of the site with all that it needs, as the lock file has it. */
function install(): void {
  console.log('Installing what builds the documentation site …');
  const beside = join(dirname(process.execPath), 'npx');
  const npx = existsSync(beside) ? beside : 'npx';
  run(npx, ['--yes', PNPM, 'install', '--frozen-lockfile', '--filter', '@boligtrapp/docs', '--silent']);
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, CI: 'true' },
  });
  if (status !== 0) process.exit(status ?? 1);
}

function siteFile(path: string): SiteFile {
  const isRead = /\.(?:html|css)$/.test(path);
  return { path, text: isRead ? readFileSync(join(BUILT, path), 'utf8') : '' };
}
