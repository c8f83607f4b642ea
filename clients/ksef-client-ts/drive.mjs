// Walks every step on the simulator, one after another, and prints a table. The exit code is 1 if a step failed.
//
//   node drive.mjs [PART OF A STEP'S NAME]

const subjects = [
  ['signing in', './steps/signing-in.mjs'],
  ['interactive sessions', './steps/sessions.mjs'],
  ['invoices', './steps/invoices.mjs'],
  ['certificates and QR codes', './steps/certificates.mjs'],
  ['limits and Peppol', './steps/limits.mjs'],
  ['command line', './steps/command-line.mjs'],
  ['batch sessions', './steps/batch.mjs'],
  ['exports', './steps/exports.mjs'],
  ['KSeF tokens', './steps/tokens.mjs'],
  ['permissions', './steps/permissions.mjs'],
  ['test data', './steps/test-data.mjs'],
];

const PASSED = 'passed';
const FAILED = 'FAILED';

const wanted = process.argv[2] ?? '';
const rows = [];
for (const [subject, file] of subjects) {
  for (const [name, run] of (await import(file)).default) {
    if (`${subject}: ${name}`.includes(wanted)) {
      rows.push({ subject, name, ...(await outcome(run)) });
    }
  }
}

async function outcome(run) {
  try {
    await run();
    return { result: PASSED, why: '' };
  } catch (failure) {
    return { result: FAILED, why: explained(failure) };
  }
}

function explained(failure) {
  const errors = (failure.errors ?? []).map((error) => [error.code, error.description, ...(error.details ?? [])].join(' '));
  const status = failure.statusCode ? `${failure.statusCode} ` : '';
  const place = /steps\/[\w-]+\.mjs:\d+/.exec(failure.stack ?? '');
  return `${status}${[failure.message, ...errors].join('; ').split('\n')[0]}${place ? ` (${place[0]})` : ''}`;
}

let last;
for (const { subject, name, result, why } of rows) {
  if (subject !== last) {
    console.log(`\n${subject}`);
    last = subject;
  }
  console.log(`  ${result}  ${name}${why ? `: ${why}` : ''}`);
}
const count = (result) => rows.filter((row) => row.result === result).length;
console.log(`\n${rows.length} steps: ${count(PASSED)} passed, ${count(FAILED)} failed`);
process.exit(rows.length === 0 || count(FAILED) > 0 ? 1 : 0);
