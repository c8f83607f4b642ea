import assert from 'node:assert/strict';
import { KSeFRateLimitError, openOnlineSession } from 'ksef-client-ts';
import { clientBySeal, newClient } from '../simulator.mjs';

let client, before;

export default [
  ['of the context', async () => {
    ({ client } = await clientBySeal());
    const limits = await client.limits.getContextLimits();
    assert.equal(limits.onlineSession.maxInvoices, 10_000);
    assert.equal(limits.batchSession.maxInvoices, 10_000);
  }],
  ['of the subject', async () => {
    const limits = await client.limits.getSubjectLimits();
    assert.ok(limits.enrollment.maxEnrollments > 0);
    assert.ok(limits.certificate.maxCertificates > 0);
  }],
  ['of calls', async () => {
    before = await client.limits.getRateLimits();
    for (const group of ['onlineSession', 'invoiceSend', 'sessionMisc', 'other']) {
      assert.deepEqual(Object.keys(before[group]).sort(), ['perHour', 'perMinute', 'perSecond']);
    }
  }],
  ['of calls as in production', async () => {
    await client.testData.setProductionRateLimits();
    assert.deepEqual((await client.limits.getRateLimits()).onlineSession, { perSecond: 10, perMinute: 30, perHour: 120 });
  }],
  ['of calls as wished, met with 429 and Retry-After', async () => {
    const rateLimits = await client.limits.getRateLimits();
    rateLimits.onlineSession = { perSecond: 1, perMinute: 2, perHour: 3 };
    await client.testData.setRateLimits({ rateLimits });
    assert.deepEqual((await client.limits.getRateLimits()).onlineSession, rateLimits.onlineSession);
    const hasty = newClient({ retry: { maxRetries: 0 } });
    hasty.authManager.setAccessToken(client.authManager.getAccessToken());
    await assert.rejects(
      async () => { for (let i = 0; i < 3; i++) await openOnlineSession(hasty); },
      (refusal) => refusal instanceof KSeFRateLimitError && refusal.retryAfterSeconds >= 1,
    );
  }],
  ['a refused call is repeated after Retry-After', async () => {
    const { client: other } = await clientBySeal();
    await other.testData.setProductionRateLimits();
    const rateLimits = await other.limits.getRateLimits();
    rateLimits.invoiceMetadata = { perSecond: 1, perMinute: 20, perHour: 20 };
    await other.testData.setRateLimits({ rateLimits });
    const filters = { subjectType: 'Subject1', dateRange: { dateType: 'Invoicing', from: new Date(Date.now() - 1e6).toISOString() } };
    for (let i = 0; i < 2; i++) await other.invoices.queryInvoiceMetadata(filters);
  }],
  ['of calls, the usual ones again', async () => {
    await client.testData.restoreDefaultRateLimits();
    assert.deepEqual(await client.limits.getRateLimits(), before);
  }],
  ['Peppol providers', async () => {
    const { peppolProviders, hasMore } = await newClient().peppol.queryProviders(0, 10);
    assert.ok(Array.isArray(peppolProviders));
    assert.equal(hasMore, false);
  }],
];
