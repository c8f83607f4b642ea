import assert from 'node:assert/strict';
import { authenticateWithCertificate, CertificateService } from 'ksef-client-ts';
import { clientBySeal, newClient, pollOptions, randomNip, randomPesel, sealOf } from '../simulator.mjs';

let client, nip;

const subject = randomNip();
const person = randomNip();
const context = () => ({ contextIdentifier: { type: 'Nip', value: nip } });

async function signsIn(certificate, into) {
  return authenticateWithCertificate(newClient(), {
    nip: into,
    certPem: certificate.certificatePem,
    keyPem: certificate.privateKeyPem,
    pollOptions,
  });
}

export default [
  ['a subject is made', async () => {
    ({ client, nip } = await clientBySeal());
    await client.testData.createSubject({ subjectNip: subject, subjectType: 'EnforcementAuthority', description: 'Organ' });
  }],
  ['a subject is removed', () => client.testData.removeSubject({ subjectNip: subject })],
  ['a person is made', () =>
    client.testData.createPerson({ nip: person, pesel: randomPesel(), isBailiff: false, description: 'Osoba' })],
  ['a person is removed', () => client.testData.removePerson({ nip: person })],
  ['rights are granted and revoked', async () => {
    const pesel = randomPesel();
    const other = await CertificateService.generatePersonalCertificate('Ewa', 'Lis', `PNOPL-${pesel}`, 'Ewa Lis');
    const authorized = { ...context(), authorizedIdentifier: { type: 'Pesel', value: pesel } };
    await client.testData.grantPermissions({
      ...authorized,
      permissions: [{ permissionType: 'InvoiceRead', description: 'Odczyt' }],
    });
    await signsIn(other, nip);
    await client.testData.revokePermissions(authorized);
    await assert.rejects(signsIn(other, nip));
  }],
  ['attachments are allowed', () => client.testData.enableAttachment({ nip })],
  ['attachments are no longer allowed', () => client.testData.disableAttachment({ nip })],
  ['limits of sessions', async () => {
    const limits = await client.limits.getContextLimits();
    limits.onlineSession.maxInvoices = 5;
    await client.testData.changeSessionLimits(limits);
    assert.equal((await client.limits.getContextLimits()).onlineSession.maxInvoices, 5);
  }],
  ['limits of sessions, the usual ones again', async () => {
    await client.testData.restoreDefaultSessionLimits();
    assert.equal((await client.limits.getContextLimits()).onlineSession.maxInvoices, 10_000);
  }],
  ['limits of certificates', async () => {
    await client.testData.changeCertificatesLimit({
      subjectIdentifierType: 'Nip',
      enrollment: { maxEnrollments: 7 },
      certificate: { maxCertificates: 5 },
    });
    assert.equal((await client.limits.getSubjectLimits()).certificate.maxCertificates, 5);
  }],
  ['limits of certificates, the usual ones again', async () => {
    await client.testData.restoreDefaultCertificatesLimit();
    assert.notEqual((await client.limits.getSubjectLimits()).certificate.maxCertificates, 5);
  }],
  ['a context is blocked', async () => {
    await client.testData.blockContext(context());
    await assert.rejects(signsIn(await sealOf(nip), nip));
  }],
  ['a context is unblocked', async () => {
    await client.testData.unblockContext(context());
    await signsIn(await sealOf(nip), nip);
  }],
];
