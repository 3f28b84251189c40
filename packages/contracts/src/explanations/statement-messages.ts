import type { StatementCode } from '@boligtrapp/domain';

/** A message for every statement, in ICU form; the arguments are the figures of the statement. */
export type StatementMessages = Readonly<Record<StatementCode, string>>;
