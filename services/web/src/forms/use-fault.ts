import { useFormContext } from 'react-hook-form';

/** What is wrong with a field, as the page or the API says it. */
export function useFault(name: string): string | undefined {
  const { formState } = useFormContext();
  const message = formState.errors[name]?.message;
  return typeof message === 'string' ? message : undefined;
}
