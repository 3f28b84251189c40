import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { PROBLEMS } from '../problems/problem-map.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { type FoundProblem, toProblem } from '../problems/to-problem.ts';

/** Name of {@link problemDetails} among the plugins. */
export const PROBLEM_DETAILS_PLUGIN_ID = 'problem-details';

/** What {@link problemDetails} needs. */
export interface ProblemDetailsOptions {
  readonly publicUrl: string;
}

/** Answers every error and every unknown address with a problem document, and logs what is our own fault. */
export const problemDetails = fp<ProblemDetailsOptions>(
  async (app: FastifyInstance, { publicUrl }) => {
    app.setErrorHandler(async (error, request, reply) => {
      const found = await countFailures(toProblem(error), request, reply);
      const { status } = PROBLEMS[found.code];
      if (status === 500) request.log.error({ err: error, code: found.code }, 'request failed');
      if (status === 503) request.log.warn({ err: error, code: found.code }, 'request could not be served');
      return await sendProblem(request, reply, found, publicUrl);
    });
    app.setNotFoundHandler((request, reply) =>
      sendProblem(request, reply, { code: 'route.not-found' }, publicUrl),
    );
  },
  { name: PROBLEM_DETAILS_PLUGIN_ID, fastify: '5.x' },
);

/** Whoever fails to sign in too often is told to wait, and not whether the next token is any better. */
async function countFailures(
  found: FoundProblem,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FoundProblem> {
  if (found.code !== 'authentication.invalid' && found.code !== 'authentication.sign-in-failed') return found;
  const isTooOften = await request.server.countFailedSignIn(request, reply);
  return isTooOften ? { code: 'request.rate-exceeded' } : found;
}
