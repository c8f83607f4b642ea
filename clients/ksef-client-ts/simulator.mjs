// The simulator as the steps see it: clients for it, and who they are.

import { randomInt } from 'node:crypto';
import { CertificateService, KSeFClient, isValidNip, isValidPesel } from 'ksef-client-ts';

/** Scheme, host and port. */
export const origin = process.env.SIMULATOR;

/** The taxpayer with the KSeF token. */
export const tokenNip = process.env.SIMULATOR_NIP;

export const ksefToken = process.env.SIMULATOR_TOKEN;

/** Nobody waits for the simulator: it judges at the next look. */
export const pollOptions = { intervalMs: 20, maxAttempts: 100 };

export function newClient(options = {}) {
  return new KSeFClient({
    environment: 'TEST',
    baseUrl: origin,
    baseQrUrl: origin,
    lighthouseUrl: origin,
    presignedUrlHosts: [new URL(origin).hostname],
    ...options,
  });
}

export async function clientByToken() {
  const client = newClient();
  await client.loginWithToken(ksefToken, tokenNip);
  return client;
}

/** Signs in a new taxpayer, or one whose NIP is given, with a seal of its own. */
export async function clientBySeal(nip = randomNip(), method = 'ECDSA') {
  const client = newClient();
  const seal = await sealOf(nip, method);
  await client.loginWithCertificate(seal.certificatePem, seal.privateKeyPem, nip);
  return { client, nip, seal };
}

export const sealOf = (nip, method = 'ECDSA') =>
  CertificateService.generateCompanySeal(`Firma ${nip}`, `VATPL-${nip}`, `Pieczęć ${nip}`, method);

export function randomNip() {
  for (;;) {
    const nip = `${randomInt(1, 10)}${randomInt(1, 10)}${String(randomInt(0, 1e8)).padStart(8, '0')}`;
    if (isValidNip(nip)) return nip;
  }
}

export function randomPesel() {
  for (;;) {
    const pesel = `85${String(randomInt(1, 13)).padStart(2, '0')}${String(randomInt(1, 29)).padStart(2, '0')}${String(
      randomInt(0, 1e5),
    ).padStart(5, '0')}`;
    if (isValidPesel(pesel)) return pesel;
  }
}

/** Plans one fault for the call after those so far. */
export async function planFault(operation, fault) {
  const shown = await (await fetch(`${origin}/simulator/faults`)).json();
  const calls = shown.calls?.[operation] ?? 0;
  const reply = await fetch(`${origin}/simulator/faults`, { method: 'POST', body: `${operation}#${calls + 1}=${fault}` });
  if (!reply.ok) throw new Error(`the fault was refused: ${await reply.text()}`);
}
