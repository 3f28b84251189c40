import {
  integer,
  type Lifecycle,
  optional,
  readConfig,
  runProcess,
  secret,
  text,
  withDefault,
} from '@boligtrapp/platform';
import { createKoboStandIn } from './stand-in.ts';

const SETTINGS = {
  /** 0 takes a free one. */
  port: withDefault(integer('KOBO_STAND_IN_PORT', { min: 0, max: 65_535 }), 0),
  apiKey: secret('KOBO_STAND_IN_KEY', text),
  file: optional(text('KOBO_STAND_IN_FILE')),
};

async function main(lifecycle: Lifecycle): Promise<void> {
  // oxlint-disable-next-line no-restricted-properties -- the one place where this service reads it
  const environment = process.env;
  const config = readConfig(environment, SETTINGS);
  const { app } = createKoboStandIn({ apiKey: config.apiKey, file: config.file, environment });
  const url = await lifecycle.start({
    name: 'stand-in of Kobo',
    start: async () => await app.listen({ host: '127.0.0.1', port: config.port }),
    stop: async () => await app.close(),
  });
  process.send?.({ type: 'listening', url });
  await lifecycle.untilStopRequested();
}

process.exitCode = await runProcess(main, {
  onError: (what, error) => {
    process.stderr.write(
      `${JSON.stringify({ level: 'error', msg: what, err: { message: String(error) } })}\n`,
    );
  },
});
