import assert from 'node:assert/strict';
import {
  InMemoryHwmStore,
  InvoiceQueryFilterBuilder,
  exportAndDownload,
  exportInvoices,
  incrementalExportAndDownload,
  openSendAndClose,
} from 'ksef-client-ts';
import { day, instant, invoiceXml } from '../invoices.mjs';
import { clientBySeal, pollOptions } from '../simulator.mjs';

const filters = () => new InvoiceQueryFilterBuilder().withSubjectType('Subject1').withDateRange('Invoicing', day(-1)).build();

let client, nip;

const incremental = (more = {}) =>
  incrementalExportAndDownload(client, {
    subjectType: 'Subject1',
    windowFrom: instant(-1),
    windowTo: instant(1),
    continuationPoints: {},
    maxIterations: 3,
    pollOptions,
    ...more,
  });

export default [
  ['begun', async () => {
    ({ client, nip } = await clientBySeal());
    await openSendAndClose(client, [1, 2, 3].map(() => invoiceXml(nip)), { pollOptions });
    const key = await client.crypto.getEncryptionData();
    const { referenceNumber } = await client.invoices.exportInvoices({ filters: filters(), encryption: key.encryptionInfo });
    assert.ok(referenceNumber);
  }],
  ['status of an unknown one', async () =>
    assert.rejects(
      client.invoices.getInvoiceExportStatus('20261001-EH-0000000000-0000000000-00'),
      (refusal) => refusal.errors[0].code === 21175,
    )],
  ['waited for', async () => {
    const result = await exportInvoices(client, filters(), { pollOptions });
    assert.equal(result.invoiceCount, 3);
    assert.equal(result.parts.length, 1);
  }],
  ...['Zip', 'TarGz'].map((compressionType) => [`unpacked, ${compressionType}`, async () => {
    const { files } = await exportAndDownload(client, filters(), { pollOptions, extract: true, compressionType });
    assert.equal([...files.keys()].filter((name) => name.endsWith('.xml')).length, 3);
  }]),
  ['without the invoices', async () => {
    const { files } = await exportAndDownload(client, filters(), { pollOptions, extract: true, onlyMetadata: true });
    assert.deepEqual([...files.keys()], ['_metadata.json']);
  }],
  ['step by step', async () => {
    const seen = [];
    const result = await incremental({ onIterationComplete: (i) => seen.push(i) });
    assert.equal(result.iterationCount, seen.length);
    assert.deepEqual([...result.decryptedParts[0].slice(0, 2)], [0x50, 0x4b]);
  }],
  ['step by step, with a store', async () => {
    const store = new InMemoryHwmStore();
    const { continuationPoints } = await incremental({ store });
    assert.deepEqual(await store.load(), continuationPoints);
  }],
];
