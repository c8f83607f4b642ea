import assert from 'node:assert/strict';
import {
  FORM_CODES,
  createTarGz,
  createZip,
  openSendAndClose,
  pollUntil,
  uploadBatch,
  uploadBatchParsed,
  uploadBatchStream,
  uploadBatchStreamParsed,
} from 'ksef-client-ts';
import { invoiceXml } from '../invoices.mjs';
import { clientBySeal, pollOptions } from '../simulator.mjs';

const options = { pollOptions };

const entries = (nip, count) =>
  Array.from({ length: count }, (_, i) => ({ fileName: `f${i}.xml`, content: Buffer.from(invoiceXml(nip)) }));

async function accepted(count, upload, pack = createZip) {
  const { client, nip } = await clientBySeal();
  const archive = await pack(entries(nip, count));
  const { sessionRef, upo } = await upload(client, archive);
  assert.equal(upo.successfulInvoiceCount, count);
  assert.equal(upo.failedInvoiceCount ?? 0, 0);
  const { invoices } = await client.sessionStatus.getSessionInvoices(sessionRef);
  assert.equal(invoices.filter((invoice) => invoice.ksefNumber).length, count);
  return upo;
}

const stream = (bytes) => () => new Blob([bytes]).stream();

export default [
  ['an unknown one is closed', async () => {
    const { client } = await clientBySeal();
    await assert.rejects(
      client.batchSession.closeSession('20261001-SB-0000000000-0000000000-00'),
      (refusal) => refusal.errors[0].code === 21173,
    );
  }],
  ['one part', () => accepted(5, (client, zip) => uploadBatch(client, zip, options))],
  ['many parts', () => accepted(5, (client, zip) => uploadBatch(client, zip, { ...options, maxPartSize: 1000, parallelism: 3 }))],
  ['TarGz', () =>
    accepted(3, (client, archive) => uploadBatch(client, archive, { ...options, compressionType: 'TarGz' }), createTarGz)],
  ['validated, offline', () =>
    accepted(2, (client, zip) => uploadBatch(client, zip, { ...options, validate: true, offlineMode: true }))],
  // The client sends a stream without its length, which the storage must be told.
  ['as a stream: refused without its length', () => assert.rejects(
    accepted(3, (client, zip) => uploadBatchStream(client, stream(zip), zip.length, options)), /HTTP 411/)],
  ['with the UPO as an object', async () => {
    const upo = await accepted(2, (client, zip) => uploadBatchParsed(client, zip, options));
    assert.equal(upo.parsed.flatMap((page) => page.dokumenty).length, 2);
  }],
  ['as a stream, with the UPO as an object: refused without its length', () => assert.rejects(
    accepted(2, (client, zip) => uploadBatchStreamParsed(client, stream(zip), zip.length, options)), /HTTP 411/)],
  ...[['the hash of a part is wrong', true], ['a part is damaged', false]].map(([name, wrongHash]) => [name, async () => {
    const { client, nip } = await clientBySeal();
    const zip = await createZip(entries(nip, 1));
    await client.crypto.init();
    const key = await client.crypto.getEncryptionData();
    const part = client.crypto.encryptAES256(zip, key.cipherKey, key.cipherIv);
    const [whole, encrypted] = [zip, part].map((bytes) => client.crypto.getFileMetadata(bytes));
    const opened = await client.batchSession.openSession({
      formCode: FORM_CODES.FA_3,
      encryption: key.encryptionInfo,
      batchFile: {
        fileSize: whole.fileSize,
        fileHash: whole.hashSHA,
        fileParts: [{ ordinalNumber: 1, fileSize: encrypted.fileSize, fileHash: wrongHash ? whole.hashSHA : encrypted.hashSHA }],
      },
    });
    const data = wrongHash ? part : part.map((byte) => byte ^ 0xff);
    const uploaded = async () => {
      await client.batchSession.sendParts(opened, [{ data, metadata: encrypted, ordinalNumber: 1 }]);
      await client.batchSession.closeSession(opened.referenceNumber);
      const { status } = await pollUntil(
        () => client.sessionStatus.getSessionStatus(opened.referenceNumber),
        (seen) => seen.status.code === 200 || seen.status.code >= 400,
        pollOptions,
      );
      if (status.code >= 400) throw new Error(status.description);
    };
    await assert.rejects(uploaded());
  }]),
  ['an invoice of the package sent again is a duplicate', async () => {
    const { client, nip } = await clientBySeal();
    const [entry] = entries(nip, 1);
    await uploadBatch(client, await createZip([entry]), options);
    await assert.rejects(openSendAndClose(client, [entry.content], options), /445/);
  }],
];
