import assert from 'node:assert/strict';
import {
  InMemoryOfflineInvoiceStorage,
  InvoiceQueryFilterBuilder,
  KSeFApiError,
  KSeFBadRequestError,
  KSeFUnauthorizedError,
  collectAllInvoiceMetadata,
  openSendAndClose,
  queryAllInvoiceMetadata,
  sha256Base64,
} from 'ksef-client-ts';
import { day, instant, invoiceXml } from '../invoices.mjs';
import { clientBySeal, newClient, pollOptions } from '../simulator.mjs';

const NO_NUMBER = '0000000000000-00000-000000000000';

let client, nip, buyer, buyerNip, first;

const lately = (subject = 'Subject1') =>
  new InvoiceQueryFilterBuilder().withSubjectType(subject).withDateRange('Invoicing', day(-1));

export default [
  ['twelve invoices are there', async () => {
    ({ client: buyer, nip: buyerNip } = await clientBySeal());
    ({ client, nip } = await clientBySeal());
    const invoices = Array.from({ length: 12 }, (_, i) => invoiceXml(nip, { number: `Q/${i}`, buyerNip }));
    assert.equal((await openSendAndClose(client, invoices, { pollOptions })).successfulInvoiceCount, 12);
  }],
  ['query', async () => {
    const found = await client.invoices.queryInvoiceMetadata(lately().build());
    assert.equal(found.invoices.length, 10);
    assert.ok(found.hasMore);
    assert.equal(found.isTruncated, false);
    [first] = found.invoices;
    assert.equal(first.seller.nip, nip);
    assert.deepEqual([first.netAmount, first.vatAmount, first.grossAmount], [100, 23, 123]);
    assert.equal(first.formCode.systemCode, 'FA (3)');
  }],
  ['query with every filter', async () => {
    const filters = new InvoiceQueryFilterBuilder()
      .withSubjectType('Subject1')
      .withDateRange('Issue', day(-1), day(1))
      .withKsefNumber(first.ksefNumber)
      .withInvoiceNumber(first.invoiceNumber)
      .withAmount('Brutto', 100, 200)
      .withSellerNip(nip)
      .withBuyerIdentifier('Nip', buyerNip)
      .withCurrencyCodes(['PLN'])
      .withInvoicingMode('Online')
      .withSelfInvoicing(false)
      .withFormType('FA')
      .withInvoiceTypes(['Vat'])
      .withHasAttachment(false)
      .build();
    const found = await client.invoices.queryInvoiceMetadata(filters, 0, 10, 'Desc');
    assert.deepEqual(found.invoices.map((invoice) => invoice.ksefNumber), [first.ksefNumber]);
  }],
  ['query up to the high water mark', async () => {
    const filters = new InvoiceQueryFilterBuilder()
      .withSubjectType('Subject1')
      .withDateRangeRestricted('PermanentStorage', instant(-1))
      .build();
    const found = await client.invoices.queryInvoiceMetadata(filters, 0, 50);
    assert.equal(found.invoices.length, 12);
    assert.ok(found.permanentStorageHwmDate);
  }],
  ['query in both orders', async () => {
    const numbers = async (order) =>
      (await client.invoices.queryInvoiceMetadata(lately().build(), 0, 100, order)).invoices.map((one) => one.ksefNumber);
    assert.deepEqual(await numbers('Desc'), (await numbers('Asc')).reverse());
  }],
  ['query, all pages', async () => {
    assert.equal((await collectAllInvoiceMetadata(client, lately().build(), { pageSize: 10 })).length, 12);
  }],
  ['query, all pages, one by one, last first', async () => {
    let count = 0;
    const options = { pageSize: 10, sortOrder: 'Desc' };
    for await (const invoice of queryAllInvoiceMetadata(client, lately().build(), options)) {
      assert.equal(invoice.seller.nip, nip);
      count++;
    }
    assert.equal(count, 12);
  }],
  ...['Subject2', 'Subject3', 'SubjectAuthorized'].map((subject) => [`query as ${subject}`, async () => {
    const found = await buyer.invoices.queryInvoiceMetadata(lately(subject).build(), 0, 100);
    assert.equal(found.invoices.length, subject === 'Subject2' ? 12 : 0);
  }]),
  ['query with a range that ends before it begins: 400', async () => {
    const filters = new InvoiceQueryFilterBuilder()
      .withSubjectType('Subject1')
      .withDateRange('Invoicing', '2030-01-02', '2030-01-01')
      .build();
    await assert.rejects(client.invoices.queryInvoiceMetadata(filters), (refusal) => {
      assert.ok(refusal instanceof KSeFBadRequestError);
      assert.equal(typeof refusal.errors[0].code, 'number');
      return true;
    });
  }],
  ['read by number', async () => {
    const { xml, hash } = await client.invoices.getInvoice(first.ksefNumber);
    assert.ok(xml.includes(nip));
    assert.equal(hash, first.invoiceHash);
    assert.equal(sha256Base64(new TextEncoder().encode(xml)), hash);
  }],
  ['read by the buyer', async () => {
    assert.ok((await buyer.invoices.getInvoice(first.ksefNumber)).xml.includes(buyerNip));
  }],
  ['read without a token: 401', async () => {
    await assert.rejects(newClient().invoices.getInvoice(NO_NUMBER), (refusal) => {
      assert.ok(refusal instanceof KSeFUnauthorizedError);
      assert.ok(refusal.detail);
      return true;
    });
  }],
  ['read what does not exist: 4xx', async () => {
    await assert.rejects(client.invoices.getInvoice(NO_NUMBER), (refusal) => {
      assert.ok(refusal instanceof KSeFApiError && !(refusal instanceof KSeFUnauthorizedError));
      assert.ok(refusal.statusCode >= 400 && refusal.statusCode < 500);
      return true;
    });
  }],
  ['issued offline, sent later', async () => {
    const storage = new InMemoryOfflineInvoiceStorage();
    await client.offline.generate(offlineInvoice('OFF/1'), { storage, mode: 'offline24' });
    const sent = await client.offline.submit(client, { storage });
    assert.equal(sent.accepted, 1);
    const found = await client.invoices.queryInvoiceMetadata(lately().withInvoiceNumber('OFF/1').build());
    assert.equal(found.invoices[0].invoicingMode, 'Offline');
  }],
  ['issued offline, refused and corrected', async () => {
    const storage = new InMemoryOfflineInvoiceStorage();
    const wrong = { ...offlineInvoice('OFF/2'), invoiceXml: invoiceXml(nip, { number: 'OFF/2', issued: day(2) }) };
    const { id } = await client.offline.generate(wrong, { storage });
    await client.offline.submit(client, { storage });
    // It takes what was received as accepted, so whoever asks for the status has to tell it.
    await storage.update(id, { status: 'REJECTED' });
    const corrected = await client.offline.correct(client, {
      storage,
      rejectedInvoiceId: id,
      correctedInvoiceXml: invoiceXml(nip, { number: 'OFF/2' }),
    });
    assert.equal(corrected.status, 'ACCEPTED');
    const found = await client.invoices.queryInvoiceMetadata(lately().withInvoiceNumber('OFF/2').build());
    assert.ok(found.invoices[0].hashOfCorrectedInvoice);
  }],
];

const offlineInvoice = (number) => ({
  invoiceNumber: number,
  invoiceDate: day(),
  invoiceXml: invoiceXml(nip, { number }),
  sellerNip: nip,
  sellerIdentifier: { type: 'Nip', value: nip },
});
