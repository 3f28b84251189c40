import { Fieldset, Radio, ValidationMessage } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { useText } from '../i18n/text.tsx';
import type { Choice } from './choice.ts';
import { useFieldId } from './form-id.ts';
import { useFault } from './use-fault.ts';

/** One of a few, all of which are seen. Nothing is chosen beforehand: people decide, not the page. */
export function RadioField({
  name,
  label,
  description,
  choices,
}: {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly choices: readonly Choice[];
}): ReactNode {
  const text = useText();
  const { register } = useFormContext();
  const fault = useFault(name);
  const id = useFieldId(name);
  const field = register(name, {
    validate: (value: unknown) =>
      (typeof value === 'string' && value !== '') || text('form.missing', { field: label }),
  });
  return (
    <Fieldset>
      <Fieldset.Legend>{label}</Fieldset.Legend>
      {description !== undefined && <Fieldset.Description>{description}</Fieldset.Description>}
      {choices.map((choice, index) => (
        <Radio
          key={choice.value}
          // The first one has the id that error summaries link to.
          id={index === 0 ? id : `${id}-${choice.value}`}
          value={choice.value}
          label={choice.name}
          aria-invalid={fault !== undefined}
          {...(choice.description === undefined ? {} : { description: choice.description })}
          {...field}
        />
      ))}
      {fault !== undefined && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
}
