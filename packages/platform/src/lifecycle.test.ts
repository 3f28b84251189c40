import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type Lifecycle, type Part, runProcess, StopRequestedError } from './lifecycle.ts';

class FakeHost extends EventEmitter {
  readonly connected: boolean;
  readonly exits: number[] = [];
  constructor(connected = false) {
    super();
    this.connected = connected;
  }
  exit(code: number): void {
    this.exits.push(code);
  }
}

interface Scene {
  readonly host: FakeHost;
  readonly events: string[];
  readonly part: (name: string, changes?: Partial<Part<string>>) => Part<string>;
  readonly run: (main: (lifecycle: Lifecycle) => Promise<void>, deadlineMs?: number) => Promise<number>;
}

function scene(host = new FakeHost()): Scene {
  const events: string[] = [];
  return {
    host,
    events,
    part: (name, changes = {}) => ({
      name,
      start: () => {
        events.push(`start ${name}`);
        return name;
      },
      stop: (started) => {
        events.push(`stop ${started}`);
      },
      ...changes,
    }),
    run: (main, deadlineMs = 5_000) =>
      runProcess(main, { host, deadlineMs, onError: (what) => events.push(`error: ${what}`) }),
  };
}

test('parts are stopped in reverse when main returns, and no listener is left', async () => {
  const { host, events, part, run } = scene();
  const code = await run(async (lifecycle) => {
    expect(await lifecycle.start(part('a'))).toBe('a');
    await lifecycle.start(part('b'));
  });
  expect(code).toBe(0);
  expect(events).toEqual(['start a', 'start b', 'stop b', 'stop a']);
  expect(host.eventNames()).toEqual([]);
});

test.for(['SIGINT', 'SIGTERM', 'disconnect'])(
  '%s stops a service once, however often it comes',
  async (event) => {
    const { host, events, part, run } = scene(new FakeHost(true));
    const code = await run(async (lifecycle) => {
      await lifecycle.start(
        part('a', {
          stop: async () => {
            events.push('stop a');
            host.emit('SIGINT');
            await Promise.resolve();
            host.emit(event);
          },
        }),
      );
      setImmediate(() => host.emit(event));
      await lifecycle.untilStopRequested();
    });
    expect(code).toBe(0);
    expect(events).toEqual(['start a', 'stop a']);
  },
);

test('a signal while a part starts: it is stopped when it has started, and nothing more is started', async () => {
  const { host, events, part, run } = scene();
  const slow = Promise.withResolvers<string>();
  const refused = Promise.withResolvers<unknown>();
  const code = await run(async (lifecycle) => {
    await lifecycle.start(part('a'));
    setImmediate(() => host.emit('SIGTERM'));
    await lifecycle.start(part('slow', { start: () => slow.promise })).catch(refused.resolve);
    await lifecycle.start(part('never'));
  });
  expect(code).toBe(0);
  expect(events).toEqual(['start a', 'stop a']);
  slow.resolve('slow');
  expect(await refused.promise).toBeInstanceOf(StopRequestedError);
  await new Promise((resolve) => setImmediate(resolve));
  expect(events).toEqual(['start a', 'stop a', 'stop slow']);
});

test('a part that fails to start stops those before it, and the process has failed', async () => {
  const { events, part, run } = scene();
  const code = await run(async (lifecycle) => {
    await lifecycle.start(part('a'));
    await lifecycle.start(part('b', { start: () => Promise.reject(new Error('no')) }));
  });
  expect(code).toBe(1);
  expect(events).toEqual(['start a', 'error: failed', 'stop a']);
});

test('a part that fails to stop does not keep the others from stopping', async () => {
  const { events, part, run } = scene();
  const code = await run(async (lifecycle) => {
    await lifecycle.start(part('a'));
    await lifecycle.start(part('b', { stop: () => Promise.reject(new Error('no')) }));
  });
  expect(code).toBe(1);
  expect(events).toEqual(['start a', 'start b', 'error: b did not stop cleanly', 'stop a']);
});

test('what does not stop until the deadline is ended by force', async () => {
  const { host, events, part, run } = scene();
  const hanging = run(async (lifecycle) => {
    await lifecycle.start(part('a', { stop: () => new Promise(() => undefined) }));
  }, 20);
  host.emit('SIGINT');
  host.emit('SIGINT');
  await Promise.race([hanging, new Promise((resolve) => setTimeout(resolve, 200))]);
  expect(host.exits).toEqual([1]);
  expect(events.at(-1)).toMatch(/ended by force/);
});
