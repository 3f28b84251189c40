/**
 * The HTTP API. `main.ts` starts it as a process. This entry is for scripts that write what follows from the
 * routes: the OpenAPI document and the pages of the problems.
 */
export { describeApi } from './openapi/describe-api.ts';
export { isProblemCode, PROBLEMS, type ProblemCode } from './problems/problem-map.ts';
export { problemMarkdown } from './problems/problem-page.ts';
