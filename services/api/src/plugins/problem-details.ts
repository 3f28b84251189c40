import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { PROBLEMS } from '../problems/problem-map.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { toProblem } from '../problems/to-problem.ts';

/** Name of {@link problemDetails} among the plugins. */
export const PROBLEM_DETAILS_PLUGIN_ID = 'problem-details';

/** What {@link problemDetails} needs. */
export interface ProblemDetailsOptions {
  readonly publicUrl: string;
}

/** Answers every error and every unknown address with a problem document, and logs what is our own fault. */
export const problemDetails = fp<ProblemDetailsOptions>(
  async (app: FastifyInstance, { publicUrl }) => {
    app.setErrorHandler((error, request, reply) => {
      const found = toProblem(error);
      const { status } = PROBLEMS[found.code];
      if (status === 500) request.log.error({ err: error, code: found.code }, 'request failed');
      if (status === 503) request.log.warn({ err: error, code: found.code }, 'request could not be served');
      return sendProblem(request, reply, found, publicUrl);
    });
    app.setNotFoundHandler((request, reply) =>
      sendProblem(request, reply, { code: 'route.not-found' }, publicUrl),
    );
  },
  { name: PROBLEM_DETAILS_PLUGIN_ID, fastify: '5.x' },
);
