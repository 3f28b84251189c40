/**
 * The HTTP API. `main.ts` starts it as a process; this entry is for those who need it inside theirs: the
 * description of the API is generated from {@link buildApp}.
 */
export { type AppDeps, buildApp, type EdgeDeps } from './app.ts';
