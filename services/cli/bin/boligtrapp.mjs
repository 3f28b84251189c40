#!/usr/bin/env node
// Plain JavaScript for any Node from 20: the program itself needs Node 26, which the workspace carries with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 26;
const MAIN = new URL('../src/main.ts', import.meta.url);

/** The workspace's own Node: in the nearest `node_modules` above this file that has it. */
function findNode() {
  const binary = join(
    'node_modules',
    'node-runtime',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, binary))) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return join(folder, binary);
}

/** Runs the program on `node` in this process's place: same arguments, files, signals and exit status. */
function handOver(node) {
  const child = spawn(node, [fileURLToPath(MAIN), ...process.argv.slice(2)], { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal sends its own to the whole group; a second one would read as "stop at once".
      const sentByTerminal = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT');
      if (!sentByTerminal) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`boligtrapp: cannot run ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exit(code);
    }
    // Ended by a signal: end by the same, so that the caller sees it.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  const { main } = await import(MAIN.href);
  await main(process.argv.slice(2));
} else {
  const node = findNode();
  if (node === undefined) {
    process.stderr.write(
      `boligtrapp: needs Node ${NEEDED_MAJOR}; this is ${process.version} and the workspace is not installed: npm start does both\n`,
    );
    process.exitCode = 1;
  } else {
    handOver(node);
  }
}
