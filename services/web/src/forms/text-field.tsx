import { Textfield } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useText } from '../i18n/text.tsx';
import { useFieldId } from './form-id.ts';
import { useFault } from './use-fault.ts';

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly isOptional?: boolean;
  /** Least number of characters that are not spaces at an end. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** More than one makes a box for longer text. */
  readonly rows?: number;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  /** What else is wrong with what was typed: its message, or true where nothing is. */
  readonly check?: (typed: string) => string | true;
}

/** Text that somebody types. */
export function TextField({
  name,
  label,
  description,
  isOptional = false,
  minLength = 1,
  maxLength,
  rows = 1,
  inputMode = 'text',
  check,
}: TextFieldProps): ReactNode {
  const text = useText();
  const { register } = useFormContext();
  const shared = {
    id: useFieldId(name),
    label: <FieldName label={label} isOptional={isOptional} />,
    error: useFault(name),
    ...(description === undefined ? {} : { description }),
    ...register(name, {
      validate: (value: unknown) => {
        const typed = typeof value === 'string' ? value.trim() : '';
        if (typed === '') return isOptional || text('form.missing', { field: label });
        if (typed.length < minLength) return text('form.tooShort', { field: label, count: minLength });
        if (maxLength !== undefined && typed.length > maxLength) {
          return text('form.tooLong', { field: label, count: maxLength });
        }
        return check?.(typed) ?? true;
      },
    }),
  };
  return rows > 1 ? (
    <Textfield multiline rows={rows} {...shared} />
  ) : (
    <Textfield inputMode={inputMode} {...shared} />
  );
}

/** The name of a field, and that it may be left empty. */
export function FieldName({
  label,
  isOptional,
}: {
  readonly label: string;
  readonly isOptional: boolean;
}): ReactNode {
  const text = useText();
  return isOptional ? `${label} (${text('form.optional')})` : label;
}
