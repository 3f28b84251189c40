// Builds the pages that the API serves, where they are not there or older than what they are made from.
// Run: node scripts/build-pages.ts
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const WEB = `${ROOT}services/web/`;
const SOURCES = [
  'services/web/{src,theme,public}/**/*',
  'services/web/*.*',
  'packages/client/src/**/*',
  'pnpm-lock.yaml',
];

const built = `${WEB}dist/index.html`;
const builtAt = existsSync(built) ? statSync(built).mtimeMs : 0;
const isFresh = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).every(
  (file) => statSync(`${ROOT}${file}`).mtimeMs <= builtAt,
);
if (!isFresh) {
  const vite = `${WEB}node_modules/vite/bin/vite.js`;
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: WEB,
    // A test that builds them says `test`, of which the library makes its variant for development, twice as large.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
