import type { Schemas } from '@boligtrapp/client';
import { Button } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Failure } from '../../components/query-state.tsx';
import { useText } from '../../i18n/text.tsx';

const FORMATS = { xlsx: 'dwellings.asXlsx', csv: 'dwellings.asCsv' } as const;

/** The rows that are chosen, all pages of them and in their order, as a file for a spreadsheet. */
export function ExportButtons({
  dwellings,
}: {
  readonly dwellings: readonly Schemas['Dwelling'][];
}): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const command = useCommand<Schemas['DwellingExport'], Schemas['DwellingExport']>({
    send: async (body) => {
      const { data } = await api.POST('/v1/dwelling-exports', { body, parseAs: 'blob' });
      if (data !== undefined) save(data, `boliger.${body.format}`);
      return body;
    },
    invalidates: [],
    onDone: ({ dwellingIds }) => announce(text('dwellings.exported', { count: dwellingIds.length })),
  });
  return (
    <div className="bt-actions" role="group" aria-label={text('dwellings.export')}>
      <span>{text('dwellings.export')}</span>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          variant="secondary"
          data-size="sm"
          onClick={() => command.run({ format, dwellingIds: dwellings.map(({ id }) => id) })}
        >
          {text(FORMATS[format])}
        </Button>
      ))}
      {command.error !== null && <Failure error={command.error} />}
    </div>
  );
}

/** Gives a file to the browser to be saved. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
