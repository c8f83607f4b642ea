import assert from 'node:assert/strict';
import { QrCodeService, openSendAndClose, pollUntil, sha256Base64 } from 'ksef-client-ts';
import { day, invoiceXml } from '../invoices.mjs';
import { clientBySeal, newClient, pollOptions } from '../simulator.mjs';

let client, nip, data, xml;
const issued = {};

const verdict = async (link) => {
  const page = await (await fetch(link)).text();
  return /data-verdict="([^"]*)"/.exec(page)?.[1];
};

async function enrolled(csr, type) {
  const begun = await client.certificates.enroll({
    certificateName: `Certyfikat ${type}`,
    certificateType: type,
    csr: Buffer.from(csr.csrDer).toString('base64'),
  });
  const status = await pollUntil(
    () => client.certificates.getEnrollmentStatus(begun.referenceNumber),
    (seen) => seen.status.code !== 100,
    pollOptions,
  );
  assert.equal(status.status.code, 200, status.status.description);
  return { serial: status.certificateSerialNumber, key: csr.privateKeyPem };
}

const fields = () => ({ ...data, countryCode: data.countryName });

async function pem(serial) {
  const { certificates } = await client.certificates.retrieve({ certificateSerialNumbers: [serial] });
  assert.equal(certificates.length, 1);
  assert.equal(certificates[0].certificateSerialNumber, serial);
  return `-----BEGIN CERTIFICATE-----\n${certificates[0].certificate}\n-----END CERTIFICATE-----`;
}

const confirmed = (key, serial) =>
  client.qr.buildCertificateVerificationUrl('Nip', nip, nip, serial, sha256Base64(new TextEncoder().encode(xml)), key);

export default [
  ['limits', async () => {
    ({ client, nip } = await clientBySeal());
    const limits = await client.certificates.getLimits();
    assert.ok(limits.canRequest);
    assert.ok(limits.enrollment.remaining > 0 && limits.certificate.remaining > 0);
  }],
  ['data for an application', async () => {
    data = await client.certificates.getEnrollmentData();
    assert.equal(data.organizationIdentifier, `VATPL-${nip}`);
    assert.ok(data.commonName && data.countryName);
  }],
  ...[['RSA', 'Authentication'], ['ECDSA', 'Authentication'], ['RSA', 'Offline'], ['ECDSA', 'Offline']].map(([key, type]) => [
    `application for type ${type}, ${key}`,
    async () => {
      const csr = key === 'RSA' ? client.crypto.generateCsrRsa(fields()) : client.crypto.generateCsrEcdsa(fields());
      issued[type + key] = await enrolled(await csr, type);
    },
  ]),
  ['given out', async () => assert.ok(await pem(issued.AuthenticationRSA.serial))],
  ...['RSA', 'ECDSA'].map((key) => [`signs in, ${key}`, async () => {
    const { serial, key: privateKey } = issued[`Authentication${key}`];
    const other = newClient();
    await other.loginWithCertificate(await pem(serial), privateKey, nip);
    assert.ok((await other.limits.getContextLimits()).onlineSession);
  }]),
  ['list', async () => {
    const { certificates, hasMore } = await client.certificates.query({ type: 'Authentication', status: 'Active' }, 10, 0);
    assert.equal(certificates.length, 2);
    assert.equal(hasMore, false);
    assert.deepEqual(certificates[0].subjectIdentifier, { type: 'Nip', value: nip });
    const one = await client.certificates.query({ certificateSerialNumber: issued.OfflineRSA.serial });
    assert.equal(one.certificates[0].type, 'Offline');
  }],
  ['KOD I of an invoice that KSeF has', async () => {
    xml = invoiceXml(nip);
    await openSendAndClose(client, [xml], { pollOptions });
    const link = client.qr.buildInvoiceVerificationUrl(nip, day(), sha256Base64(new TextEncoder().encode(xml)));
    assert.equal(await verdict(link), 'found');
    assert.ok((await QrCodeService.generateQrCode(link)).length > 100);
    assert.ok((await QrCodeService.generateQrCodeSvgWithLabel(link, 'OFFLINE')).includes('OFFLINE'));
  }],
  ['KOD I of another invoice', async () => {
    const link = client.qr.buildInvoiceVerificationUrl(nip, day(), sha256Base64(new TextEncoder().encode('none')));
    assert.equal(await verdict(link), 'not-found');
  }],
  ...['RSA', 'ECDSA'].map((key) => [`KOD II, ${key}`, async () => {
    const { serial, key: privateKey } = issued[`Offline${key}`];
    assert.equal(await verdict(confirmed(privateKey, serial)), 'valid');
  }]),
  ['KOD II by a certificate of the wrong type', async () => {
    const { serial, key } = issued.AuthenticationRSA;
    assert.equal(await verdict(confirmed(key, serial)), 'certificate-type');
  }],
  ['KOD II of an invoice issued offline', async () => {
    const { serial, key } = issued.OfflineECDSA;
    const offline = await client.offline.generate(
      {
        invoiceNumber: 'KOD/2',
        invoiceDate: day(),
        invoiceXml: xml,
        sellerNip: nip,
        sellerIdentifier: { type: 'Nip', value: nip },
      },
      { certificate: { privateKeyPem: key, certificateSerial: serial } },
    );
    assert.equal(await verdict(offline.kod1Url), 'found');
    assert.equal(await verdict(offline.kod2Url), 'valid');
  }],
  ['revoked', async () => {
    for (const [kind, revocationReason] of [['AuthenticationRSA', 'KeyCompromise'], ['OfflineRSA', 'Superseded']]) {
      await client.certificates.revoke(issued[kind].serial, { revocationReason });
      const found = await client.certificates.query({ certificateSerialNumber: issued[kind].serial });
      assert.equal(found.certificates[0].status, 'Revoked');
    }
    await client.certificates.revoke(issued.OfflineECDSA.serial, {});
  }],
  ['KOD II by a revoked certificate', async () => {
    const { serial, key } = issued.OfflineRSA;
    assert.equal(await verdict(confirmed(key, serial)), 'certificate-not-active');
  }],
  ['a revoked certificate signs in no more', async () => {
    const { serial, key } = issued.AuthenticationRSA;
    await assert.rejects(newClient().loginWithCertificate(await pem(serial), key, nip));
  }],
];
