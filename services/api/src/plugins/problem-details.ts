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
      if (isSecurityEvent(found.code)) logSecurityEvent(request, found.code);
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

/** Ordinary ends of a session, which every page meets. */
const ORDINARY: ReadonlySet<string> = new Set(['authentication.missing', 'authentication.session-over']);
/** Refusals that say that somebody has tried a way past a wall: of sign-in, permission, quota, or form. */
const WALLS = ['authentication.', 'authorisation.', 'request.'];

function isSecurityEvent(code: FoundProblem['code']): boolean {
  const { status } = PROBLEMS[code];
  return status < 500 && !ORDINARY.has(code) && WALLS.some((wall) => code.startsWith(wall));
}

/** A line of its own, so that a monitor finds it: which wall, and whose session, which the audit trail knows. */
function logSecurityEvent(request: FastifyRequest, code: FoundProblem['code']): void {
  request.log.warn(
    {
      securityEvent: code,
      role: request.actor?.role ?? null,
      sessionId: request.browserSession?.session.id ?? null,
    },
    'security event',
  );
}
