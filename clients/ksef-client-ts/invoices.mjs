// Invoices as this client builds them, and what it takes to send one by hand.

import { randomUUID } from 'node:crypto';
import { buildFakturaXml, FORM_CODES } from 'ksef-client-ts';

const DAY = 86_400_000;

/** A date as in an invoice, by Polish time. */
export const day = (offset = 0) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(Date.now() + offset * DAY);

export const instant = (offset = 0) => new Date(Date.now() + offset * DAY).toISOString();

/** An invoice of one line at 23 %. */
export function invoiceXml(sellerNip, { number = randomUUID(), issued = day(), schema = 'FA3', buyerNip = '3861610227' } = {}) {
  const address = { KodKraju: 'PL', AdresL1: 'ul. Prosta 1', AdresL2: '00-001 Warszawa' };
  return buildFakturaXml(
    {
      Naglowek: {
        KodFormularza: schema === 'FA3' ? FORM_CODES.FA_3 : FORM_CODES.FA_2,
        WariantFormularza: schema === 'FA3' ? 3 : 2,
        DataWytworzeniaFa: new Date().toISOString(),
        SystemInfo: 'steps',
      },
      Podmiot1: { DaneIdentyfikacyjne: { NIP: sellerNip, Nazwa: 'Sprzedawca' }, Adres: address },
      Podmiot2: {
        DaneIdentyfikacyjne: { NIP: buyerNip, Nazwa: 'Nabywca & Syn' },
        Adres: address,
        ...(schema === 'FA3' && { JST: '2', GV: '2' }),
      },
      Fa: {
        KodWaluty: 'PLN',
        P_1: issued,
        P_2: number,
        P_13_1: '100.00',
        P_14_1: '23.00',
        P_15: '123.00',
        Adnotacje: {
          P_16: '2',
          P_17: '2',
          P_18: '2',
          P_18A: '2',
          Zwolnienie: { P_19N: '1' },
          NoweSrodkiTransportu: { P_22N: '1' },
          P_23: '2',
          PMarzy: { P_PMarzyN: '1' },
        },
        RodzajFaktury: 'VAT',
        FaWiersz: [{ NrWierszaFa: 1, P_7: 'Usługa', P_8A: 'szt.', P_8B: '1', P_9A: '100.00', P_11: '100.00', P_12: '23' }],
      },
    },
    { schema },
  );
}

/** What `sendInvoice` takes. */
export function sendRequest(client, xml, key, more = {}) {
  const plain = new TextEncoder().encode(xml);
  const encrypted = client.crypto.encryptAES256(plain, key.cipherKey, key.cipherIv);
  const [plainFile, encryptedFile] = [plain, encrypted].map((bytes) => client.crypto.getFileMetadata(bytes));
  return {
    invoiceHash: plainFile.hashSHA,
    invoiceSize: plainFile.fileSize,
    encryptedInvoiceHash: encryptedFile.hashSHA,
    encryptedInvoiceSize: encryptedFile.fileSize,
    encryptedInvoiceContent: Buffer.from(encrypted).toString('base64'),
    ...more,
  };
}

/** Opens a session with a key made by hand. */
export async function openSession(client, { formCode = FORM_CODES.FA_3, upoVersion } = {}) {
  await client.crypto.init();
  const key = await client.crypto.getEncryptionData();
  const opened = await client.onlineSession.openSession({ formCode, encryption: key.encryptionInfo }, upoVersion);
  return { key, reference: opened.referenceNumber, validUntil: opened.validUntil };
}
