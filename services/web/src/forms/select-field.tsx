import { Field, Label, Select, ValidationMessage } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { Text, useText } from '../i18n/text.tsx';
import type { Choice } from './choice.ts';
import { useFieldId } from './form-id.ts';
import { FieldName } from './text-field.tsx';
import { useFault } from './use-fault.ts';

/** One of many. Nothing is chosen beforehand. */
export function SelectField({
  name,
  label,
  description,
  choices,
  isOptional = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly choices: readonly Choice[];
  readonly isOptional?: boolean;
}): ReactNode {
  const text = useText();
  const { register } = useFormContext();
  const fault = useFault(name);
  return (
    <Field>
      <Label>
        <FieldName label={label} isOptional={isOptional} />
      </Label>
      {description !== undefined && <Field.Description>{description}</Field.Description>}
      <Select
        id={useFieldId(name)}
        aria-invalid={fault !== undefined}
        {...register(name, {
          validate: (value: unknown) =>
            isOptional || (value !== '' && value !== undefined) || text('form.missing', { field: label }),
        })}
      >
        <Select.Option value="">
          <Text id="form.choose" />
        </Select.Option>
        {choices.map((choice) => (
          <Select.Option key={choice.value} value={choice.value}>
            {choice.name}
          </Select.Option>
        ))}
      </Select>
      {fault !== undefined && <ValidationMessage>{fault}</ValidationMessage>}
    </Field>
  );
}
