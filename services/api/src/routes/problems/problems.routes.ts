import { ProblemKind, ProblemParams, responsesOf } from '@boligtrapp/contracts';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { PROBLEM_PAGES } from '../../problems/problem-document.ts';
import { isProblemCode, PROBLEMS } from '../../problems/problem-map.ts';
import { problemPage } from '../../problems/problem-page.ts';
import { sendProblem } from '../../problems/send-problem.ts';

const PAGE = {
  description: 'The page, for programs or for a browser',
  content: { 'application/json': { schema: ProblemKind }, 'text/html': { schema: Type.String() } },
};

/** The pages that the `type` of problem documents points at. */
export const problemRoutes: FastifyPluginAsyncTypebox<{ readonly publicUrl: string }> = async (
  app,
  { publicUrl },
) => {
  app.get(
    `${PROBLEM_PAGES}/:code`,
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readProblemKind',
        tags: ['operations'],
        summary: 'What a kind of problem means and what to do',
        params: ProblemParams,
        response: { 200: PAGE, ...responsesOf([400, 404, 414, 429]) },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      if (!isProblemCode(code)) return sendProblem(request, reply, { code: 'route.not-found' }, publicUrl);
      if (request.headers.accept?.includes('text/html') === true) {
        return reply
          .header('content-type', 'text/html; charset=utf-8')

          .send(problemPage(code));
      }
      const { status, title, explanation } = PROBLEMS[code];
      return { code, status, title, explanation };
    },
  );
};
