/** What the exit status of `boligtrapp` says. */
export const EXIT = {
  /** Done, and nothing found against it. */
  ok: 0,
  /** Not done: the input is bad or something failed. */
  error: 1,
  /** Not started: the command line is wrong. */
  usage: 2,
  /** Done, and deviations were found. */
  deviations: 3,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
