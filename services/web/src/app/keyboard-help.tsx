import { Button, Switch, Table } from '@digdir/designsystemet-react';
import { type ReactNode, useCallback, useState } from 'react';
import { CommandDialog } from '../components/command-dialog.tsx';
import { Text, useText } from '../i18n/text.tsx';
import { keepSingleKeys, singleKeysWork, useSingleKey } from './single-keys.ts';

const KEYS = [
  { key: '?', does: 'keys.help' },
  { key: 'Tab', does: 'keys.tab' },
  { key: 'Enter', does: 'keys.enter' },
  { key: 'Esc', does: 'keys.escape' },
  { key: '← ↑ → ↓', does: 'keys.arrows' },
  { key: '↓ ↑ Home End Page Down Page Up', does: 'keys.rows' },
  { key: 'b', does: 'keys.reasons' },
  { key: 'o', does: 'keys.override' },
] as const;

/** The list of keys, by its button and by `?`, and the switch for those who type by voice. */
export function KeyboardHelp(): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [work, setWork] = useState(singleKeysWork);
  useSingleKey(
    '?',
    useCallback(() => setIsOpen(true), []),
  );
  return (
    <>
      <Button variant="tertiary" data-size="sm" aria-keyshortcuts="?" onClick={() => setIsOpen(true)}>
        <Text id="keys.open" />
      </Button>
      {isOpen && (
        <CommandDialog title={text('keys.title')} onClose={() => setIsOpen(false)}>
          <Table>
            <caption>{text('keys.caption')}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell scope="col">{text('keys.key')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{text('keys.does')}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {KEYS.map(({ key, does }) => (
                <Table.Row key={key}>
                  <Table.HeaderCell scope="row">
                    <kbd>{key}</kbd>
                  </Table.HeaderCell>
                  <Table.Cell>{text(does)}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
          <Switch
            label={text('keys.single')}
            checked={work}
            onChange={({ target }) => {
              keepSingleKeys(target.checked);
              setWork(target.checked);
            }}
          />
        </CommandDialog>
      )}
    </>
  );
}
