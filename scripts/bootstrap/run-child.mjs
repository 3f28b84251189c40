import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { childEnvironment, ROOT } from './project.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground until it has ended and resolves to its exit code (128 + number for a signal).
 *
 * A Ctrl-C in a terminal reaches the program directly, as it is in the same process group; a signal sent to this
 * process alone is passed on. Either way this process waits for the program to clean up. With `isWatched` the
 * program has a channel to this process, whose end tells it that this process was killed.
 */
export function runChild(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...childEnvironment(), ...options.env },
      stdio: ['inherit', 'inherit', 'inherit', ...(options.isWatched ? ['ipc'] : [])],
    });
    const pass = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, pass);
    const finish = (settle, value) => {
      for (const signal of FORWARDED) process.off(signal, pass);
      settle(value);
    };
    child.once('error', (error) => finish(reject, error));
    child.once('exit', (code, signal) => finish(resolve, code ?? 128 + constants.signals[signal]));
    if (child.pid !== undefined) options.onStart?.(child.pid);
  });
}
