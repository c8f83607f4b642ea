import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import {
  AuthorizationPermissionGrantBuilder,
  EntityPermissionGrantBuilder,
  PersonPermissionGrantBuilder,
  pollUntil,
} from 'ksef-client-ts';
import { clientBySeal, pollOptions, randomNip, randomPesel } from '../simulator.mjs';

const person = { subjectDetailsType: 'PersonByIdentifier', personById: { firstName: 'Anna', lastName: 'Nowak' } };
const TODAY = new Date().toISOString().slice(0, 10).replaceAll('-', '');
const UNKNOWN = `${TODAY}-EG-0000000000-0000000000-00`;
const LONG_OVER = '20251001-EG-0000000000-0000000000-00';

let client, nip;

async function ended({ referenceNumber }, by = client) {
  const { status } = await pollUntil(
    () => by.permissions.getOperationStatus(referenceNumber),
    (seen) => seen.status.code !== 100,
    pollOptions,
  );
  return status.code;
}

const done = async (operation) => assert.equal(await ended(await operation), 200);

/** Grants, finds as many as expected, revokes them, and finds none. */
async function cycle(grant, query, revoke, count) {
  const description = `Nadanie ${randomUUID()}`;
  await done(grant(description));
  const mine = async () => (await query()).filter((found) => found.description === description);
  const granted = await mine();
  assert.equal(granted.length, count);
  for (const { id } of granted) await done(revoke(id));
  assert.deepEqual(await mine(), []);
}

const toOffice = (nip, description) =>
  new EntityPermissionGrantBuilder()
    .withNip(nip)
    .addPermission('InvoiceRead', true)
    .addPermission('InvoiceWrite', false)
    .withDescription(description)
    .withSubjectDetails({ fullName: 'Biuro' })
    .build();

/** A taxpayer who lets the caller hand on a right. */
async function newPartner() {
  const partner = await clientBySeal();
  const granted = await partner.client.permissions.grantEntityPermissions(toOffice(nip, 'Biuro rachunkowe'));
  assert.equal(await ended(granted, partner.client), 200);
  return partner.nip;
}

const ofPersons = async () =>
  (await client.permissions.queryPersonsGrants({ queryType: 'PermissionsGrantedInCurrentContext' }, 0, 100)).permissions;

const isPage = (page, list) => assert.ok(Array.isArray(page[list]) && typeof page.hasMore === 'boolean');

export default [
  ['of the caller', async () => {
    ({ client, nip } = await clientBySeal());
    isPage(await client.permissions.queryPersonalGrants({}, 0, 10), 'permissions');
  }],
  ['to a person: granted, found, revoked', () =>
    cycle(
      (description) =>
        client.permissions.grantPersonPermissions(
          new PersonPermissionGrantBuilder()
            .withSubjectIdentifier('Pesel', randomPesel())
            .withPermissions(['InvoiceRead', 'InvoiceWrite'])
            .withDescription(description)
            .withSubjectDetails(person)
            .build(),
        ),
      ofPersons,
      (id) => client.permissions.revokeCommonGrant(id),
      2,
    )],
  ['to an entity: granted, found, revoked', () =>
    cycle(
      (description) =>
        client.permissions.grantEntityPermissions(toOffice(randomNip(), description)),
      ofPersons,
      (id) => client.permissions.revokeCommonGrant(id),
      2,
    )],
  ['an authorization: granted, found, revoked', () =>
    cycle(
      (description) =>
        client.permissions.grantAuthorizationPermissions(
          new AuthorizationPermissionGrantBuilder()
            .withSubjectIdentifier('Nip', randomNip())
            .withPermission('SelfInvoicing')
            .withDescription(description)
            .withSubjectDetails({ fullName: 'Nabywca' })
            .build(),
        ),
      async () => (await client.permissions.queryAuthorizationsGrants({ queryType: 'Granted' }, 0, 100)).authorizationGrants,
      (id) => client.permissions.revokeAuthorizationGrant(id),
      1,
    )],
  ...['one partner', 'all partners'].map((name) => [
    `indirectly, for ${name}: granted, found, revoked`,
    async () => {
      const target = name === 'one partner' ? { type: 'Nip', value: await newPartner() } : { type: 'AllPartners' };
      await cycle(
        (description) =>
          client.permissions.grantIndirectPermissions({
            subjectIdentifier: { type: 'Nip', value: randomNip() },
            targetIdentifier: target,
            permissions: ['InvoiceWrite'],
            description,
            subjectDetails: person,
          }),
        ofPersons,
        (id) => client.permissions.revokeCommonGrant(id),
        1,
      );
    },
  ]),
  ['to the administrator of a subunit', async () => {
    const operation = await client.permissions.grantSubunitPermissions({
      subjectIdentifier: { type: 'Nip', value: randomNip() },
      contextIdentifier: { type: 'Nip', value: randomNip() },
      description: 'Administrator jednostki',
      subjectDetails: person,
    });
    assert.ok((await ended(operation)) >= 200);
  }],
  ['to the administrator of an entity of the Union', async () => {
    const operation = await client.permissions.grantEuEntityAdminPermissions({
      subjectIdentifier: { type: 'Fingerprint', value: fingerprint('administrator') },
      contextIdentifier: { type: 'NipVatUe', value: `${nip}-DE123456789` },
      description: 'Administrator podmiotu',
      euEntityName: 'Firma GmbH',
      subjectDetails: { subjectDetailsType: 'EntityByFingerprint', entityByFp: { fullName: 'Firma GmbH', address: 'Berlin' } },
      euEntityDetails: { fullName: 'Firma GmbH', address: 'Berlin' },
    });
    assert.ok((await ended(operation)) >= 200);
  }],
  ['to a representative of an entity of the Union', async () => {
    const operation = client.permissions.grantEuEntityRepresentativePermissions({
      subjectIdentifier: { type: 'Fingerprint', value: fingerprint('representative') },
      permissions: ['InvoiceRead'],
      description: 'Reprezentant podmiotu',
      subjectDetails: { subjectDetailsType: 'EntityByFingerprint', entityByFp: { fullName: 'Firma GmbH', address: 'Berlin' } },
    });
    // Only who is signed in for such an entity may: others are refused, now or later.
    const code = await operation.then(ended, (refusal) => refusal.statusCode);
    assert.ok(code >= 400);
  }],
  ['roles', async () => isPage(await client.permissions.queryEntitiesRoles({ pageOffset: 0, pageSize: 10 }), 'roles')],
  ['roles of subordinates', async () => isPage(await client.permissions.querySubordinateEntitiesRoles({}, 0, 10), 'roles')],
  ['of subunits', async () => isPage(await client.permissions.querySubunitsGrants({}, 0, 10), 'permissions')],
  ['of entities', async () => isPage(await client.permissions.queryEntitiesGrants({}, 0, 10), 'permissions')],
  ['of entities of the Union', async () => isPage(await client.permissions.queryEuEntitiesGrants({}, 0, 10), 'permissions')],
  ['authorizations received', async () =>
    isPage(await client.permissions.queryAuthorizationsGrants({ queryType: 'Received' }, 0, 10), 'authorizationGrants')],
  ['attachments', async () => assert.equal(typeof (await client.permissions.getAttachmentStatus()).isAttachmentAllowed, 'boolean')],
  ['status of an unknown operation', () =>
    assert.rejects(client.permissions.getOperationStatus(UNKNOWN), (refusal) => refusal.statusCode === 400)],
  ['status of an operation that is long over', () =>
    assert.rejects(client.permissions.getOperationStatus(LONG_OVER), (refusal) => refusal.statusCode === 410)],
  ['an unknown grant is revoked', async () => {
    for (const revoke of ['revokeCommonGrant', 'revokeAuthorizationGrant']) {
      const code = await client.permissions[revoke](randomUUID()).then(ended, (refusal) => refusal.statusCode);
      assert.ok(code >= 400);
    }
  }],
  ['of enforcement are not for everybody', async () => {
    const operation = await client.permissions.grantPersonPermissions(
      new PersonPermissionGrantBuilder()
        .withSubjectIdentifier('Nip', randomNip())
        .addPermission('EnforcementOperations')
        .withDescription('Egzekucja')
        .withSubjectDetails(person)
        .build(),
    );
    assert.ok((await ended(operation)) >= 400);
  }],
];

function fingerprint(of) {
  return createHash('sha256').update(of).digest('hex').toUpperCase();
}
