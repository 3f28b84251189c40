import { problems, RoundParams, WhatIfRequest, WhatIfResult } from '@boligtrapp/contracts';
import { type RunWhatIfDeps, runWhatIf } from '@boligtrapp/use-cases';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../http/actor-of.ts';
import { signalOf } from '../../http/signal-of.ts';

/** What the routes of what-ifs need. */
export type WhatIfRouteDeps = RunWhatIfDeps & {
  /** How long somebody waits; a minute when not given. */
  readonly whatIfTimeoutMs?: number;
};

/** Somebody waits for it; a city takes some seconds, and others may be before it. */
const WHAT_IF_TIMEOUT_MS = 60_000;

/** What would be otherwise, with nothing stored. */
export const whatIfRoutes: FastifyPluginAsyncTypebox<{ readonly deps: WhatIfRouteDeps }> = async (
  app,
  { deps },
) => {
  const timeoutMs = deps.whatIfTimeoutMs ?? WHAT_IF_TIMEOUT_MS;
  app.post(
    '/rounds/:roundId/what-ifs',
    {
      config: { access: 'rounds.read' },
      handlerTimeout: 2 * timeoutMs,
      schema: {
        operationId: 'runWhatIf',
        tags: ['rounds'],
        summary: 'Solve the round with something changed, and tell what would be otherwise; stores nothing',
        params: RoundParams,
        body: WhatIfRequest,
        response: { 200: WhatIfResult, ...problems(404, 413, 415, 422) },
      },
    },
    async (request, reply) =>
      await runWhatIf(deps, actorOf(request), {
        ...request.body,
        roundId: request.params.roundId,
        signal: signalOf(reply, timeoutMs),
      }),
  );
};
