import { sleep } from '@boligtrapp/platform';
import { sweepTestFolders } from './test-folder.ts';

// Run after a test run that was cut off: its workers end a moment after it.
await sleep(1_000);
await sweepTestFolders();
