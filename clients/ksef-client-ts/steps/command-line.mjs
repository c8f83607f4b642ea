import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { day, invoiceXml } from '../invoices.mjs';
import { ksefToken, origin, randomNip, tokenNip } from '../simulator.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const newHome = () => mkdtempSync(join(tmpdir(), 'ksef-home-'));
const homes = [newHome()];
let home = homes[0];
const file = (name) => join(home, name);
process.on('exit', () => homes.forEach((one) => rmSync(one, { recursive: true })));

/** Runs the program and gives what it prints. It keeps what it knows in its home. */
async function ksef(...args) {
  const options = {
    cwd: home,
    env: { ...process.env, HOME: home, SIMULATOR: origin, NO_COLOR: '1', CI: '1' },
  };
  const node = ['--import', join(here, 'redirect.mjs'), join(here, 'node_modules/ksef-client-ts/dist/cli.js'), ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, node, options, (failure, stdout, stderr) => {
      const told = `${stderr} ${stdout}`.replace(/\s+/g, ' ').slice(0, 400);
      if (failure) reject(new Error(`ksef ${args.slice(0, 2).join(' ')}: ${told}`));
      else resolve(stdout);
    });
  });
}

const json = async (...args) => JSON.parse(await ksef(...args, '--json'));

let session, invoices;
const xml = invoiceXml(tokenNip);

export default [
  ['auth login --token', async () => {
    await ksef('config', 'set', '--env', 'test', '--nip', tokenNip);
    await ksef('auth', 'login', '--token', ksefToken);
  }],
  ['auth whoami', async () => assert.ok(JSON.stringify(await json('auth', 'whoami')).includes(tokenNip))],
  ['auth refresh', () => ksef('auth', 'refresh')],
  ['session open', async () => {
    ({ referenceNumber: session } = await json('session', 'open'));
    assert.match(session, /-SO-/);
  }],
  ['invoice validate', () => {
    writeFileSync(file('invoice.xml'), xml);
    return ksef('invoice', 'validate', 'invoice.xml');
  }],
  ['invoice send', () => ksef('invoice', 'send', 'invoice.xml')],
  ['session status', async () => assert.equal((await json('session', 'status')).status.code, 100)],
  ['session invoices', async () => {
    invoices = await json('session', 'invoices');
    assert.ok(JSON.stringify(invoices).includes(tokenNip));
  }],
  ['session close', () => ksef('session', 'close')],
  ['session upo', async () => {
    const status = await json('session', 'status', session);
    await ksef('session', 'upo', session, '--upoRef', status.upo.pages[0].referenceNumber, '--o', 'upo.xml');
    assert.ok(readFileSync(file('upo.xml'), 'utf8').includes(session));
  }],
  ['invoice query', async () => assert.ok((await ksef('invoice', 'query', '--from', day(-1), '--json')).includes(tokenNip))],
  ['invoice get', async () => {
    const number = /\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}/.exec(JSON.stringify(invoices))[0];
    await ksef('invoice', 'get', number, '--o', 'read.xml');
    assert.equal(readFileSync(file('read.xml'), 'utf8'), xml);
  }],
  ['limits rate', () => json('limits', 'rate')],
  ['cert generate, auth login --cert', async () => {
    // It remembers a token, and would sign in with that first.
    home = newHome();
    homes.push(home);
    mkdirSync(file('seal'));
    const nip = randomNip();
    await ksef('config', 'set', '--env', 'test', '--nip', nip);
    const seal = ['--type', 'company-seal', '--cn', 'Firma', '--org', 'Firma', '--org-identifier', `VATPL-${nip}`, '--out', 'seal'];
    await ksef('cert', 'generate', ...seal);
    await ksef('auth', 'login', '--cert', 'seal/cert.pem', '--key', 'seal/key.pem');
  }],
  ['cert enrollment-data', () => json('cert', 'enrollment-data')],
  ['token list', () => json('token', 'list')],
  ['permission search', () => json('permission', 'search', '--type', 'personal')],
  ['auth logout', () => ksef('auth', 'logout')],
];
