import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  FORM_CODES,
  KSeFBadRequestError,
  UpoVersion,
  openOnlineSession,
  openSendAndClose,
  parseUpoXml,
  parseXml,
  pollUntil,
  resumeOnlineSession,
  serializeInvoiceXml,
  sha256Base64,
  verifyHash,
} from 'ksef-client-ts';
import { day, instant, invoiceXml, openSession, sendRequest } from '../invoices.mjs';
import { clientBySeal, planFault, pollOptions } from '../simulator.mjs';

let client, nip, session, invoice, sent, xml;

const statusOf = (of, reference) => of.sessionStatus.getSessionStatus(reference);

/** Sends, and waits until the invoice is judged. */
async function judged(of, reference, request) {
  const { referenceNumber } = await of.onlineSession.sendInvoice(reference, request);
  return pollUntil(
    () => of.sessionStatus.getSessionInvoice(reference, referenceNumber),
    (seen) => seen.status.code >= 200,
    pollOptions,
  );
}

async function closed(of, reference) {
  await of.onlineSession.closeSession(reference);
  return pollUntil(() => statusOf(of, reference), (seen) => ![100, 170].includes(seen.status.code), pollOptions);
}

const isUpo = ({ upo, hash }) => {
  const parsed = parseUpoXml(upo);
  if (hash !== undefined) assert.ok(verifyHash(Buffer.from(upo), hash));
  assert.equal(parsed.numerReferencyjnySesji, session.reference);
  assert.equal(parsed.dokumenty[0].nipSprzedawcy, nip);
  assert.equal(parsed.dokumenty[0].skrotDokumentu, sha256Base64(new TextEncoder().encode(xml)));
  assert.equal(parsed.dokumenty[0].numerKSeFDokumentu, invoice.ksefNumber);
};

export default [
  ['opened', async () => {
    ({ client, nip } = await clientBySeal());
    session = await openSession(client);
    assert.match(session.reference, /-SO-/);
    assert.ok(Date.parse(session.validUntil) > Date.now());
  }],
  ['an invoice is sent and gets its number', async () => {
    xml = invoiceXml(nip);
    sent = await judged(client, session.reference, sendRequest(client, xml, session.key));
    assert.equal(sent.status.code, 200, sent.status.description);
    assert.ok(sent.ksefNumber);
    assert.equal(sent.invoicingMode, 'Online');
  }],
  ['status of an open session', async () => {
    const status = await statusOf(client, session.reference);
    assert.equal(status.status.code, 100);
    assert.equal(status.invoiceCount, 1);
    assert.equal(status.successfulInvoiceCount, 1);
  }],
  ['closed, with a UPO', async () => {
    session.closed = await closed(client, session.reference);
    assert.equal(session.closed.status.code, 200);
    assert.equal(session.closed.upo.pages.length, 1);
  }],
  ['the invoices of a session', async () => {
    const { invoices } = await client.sessionStatus.getSessionInvoices(session.reference);
    assert.equal(invoices.length, 1);
    [invoice] = invoices;
    assert.equal(invoice.ksefNumber, sent.ksefNumber);
    assert.equal(invoice.referenceNumber, sent.referenceNumber);
  }],
  ['the status of an invoice', async () => {
    const status = await client.sessionStatus.getSessionInvoice(session.reference, invoice.referenceNumber);
    assert.equal(status.ksefNumber, invoice.ksefNumber);
    assert.equal(status.ordinalNumber, 1);
  }],
  ['no failed invoices', async () => {
    const { invoices } = await client.sessionStatus.getSessionFailedInvoices(session.reference);
    assert.deepEqual(invoices, []);
  }],
  ['UPO by KSeF number', async () =>
    isUpo(await client.sessionStatus.getInvoiceUpoByKsefNumber(session.reference, invoice.ksefNumber))],
  ['UPO by the reference of an invoice', async () =>
    isUpo(await client.sessionStatus.getInvoiceUpoByReference(session.reference, invoice.referenceNumber))],
  ['UPO of a session', async () =>
    isUpo(await client.sessionStatus.getSessionUpo(session.reference, session.closed.upo.pages[0].referenceNumber))],
  ['UPO by the links', async () => {
    for (const link of [session.closed.upo.pages[0].downloadUrl, invoice.upoDownloadUrl]) {
      const reply = await fetch(link);
      assert.equal(reply.status, 200);
      isUpo({ upo: await reply.text() });
    }
  }],
  ['the list of sessions, with filters', async () => {
    const { sessions } = await client.sessionStatus.getSessions('Online', 10, undefined, {
      referenceNumber: session.reference,
      dateCreatedFrom: instant(-1),
      dateCreatedTo: instant(1),
      dateModifiedFrom: instant(-1),
      dateClosedFrom: instant(-1),
      statuses: ['Succeeded', 'InProgress'],
    });
    assert.deepEqual(sessions.map((found) => found.referenceNumber), [session.reference]);
    assert.equal(sessions[0].successfulInvoiceCount, 1);
  }],
  ['the list of sessions, page by page', async () => {
    const { client: other } = await clientBySeal();
    for (let i = 0; i < 11; i++) await openSession(other);
    const first = await other.sessionStatus.getSessions('Online', 10);
    assert.equal(first.sessions.length, 10);
    const second = await other.sessionStatus.getSessions('Online', 10, first.continuationToken);
    assert.equal(second.sessions.length, 1);
  }],
  ['the list of batch sessions', async () => assert.deepEqual((await client.sessionStatus.getSessions('Batch')).sessions, [])],
  ['the invoices of a session, page by page', async () => {
    const { reference, key } = await openSession(client);
    for (let i = 0; i < 12; i++) {
      await client.onlineSession.sendInvoice(reference, sendRequest(client, invoiceXml(nip), key));
    }
    const first = await client.sessionStatus.getSessionInvoices(reference, 10);
    assert.equal(first.invoices.length, 10);
    const second = await client.sessionStatus.getSessionInvoices(reference, 10, first.continuationToken);
    assert.equal(second.invoices.length, 2);
    await closed(client, reference);
  }],
  ...[['UPO 4-2', UpoVersion.V4_2], ['UPO 4-3', UpoVersion.V4_3]].map(([name, upoVersion]) => [`opened for ${name}`, async () => {
    const { reference, key } = await openSession(client, { upoVersion });
    await judged(client, reference, sendRequest(client, invoiceXml(nip), key));
    const { upo } = await closed(client, reference);
    const page = await client.sessionStatus.getSessionUpo(reference, upo.pages[0].referenceNumber);
    assert.ok(page.upo.includes('Potwierdzenie'));
  }]),
  ['the invoice of another seller fails, and so does the session: 445', async () => {
    const { reference, key } = await openSession(client);
    const request = sendRequest(client, invoiceXml('0000000000'), key);
    const status = await judged(client, reference, request);
    assert.ok(status.status.code >= 400);
    const { invoices } = await client.sessionStatus.getSessionFailedInvoices(reference, 10);
    assert.equal(invoices[0].referenceNumber, status.referenceNumber);
    const end = await closed(client, reference);
    assert.equal(end.status.code, 445);
    assert.equal(end.failedInvoiceCount, 1);
  }],
  ['an invoice sent twice is a duplicate: 440', async () => {
    const { reference, key } = await openSession(client);
    const status = await judged(client, reference, sendRequest(client, xml, key));
    assert.equal(status.status.code, 440);
    assert.equal(status.status.extensions.originalKsefNumber, invoice.ksefNumber);
    assert.equal((await closed(client, reference)).status.code, 445);
  }],
  ['an empty session: 440', async () => {
    const { reference } = await openSession(client);
    assert.equal((await closed(client, reference)).status.code, 440);
  }],
  ['sending into a closed session is refused', async () => {
    const request = sendRequest(client, invoiceXml(nip), session.key);
    await assert.rejects(client.onlineSession.sendInvoice(session.reference, request), (refusal) => {
      assert.ok(refusal instanceof KSeFBadRequestError);
      assert.equal(refusal.errors[0].code, 21180);
      return true;
    });
  }],
  ['a technical correction in the same session', async () => {
    const { reference, key } = await openSession(client);
    const wrong = invoiceXml(nip, { issued: day(2) });
    const refused = await judged(client, reference, sendRequest(client, wrong, key, { offlineMode: true }));
    assert.equal(refused.status.code, 450);
    const right = sendRequest(client, invoiceXml(nip), key, { offlineMode: true, hashOfCorrectedInvoice: refused.invoiceHash });
    assert.equal((await judged(client, reference, right)).status.code, 200);
    await closed(client, reference);
  }],
  ['a technical correction in another session and sign-in', async () => {
    const first = await openSession(client);
    const wrong = invoiceXml(nip, { issued: day(2) });
    const refused = await judged(client, first.reference, sendRequest(client, wrong, first.key, { offlineMode: true }));
    await closed(client, first.reference);
    const { client: again } = await clientBySeal(nip);
    const second = await openSession(again);
    const right = sendRequest(again, invoiceXml(nip), second.key, {
      offlineMode: true,
      hashOfCorrectedInvoice: refused.invoiceHash,
    });
    assert.equal((await judged(again, second.reference, right)).status.code, 200);
    await closed(again, second.reference);
  }],
  ['FA(2)', async () => {
    const { reference, key } = await openSession(client, { formCode: FORM_CODES.FA_2 });
    const status = await judged(client, reference, sendRequest(client, invoiceXml(nip, { schema: 'FA2' }), key));
    assert.equal(status.status.code, 200, JSON.stringify(status.status));
    await closed(client, reference);
  }],
  ['FA_RR', async () => {
    const { reference } = await openSession(client, { formCode: FORM_CODES.FA_RR_1 });
    await closed(client, reference);
  }],
  // KSeF takes PEF from Peppol providers only, and the forms of FA_RR that this client calls legacy and transition no more.
  ...['PEF_3', 'PEF_KOR_3', 'FA_RR_1_LEGACY', 'FA_RR_1_TRANSITION'].map((name) => [`${name} is refused`, () =>
    assert.rejects(openSession(client, { formCode: FORM_CODES[name] }), (refusal) => refusal.errors[0].code === 21405)]),
  ['an invoice read and written again', async () => {
    const again = serializeInvoiceXml(parseXml(invoiceXml(nip))).toString('utf8');
    const { reference, key } = await openSession(client);
    assert.equal((await judged(client, reference, sendRequest(client, again, key))).status.code, 200);
    await closed(client, reference);
  }],
  ['opened, sent, closed, waited for, by a handle', async () => {
    const handle = await openOnlineSession(client);
    assert.ok(await handle.sendInvoice(invoiceXml(nip)));
    await handle.close();
    const upo = await handle.waitForUpo(pollOptions);
    assert.equal(upo.successfulInvoiceCount, 1);
    assert.equal(upo.pages.length, 1);
  }],
  ['opened, while the key is changed in between', async () => {
    await client.crypto.init();
    await planFault('POST /sessions/online', 'key-rotation:symmetric');
    const handle = await openOnlineSession(client);
    await handle.sendInvoice(invoiceXml(nip));
    await handle.close();
    assert.equal((await handle.waitForUpo(pollOptions)).successfulInvoiceCount, 1);
  }],
  ['everything in one call, one invoice', async () => {
    const upo = await openSendAndClose(client, [invoiceXml(nip)], { pollOptions });
    assert.equal(upo.successfulInvoiceCount, 1);
  }],
  ['everything in one call, three invoices, validated', async () => {
    const invoices = [1, 2, 3].map(() => invoiceXml(nip));
    const upo = await openSendAndClose(client, invoices, { pollOptions, validate: true, upoVersion: UpoVersion.V4_3 });
    assert.equal(upo.successfulInvoiceCount, 3);
    assert.equal(upo.failedInvoiceCount ?? 0, 0);
  }],
  ['a session is resumed', async () => {
    const state = (await openOnlineSession(client)).getState();
    const handle = resumeOnlineSession(client, JSON.parse(JSON.stringify(state)));
    await handle.sendInvoice(invoiceXml(nip));
    await handle.close();
    assert.equal((await handle.waitForUpo(pollOptions)).successfulInvoiceCount, 1);
  }],
  ['the UPO of a session as an object', async () => {
    const handle = await openOnlineSession(client);
    for (let i = 0; i < 3; i++) await handle.sendInvoice(invoiceXml(nip, { number: `${i}/${randomUUID()}` }));
    await handle.close();
    const { parsed } = await handle.waitForUpoParsed(pollOptions);
    assert.equal(parsed.flatMap((page) => page.dokumenty).length, 3);
    assert.equal(parsed[0].uwierzytelnienie.idKontekstu.nip, nip);
    assert.equal(parsed[0].uwierzytelnienie.proof.kind, 'SkrotDokumentuUwierzytelniajacego');
    assert.equal(parsed[0].kodFormularza.includes('FA'), true);
  }],
];
