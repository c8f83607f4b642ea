import assert from 'node:assert/strict';
import forge from 'node-forge';
import {
  AuthKsefTokenRequestBuilder,
  AuthTokenRequestBuilder,
  CertificateService,
  KSeFUnauthorizedError,
  SignatureService,
  authenticateWithCertificate,
  authenticateWithExternalSignature,
  authenticateWithPkcs12,
  authenticateWithToken,
  buildUnsignedAuthTokenRequestXml,
  parseKSeFTokenContext,
} from 'ksef-client-ts';
import {
  clientBySeal,
  clientByToken,
  ksefToken,
  newClient,
  planFault,
  pollOptions,
  randomNip,
  randomPesel,
  sealOf,
  tokenNip,
} from '../simulator.mjs';

const isSignedIn = async (client) => assert.ok((await client.limits.getContextLimits()).onlineSession);

function areTokens(tokens) {
  assert.ok(tokens.accessToken && tokens.refreshToken);
  assert.ok(Date.parse(tokens.accessTokenValidUntil) > Date.now());
  assert.ok(Date.parse(tokens.refreshTokenValidUntil) > Date.parse(tokens.accessTokenValidUntil));
}

function pkcs12(seal, password) {
  const { pki, pkcs12: format, asn1 } = forge;
  const key = pki.privateKeyFromPem(seal.privateKeyPem);
  const file = format.toPkcs12Asn1(key, pki.certificateFromPem(seal.certificatePem), password, { algorithm: 'aes256' });
  return Buffer.from(asn1.toDer(file).getBytes(), 'binary');
}

let manual;

export default [
  ['challenge', async () => {
    const challenge = await newClient().auth.getChallenge();
    assert.match(challenge.challenge, /^\d{8}-CR-/);
    assert.equal(Math.floor(Date.parse(challenge.timestamp)), challenge.timestampMs);
    assert.ok(challenge.clientIp);
  }],
  ['public keys, and again after a refresh', async () => {
    const client = newClient();
    await client.crypto.init();
    const before = client.crypto.getKsefTokenPublicKeyId();
    await client.crypto.refresh();
    assert.equal(client.crypto.getKsefTokenPublicKeyId(), before);
  }],
  ['by token, in one call', async () => isSignedIn(await clientByToken())],
  ['by token, call by call', async () => {
    const client = newClient();
    const challenge = await client.auth.getChallenge();
    await client.crypto.init();
    const encrypted = await client.crypto.encryptKsefTokenWithKeyId(ksefToken, challenge.timestamp);
    const begun = await client.auth.submitKsefTokenAuthRequest(
      new AuthKsefTokenRequestBuilder()
        .withChallenge(challenge.challenge)
        .withContextNip(tokenNip)
        .withEncryptedToken(Buffer.from(encrypted.encryptedToken).toString('base64'))
        .withPublicKeyId(encrypted.publicKeyId)
        .build(),
    );
    const status = await client.auth.getAuthStatus(begun.referenceNumber, begun.authenticationToken.token);
    assert.equal(status.status.code, 200);
    assert.equal(status.authenticationMethodInfo.category, 'Token');
    assert.equal(status.authenticationMethod, 'Token');
    manual = await client.auth.getAccessToken(begun.authenticationToken.token);
    assert.ok(manual.accessToken.token);
  }],
  ['by token without the id of a key', async () => {
    const client = newClient();
    const challenge = await client.auth.getChallenge();
    await client.crypto.init();
    const encrypted = await client.crypto.encryptKsefToken(ksefToken, challenge.timestamp);
    const begun = await client.auth.submitKsefTokenAuthRequest({
      challenge: challenge.challenge,
      contextIdentifier: { type: 'Nip', value: tokenNip },
      encryptedToken: Buffer.from(encrypted).toString('base64'),
    });
    const status = await client.auth.getAuthStatus(begun.referenceNumber, begun.authenticationToken.token);
    assert.equal(status.status.code, 200);
  }],
  ['by token, with a policy for addresses', async () => {
    const client = newClient();
    const { clientIp } = await client.auth.getChallenge();
    const tokens = await authenticateWithToken(client, {
      nip: tokenNip,
      token: ksefToken,
      authorizationPolicy: { allowedIps: { ip4Addresses: [clientIp] } },
      pollOptions,
    });
    areTokens(tokens);
    await isSignedIn(client);
  }],
  ['by token, while the key is changed in between', async () => {
    const client = newClient();
    await planFault('POST /auth/ksef-token', 'key-rotation:token');
    await client.loginWithToken(ksefToken, tokenNip);
    await isSignedIn(client);
  }],
  ['a refreshed access token', async () => {
    const refreshed = await newClient().auth.refreshAccessToken(manual.refreshToken.token);
    assert.ok(Date.parse(refreshed.accessToken.validUntil) > Date.now());
    const client = newClient();
    client.authManager.setAccessToken(refreshed.accessToken.token);
    await isSignedIn(client);
  }],
  ['a refused access token is refreshed by itself', async () => {
    const client = await clientByToken();
    client.authManager.setAccessToken('no-token');
    await isSignedIn(client);
  }],
  ['what an access token tells', async () => {
    const client = await clientByToken();
    const told = parseKSeFTokenContext(client.authManager.getAccessToken());
    assert.equal(told.contextIdentifierType, 'Nip');
    assert.equal(told.contextIdentifierValue, tokenNip);
    assert.ok(told.expiresAt * 1000 > Date.now());
  }],
  ['signed out: calls are refused with 401', async () => {
    const client = await clientByToken();
    await client.logout();
    await assert.rejects(client.limits.getContextLimits(), (refusal) => {
      assert.ok(refusal instanceof KSeFUnauthorizedError);
      assert.equal(refusal.statusCode, 401);
      assert.ok(refusal.detail);
      return true;
    });
  }],
  ['by the seal of a company, RSA', async () => isSignedIn((await clientBySeal(randomNip(), 'RSA')).client)],
  ['by the seal of a company, ECDSA', async () => isSignedIn((await clientBySeal(randomNip(), 'ECDSA')).client)],
  ['by the certificate of a person with a NIP', async () => {
    const nip = randomNip();
    const person = await CertificateService.generatePersonalCertificate('Jan', 'Kowalski', `TINPL-${nip}`, 'Jan Kowalski');
    const client = newClient();
    await client.loginWithCertificate(person.certificatePem, person.privateKeyPem, nip);
    await isSignedIn(client);
  }],
  ['a person without rights is refused', async () => {
    const person = await CertificateService.generatePersonalCertificate('Jan', 'Obcy', `PNOPL-${randomPesel()}`, 'Jan Obcy');
    await assert.rejects(
      authenticateWithCertificate(newClient(), {
        nip: randomNip(),
        certPem: person.certificatePem,
        keyPem: person.privateKeyPem,
        pollOptions,
      }),
      /status 4\d\d/,
    );
  }],
  ['by certificate, enforcing XAdES', async () => {
    const nip = randomNip();
    const seal = await sealOf(nip);
    const tokens = await authenticateWithCertificate(newClient(), {
      nip,
      certPem: seal.certificatePem,
      keyPem: seal.privateKeyPem,
      enforceXadesCompliance: true,
      pollOptions,
    });
    areTokens(tokens);
  }],
  ['by certificate, call by call', async () => {
    const nip = randomNip();
    const seal = await sealOf(nip, 'RSA');
    const client = newClient();
    const { challenge } = await client.auth.getChallenge();
    const request = new AuthTokenRequestBuilder()
      .withChallenge(challenge)
      .withContextNip(nip)
      .withSubjectType('certificateSubject')
      .build();
    const signed = SignatureService.sign(buildUnsignedAuthTokenRequestXml(request), seal.certificatePem, seal.privateKeyPem);
    const begun = await client.auth.submitXadesAuthRequest(signed);
    const status = await client.auth.getAuthStatus(begun.referenceNumber, begun.authenticationToken.token);
    assert.equal(status.status.code, 200);
    assert.equal(status.authenticationMethodInfo.category, 'XadesSignature');
  }],
  ['signed elsewhere, at once', async () => {
    const nip = randomNip();
    const seal = await sealOf(nip);
    const client = newClient();
    areTokens(await authenticateWithExternalSignature(client, {
      contextIdentifier: { type: 'Nip', value: nip },
      signXml: (xml) => SignatureService.sign(xml, seal.certificatePem, seal.privateKeyPem),
      pollOptions,
    }));
    await isSignedIn(client);
  }],
  ['signed elsewhere, later', async () => {
    const nip = randomNip();
    const seal = await sealOf(nip);
    areTokens(await authenticateWithExternalSignature(newClient(), {
      contextIdentifier: { type: 'Nip', value: nip },
      signXml: async (xml) => SignatureService.sign(xml, seal.certificatePem, seal.privateKeyPem),
      pollOptions,
    }));
  }],
  ['signed elsewhere, for an internal identifier', async () => {
    const nip = randomNip();
    const seal = await sealOf(nip);
    areTokens(await authenticateWithExternalSignature(newClient(), {
      contextIdentifier: { type: 'InternalId', value: internalId(nip) },
      signXml: (xml) => SignatureService.sign(xml, seal.certificatePem, seal.privateKeyPem),
      pollOptions,
    }));
  }],
  ['by a PKCS#12 file, in one call', async () => {
    const nip = randomNip();
    const client = newClient();
    await client.loginWithPkcs12(pkcs12(await sealOf(nip, 'RSA'), 'hasło'), 'hasło', nip);
    await isSignedIn(client);
  }],
  ['by a PKCS#12 file', async () => {
    const nip = randomNip();
    const file = pkcs12(await sealOf(nip, 'RSA'), 'hasło');
    areTokens(await authenticateWithPkcs12(newClient(), { nip, p12: file, password: 'hasło', pollOptions }));
  }],
  ['the list of sign-ins', async () => {
    const { client } = await clientBySeal();
    const { items } = await client.activeSessions.getActiveSessions();
    assert.equal(items.length, 1);
    assert.ok(items[0].isCurrent);
    assert.equal(items[0].status.code, 200);
  }],
  ['the list of sign-ins, page by page', async () => {
    const { nip } = await clientBySeal();
    let client;
    for (let i = 0; i < 11; i++) ({ client } = await clientBySeal(nip));
    const first = await client.activeSessions.getActiveSessions(10);
    assert.equal(first.items.length, 10);
    const second = await client.activeSessions.getActiveSessions(10, first.continuationToken);
    assert.equal(second.items.length, 2);
    assert.ok(!second.continuationToken);
  }],
  ['another sign-in is ended', async () => {
    const { client: first, nip } = await clientBySeal();
    const { client: second } = await clientBySeal(nip);
    const { items } = await second.activeSessions.getActiveSessions();
    const other = items.find((item) => !item.isCurrent);
    await second.activeSessions.revokeSession(other.referenceNumber);
    assert.equal((await second.activeSessions.getActiveSessions()).items.length, 1);
    await assert.rejects(first.auth.refreshAccessToken(first.authManager.getRefreshToken()));
  }],
  ['the own sign-in is ended', async () => {
    const { client, nip } = await clientBySeal();
    await client.activeSessions.revokeCurrentSession();
    await assert.rejects(client.auth.refreshAccessToken(client.authManager.getRefreshToken()));
    const { client: later } = await clientBySeal(nip);
    assert.equal((await later.activeSessions.getActiveSessions()).items.length, 1);
  }],
];

/** NIP, five digits, of which the last checks the others. */
function internalId(nip) {
  const digits = `${nip}0001`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${nip}-0001${sum % 10}`;
}
