import { ProblemError } from '@boligtrapp/client';
import { Button, ErrorSummary } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { type FieldValues, FormProvider, type Path, type UseFormReturn } from 'react-hook-form';
import { Failure } from '../components/query-state.tsx';
import type { MessageId } from '../i18n/messages/nb.ts';
import { Text } from '../i18n/text.tsx';
import { FormId } from './form-id.ts';

interface CommandFormProps<Values extends FieldValues> {
  readonly form: UseFormReturn<Values>;
  readonly onSubmit: (values: Values) => void;
  /** Text of the button that sends. */
  readonly submit: MessageId;
  readonly isRunning: boolean;
  /** Why the API refused the last try; what it says of a field is shown there. */
  readonly error: Error | null;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/**
 * A form that changes something. Its button always works: what is missing is said at the field and in a summary whose
 * links move to the field, by the page and by the API alike. What was typed stays, whatever goes wrong.
 */
export function CommandForm<Values extends FieldValues>({
  form,
  onSubmit,
  submit,
  isRunning,
  error,
  onCancel,
  children,
}: CommandFormProps<Values>): ReactNode {
  const id = useId();
  useEffect(() => {
    if (!(error instanceof ProblemError)) return;
    for (const { pointer, detail } of error.problem.errors ?? []) {
      const name = nameOf(pointer, form.getValues());
      if (name !== undefined) form.setError(name, { type: 'api', message: detail });
    }
  }, [error, form]);
  return (
    <FormProvider {...form}>
      <FormId value={id}>
        <form
          noValidate
          className="bt-form"
          onSubmit={(event) => {
            // A form in a dialog that was opened from within another form is no part of that one.
            event.stopPropagation();
            void form.handleSubmit(onSubmit)(event);
          }}
        >
          {children}
          <Faults form={form} formId={id} />
          {error !== null && !isSaidAtFields(error, form.getValues()) && (
            <Failure error={error} isAtField={(pointer) => nameOf(pointer, form.getValues()) !== undefined} />
          )}
          <div className="bt-actions">
            <Button type="submit" loading={isRunning}>
              <Text id={submit} />
            </Button>
            {onCancel !== undefined && (
              <Button type="button" variant="secondary" onClick={onCancel}>
                <Text id="form.cancel" />
              </Button>
            )}
          </div>
        </form>
      </FormId>
    </FormProvider>
  );
}

/** All that is missing or wrong, just above the button. Takes the focus when a try to send found it. */
function Faults<Values extends FieldValues>({
  form,
  formId,
}: {
  readonly form: UseFormReturn<Values>;
  readonly formId: string;
}): ReactNode {
  const { errors, submitCount } = form.formState;
  const summary = useRef<HTMLDivElement>(null);
  const faults = Object.entries(errors).flatMap(([name, fault]) =>
    typeof fault?.message === 'string' ? [{ name, message: fault.message }] : [],
  );
  const hasFaults = faults.length > 0;
  useEffect(() => {
    if (submitCount > 0 && hasFaults) summary.current?.focus();
  }, [submitCount, hasFaults]);
  if (!hasFaults) return null;
  return (
    <div ref={summary} tabIndex={-1}>
      <ErrorSummary>
        <ErrorSummary.Heading>
          <Text id="form.faults" />
        </ErrorSummary.Heading>
        <ErrorSummary.List>
          {faults.map(({ name, message }) => (
            <ErrorSummary.Item key={name}>
              <ErrorSummary.Link
                href={`#${formId}-${name}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(`${formId}-${name}`)?.focus();
                }}
              >
                {message}
              </ErrorSummary.Link>
            </ErrorSummary.Item>
          ))}
        </ErrorSummary.List>
      </ErrorSummary>
    </div>
  );
}

/** Whether all that the API says stands at fields, and so in the summary: nothing is said a third time. */
function isSaidAtFields(error: Error, values: FieldValues): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { errors = [] } = error.problem;
  return errors.length > 0 && errors.every(({ pointer }) => nameOf(pointer, values) !== undefined);
}

/** The field that a JSON pointer of the API speaks of, where the form has it. */
function nameOf<Values extends FieldValues>(pointer: string, values: Values): Path<Values> | undefined {
  const name = pointer.replace(/^.*\//, '');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the values is a path of the form
  return name in values ? (name as Path<Values>) : undefined;
}
