/** Looks for malware in files that come from outside. */
export interface FileScanner {
  /** Whether something known was found in a file, given in parts. Rejects where the scanner did not answer. */
  readonly isMalicious: (parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => Promise<boolean>;
}

/** What use cases need that take files in. */
export interface FileScanDeps {
  /** Null where the installation has said to have none. */
  readonly fileScanner: FileScanner | null;
}
