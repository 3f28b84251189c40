// Sets the project up on a machine that has only Node and npm, then hands over to Node 26.
//
//   node scripts/bootstrap.mjs start|demo|test|check [arguments…]
//
// Plain JavaScript without dependencies: it runs before anything is installed.

const LEAST_NODE = 20;
const found = process.versions.node;

if (Number(found.split('.')[0]) < LEAST_NODE) {
  console.error(`Boligtrapp needs Node ${LEAST_NODE} or newer to set itself up; this is Node ${found}.`);
  process.exit(1);
}

const { runCommand } = await import('./bootstrap/run-command.mjs');
process.exitCode = await runCommand(process.argv[2], process.argv.slice(3));
