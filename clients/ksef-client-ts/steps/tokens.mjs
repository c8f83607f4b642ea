import assert from 'node:assert/strict';
import { pollUntil } from 'ksef-client-ts';
import { clientBySeal, newClient, pollOptions } from '../simulator.mjs';

const UNKNOWN = '20261001-EC-0000000000-0000000000-00';

let client, nip, made;

export default [
  ['made', async () => {
    ({ client, nip } = await clientBySeal());
    made = await client.tokens.generateToken({ description: 'Pierwszy token', permissions: ['InvoiceRead', 'InvoiceWrite'] });
    assert.ok(made.token && made.referenceNumber);
  }],
  ['status', async () => {
    const token = await pollUntil(
      () => client.tokens.getToken(made?.referenceNumber ?? UNKNOWN),
      (seen) => seen.status !== 'Pending',
      pollOptions,
    );
    assert.equal(token.status, 'Active');
    assert.deepEqual(token.contextIdentifier, { type: 'Nip', value: nip });
    assert.ok(token.requestedPermissions.includes('InvoiceRead'));
  }],
  ['signs in', async () => {
    const other = newClient();
    if (made) await other.loginWithToken(made.token, nip);
    else await client.tokens.getToken(UNKNOWN);
  }],
  ['list', async () => {
    const { tokens } = await client.tokens.queryTokens({
      description: 'Pierwszy',
      status: ['Active'],
      authorIdentifier: nip,
      authorIdentifierType: 'Nip',
      pageSize: 10,
    });
    assert.deepEqual(tokens.map((token) => token.referenceNumber), [made.referenceNumber]);
  }],
  ['revoked', async () => {
    await client.tokens.revokeToken(made?.referenceNumber ?? UNKNOWN);
    const { status } = await client.tokens.getToken(made.referenceNumber);
    assert.ok(['Revoking', 'Revoked'].includes(status));
  }],
  ['its own one is revoked', async () => {
    const { referenceNumber, token } = await client.tokens.generateToken({ description: 'Drugi token', permissions: ['InvoiceRead'] });
    const other = newClient();
    await other.loginWithToken(token, nip);
    const revoked = await other.tokens.revokeSelf({ referenceNumber });
    assert.equal(revoked.alreadyRevoked, false);
  }],
];
