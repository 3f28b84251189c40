import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

interface CommandOptions<Input, Output> {
  /** Sends the change; `idempotencyKey` is the same for as long as the same input is being sent. */
  readonly send: (input: Input, idempotencyKey: string) => Promise<Output>;
  /** What is no longer true once it is done: queries that begin with one of these keys are read anew. */
  readonly invalidates: readonly QueryKey[];
  /** Called once it is done and what is no longer true has been read anew. */
  readonly onDone?: (output: Output) => void;
  /** Called with why it was refused, beside {@link Command.error}. */
  readonly onFailed?: (error: Error) => void;
}

/** A change that somebody makes, and how it goes. */
export interface Command<Input, Output> {
  /** Sends it; nothing while it is being sent already. */
  readonly run: (input: Input) => void;
  readonly isRunning: boolean;
  readonly error: Error | null;
  /** What came of the last one that was done; undefined before that. */
  readonly output: Output | undefined;
  /** Forgets how the last try went. */
  readonly reset: UseMutationResult<Output, Error, Input>['reset'];
}

/**
 * A change of something by the API. A second click sends nothing, and a try after a lost answer goes out under the key of
 * the first, so that it has one effect however often it is sent.
 */
export function useCommand<Input, Output>({
  send,
  invalidates,
  onDone,
  onFailed,
}: CommandOptions<Input, Output>): Command<Input, Output> {
  const queries = useQueryClient();
  const attempt = useRef<{ readonly input: string; readonly key: string }>(undefined);
  const isSending = useRef(false);
  const mutation = useMutation({
    mutationFn: async (input: Input) => {
      const asText = JSON.stringify(input);
      // oxlint-disable-next-line no-restricted-properties -- a key of a try, and no id of anything; a page has no IdSource
      if (attempt.current?.input !== asText) attempt.current = { input: asText, key: crypto.randomUUID() };
      return await send(input, attempt.current.key);
    },
    onSuccess: async (output) => {
      attempt.current = undefined;
      // First what is shown is true again: the next change builds on the version that this one made.
      await Promise.all(
        invalidates.map(async (queryKey) => await queries.invalidateQueries({ queryKey: [...queryKey] })),
      );
      onDone?.(output);
    },
    onError: (error) => onFailed?.(error),
    onSettled: () => {
      isSending.current = false;
    },
  });
  return {
    run: (input) => {
      if (isSending.current) return;
      isSending.current = true;
      mutation.mutate(input);
    },
    isRunning: mutation.isPending,
    error: mutation.error,
    output: mutation.data,
    reset: mutation.reset,
  };
}
