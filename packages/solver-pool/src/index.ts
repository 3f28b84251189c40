/**
 * Threads that solve: a round, a what-if or an impact run is all computing, and would stop every lock and answer of
 * the process that does it itself. The worker and the API each have a pool.
 */
export { createSolverPool, type SolverPool, type SolverPoolOptions } from './solver-pool.ts';
export { type SolverLimits, SolverNotStartedError } from './solver-thread.ts';
