/** Fields of a log line: ids, codes and figures only. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What this package needs of a logger; a pino logger fits. */
export interface JobLog {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
