import { Textfield } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { parseDay, writeDay } from '../components/parse-day.ts';
import { useText } from '../i18n/text.tsx';
import { useFieldId } from './form-id.ts';
import { FieldName } from './text-field.tsx';
import { today } from './today.ts';
import { useFault } from './use-fault.ts';

/**
 * A day, typed as people type it and rewritten as `31.12.2026` when they leave the field. The value of the form is what
 * stands in the field; `parseDay` makes the form of the API of it. No `<input type="date">`: browsers show its days in
 * the order of their own language.
 */
export function DateField({
  name,
  label,
  description,
  isOptional = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly isOptional?: boolean;
}): ReactNode {
  const text = useText();
  const { register, setValue } = useFormContext();
  const { onBlur, ...field } = register(name, {
    validate: (value: unknown) => {
      const typed = typeof value === 'string' ? value.trim() : '';
      if (typed === '') return isOptional || text('form.missing', { field: label });
      return parseDay(typed, today()) !== undefined || text('form.noDay', { field: label });
    },
  });
  return (
    <Textfield
      id={useFieldId(name)}
      label={<FieldName label={label} isOptional={isOptional} />}
      description={description ?? text('form.dayForm')}
      error={useFault(name)}
      inputMode="text"
      autoComplete="off"
      {...field}
      onBlur={(event) => {
        const date = parseDay(event.target.value, today());
        if (date !== undefined) setValue(name, writeDay(date));
        void onBlur(event);
      }}
    />
  );
}
