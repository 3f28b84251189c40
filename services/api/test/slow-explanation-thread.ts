import { parentPort } from 'node:worker_threads';
import type { ThreadTask } from '../src/explanations/explanation-thread.ts';

/** A thread that does what the id of the household says: it computes for ever, throws, ends, or answers at once. */
parentPort?.on('message', ({ question }: ThreadTask) => {
  switch (question.householdId) {
    case 'for-ever':
      for (let spin = 0; ; spin += 1) if (spin < 0) break;
      return;
    case 'throws':
      throw new Error('a fault');
    case 'ends':
      process.exit(0);
      return;
    default:
      parentPort?.postMessage({ kind: 'nearest-change', change: { kind: 'none-found', tried: 1 } });
  }
});
