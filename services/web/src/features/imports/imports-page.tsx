import '../rotation/rotation.css';
import type { Schemas } from '@boligtrapp/client';
import { Button, Field, Label, Paragraph, Tag, ValidationMessage } from '@digdir/designsystemet-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm, useFormContext } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { useCommand } from '../../api/use-command.ts';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { Failure, QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import { CommandForm } from '../../forms/command-form.tsx';
import { useFieldId } from '../../forms/form-id.ts';
import { RadioField } from '../../forms/radio-field.tsx';
import { useFault } from '../../forms/use-fault.ts';
import { Text, useText } from '../../i18n/text.tsx';
import { IMPORTS, useImports } from './import-queries.ts';

const SUBJECTS = ['dwellings', 'places'] as const;
type Subject = (typeof SUBJECTS)[number];

/** Files with dwellings or places: how one is sent in, and those that were. */
export function ImportsPage(): ReactNode {
  const text = useText();
  const me = useMe().data;
  const imports = useImports();
  return (
    <Page title={text('imports.title')}>
      <p>
        <Link to="/boliger">
          <Text id="imports.toDwellings" />
        </Link>
      </p>
      <Paragraph>
        <Text id="imports.what" />
      </Paragraph>
      {may(me, 'imports.write') && <Upload />}
      <Templates />
      <Section title={text('imports.earlier')}>
        <QueryState query={imports}>{({ items }) => <Earlier items={items} />}</QueryState>
      </Section>
    </Page>
  );
}

function Earlier({ items }: { readonly items: readonly Schemas['Import'][] }): ReactNode {
  const text = useText();
  if (items.length === 0) {
    return (
      <Paragraph>
        <Text id="imports.none" />
      </Paragraph>
    );
  }
  return (
    <SimpleTable<Schemas['Import']>
      caption={text('imports.earlier')}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          name: text('imports.sent'),
          cell: ({ id, requestedAt }) => (
            <Link to="/boliger/importer/$importId" params={{ importId: id }}>
              <Instant at={requestedAt} />
            </Link>
          ),
        },
        { name: text('imports.subject'), cell: ({ subject }) => text(`imports.subject.${subject}`) },
        { name: text('imports.state'), cell: ({ state }) => <Tag>{text(`imports.state.${state}`)}</Tag> },
        { name: text('imports.rows'), isNumber: true, cell: ({ rowCount }) => rowCount },
        { name: text('imports.stored'), isNumber: true, cell: ({ storedCount }) => storedCount },
        { name: text('imports.by'), cell: ({ requestedBy }) => requestedBy },
      ]}
    />
  );
}

interface UploadForm {
  readonly subject: Subject | '';
  readonly file: FileList | null;
}

interface UploadInput {
  readonly subject: Subject;
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly file: File;
}

/** Sends a file in, and goes to what becomes of it. */
function Upload(): ReactNode {
  const text = useText();
  const navigate = useNavigate();
  const form = useForm<UploadForm>({ defaultValues: { subject: '', file: null } });
  const command = useCommand<UploadInput, Schemas['ReceivedImport']>({
    send: async ({ subject, name, file }, key) =>
      await answerOf(
        api.POST('/v1/imports', {
          params: { query: { subject }, header: { 'idempotency-key': key } },
          headers: { 'content-type': typeOf(name) },
          body: name,
          // The file itself: the description calls it a text.
          bodySerializer: () => file,
        }),
      ),
    invalidates: [IMPORTS],
    onDone: ({ id }) => void navigate({ to: '/boliger/importer/$importId', params: { importId: id } }),
  });
  return (
    <Section title={text('imports.upload')}>
      <CommandForm
        form={form}
        submit="imports.check"
        isRunning={command.isRunning}
        error={command.error}
        onSubmit={({ subject, file }) => {
          const chosen = file?.item(0);
          if (subject === '' || chosen === null || chosen === undefined) return;
          const { name, size, lastModified } = chosen;
          command.run({ subject, name, size, lastModified, file: chosen });
        }}
      >
        <RadioField
          name="subject"
          label={text('imports.subject')}
          choices={SUBJECTS.map((value) => ({ value, name: text(`imports.subject.${value}`) }))}
        />
        <FileField />
      </CommandForm>
    </Section>
  );
}

function FileField(): ReactNode {
  const text = useText();
  const { register } = useFormContext<UploadForm>();
  const fault = useFault('file');
  return (
    <Field>
      <Label>
        <Text id="imports.file" />
      </Label>
      <Field.Description>
        <Text id="imports.fileWhat" />
      </Field.Description>
      <input
        id={useFieldId('file')}
        type="file"
        accept=".xlsx,.csv"
        className="ds-input"
        aria-invalid={fault !== undefined}
        {...register('file', {
          validate: (files) => {
            const name = files?.item(0)?.name;
            if (name === undefined) return text('form.missing', { field: text('imports.file') });
            return /\.(?:xlsx|csv)$/i.test(name) || text('imports.wrongKind');
          },
        })}
      />
      {fault !== undefined && <ValidationMessage>{fault}</ValidationMessage>}
    </Field>
  );
}

function typeOf(name: string): string {
  const isWorkbook = name.toLowerCase().endsWith('.xlsx');
  return isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv';
}

/** Files to be filled in, with what stands in each column. */
function Templates(): ReactNode {
  const text = useText();
  const command = useCommand<Subject, null>({
    send: async (subject) => {
      const params = { path: { subject } };
      const { data } = await api.GET('/v1/import-templates/{subject}', { params, parseAs: 'blob' });
      if (data !== undefined) save(data, `${text(`imports.subject.${subject}`)}.xlsx`);
      return null;
    },
    invalidates: [],
  });
  return (
    <Section title={text('imports.templates')}>
      <Paragraph data-size="sm">
        <Text id="imports.templatesWhat" />
      </Paragraph>
      <div className="bt-actions">
        {SUBJECTS.map((subject) => (
          <Button key={subject} variant="secondary" data-size="sm" onClick={() => command.run(subject)}>
            {text('imports.template', { subject: text(`imports.subject.${subject}`) })}
          </Button>
        ))}
      </div>
      {command.error !== null && <Failure error={command.error} />}
    </Section>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
