// Ends itself with a document of the title "die", as native code does that crashes; else is slow, large or well.
const hoard: Buffer[] = [];

process.on('message', (message: { readonly input?: string }) => {
  if (message.input === undefined) {
    process.send?.({ kind: 'ready' });
    return;
  }
  const title = /"title":"([^"]*)"/u.exec(message.input)?.[1] ?? '';
  if (title === 'die') process.kill(process.pid, 'SIGSEGV');
  if (title === 'hang') for (;;);
  if (title === 'hoard') for (;;) hoard.push(Buffer.alloc(16_777_216, 1));
  process.send?.({ kind: 'pdf', bytes: Buffer.from(title) });
});
process.on('disconnect', () => process.exit());
