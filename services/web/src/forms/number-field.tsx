import { Textfield } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useText } from '../i18n/text.tsx';
import { useFieldId } from './form-id.ts';
import { useFault } from './use-fault.ts';

/** A whole number between two ends, both inclusive. The value of the form is what stands in the field. */
export function NumberField({
  name,
  label,
  description,
  least,
  most,
}: {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly least: number;
  readonly most: number;
}): ReactNode {
  const text = useText();
  const { register } = useFormContext();
  return (
    <Textfield
      id={useFieldId(name)}
      label={label}
      error={useFault(name)}
      inputMode="numeric"
      autoComplete="off"
      {...(description === undefined ? {} : { description })}
      {...register(name, {
        validate: (value: unknown) => {
          const typed = typeof value === 'string' ? value.trim() : '';
          if (typed === '') return text('form.missing', { field: label });
          const isRight = /^\d{1,9}$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
          return isRight || text('form.noNumber', { field: label, least, most });
        },
      })}
    />
  );
}
