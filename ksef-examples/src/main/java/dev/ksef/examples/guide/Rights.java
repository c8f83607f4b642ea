package dev.ksef.examples.guide;

import dev.ksef.KsefContextClient;
import dev.ksef.domain.permission.PermissionOperation;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.domain.permission.PreparedGrant;
import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.Pesel;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.grant.IndirectPermissionType;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PermissionState;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.subject.IdDocument;
import dev.ksef.model.subject.SubjectIdentifier;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The snippets of "Grant rights". */
public final class Rights {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Rights() {}

    /** Somebody who reads and sends invoices of the company. */
    public static void person(KsefContextClient company, String pesel) {
        // snippet: person
        company.permissions()
                .grantPerson(PersonPermissionType.INVOICE_READ, PersonPermissionType.INVOICE_WRITE)
                .to(Pesel.of(pesel))
                .named("Anna", "Nowak")
                .describedAs("Księgowość, od listopada 2026")
                .await(Duration.ofMinutes(5));
        // end
    }

    /** An office that handles the invoices of its client. */
    public static void office(KsefContextClient company, String office) {
        // snippet: office
        company.permissions()
                .grantEntityDelegable(EntityPermissionType.INVOICE_READ)
                .and(EntityPermissionType.INVOICE_WRITE)
                .to(Nip.of(office))
                .named("Biuro rachunkowe ABC sp. z o.o.")
                .describedAs("Obsługa faktur, umowa 12/2026")
                .await(PATIENCE);
        // end
    }

    /** Somebody who works for that office. */
    public static void employee(KsefContextClient office, String client, String pesel) {
        // snippet: employee
        office.permissions()
                .grantIndirect(IndirectPermissionType.INVOICE_READ)
                .forClient(Nip.of(client))
                .to(Pesel.of(pesel))
                .named("Jan", "Kowalski")
                .describedAs("Obsługa klienta Piekarnia")
                .await(PATIENCE);
        // end
    }

    /** A buyer who issues the invoices of the company. */
    public static void selfInvoicing(KsefContextClient company, String buyer) {
        // snippet: selfInvoicing
        company.permissions()
                .grantAuthorization(AuthorizationType.SELF_INVOICING)
                .to(Nip.of(buyer))
                .named("Sieć sklepów S.A.")
                .describedAs("Samofakturowanie, umowa 7/2026")
                .await(PATIENCE);
        // end
    }

    /** Somebody whose certificate names neither NIP nor PESEL. */
    public static void foreigner(KsefContextClient company, X509Certificate certificate) {
        // snippet: foreigner
        company.permissions()
                .grantPerson(PersonPermissionType.INVOICE_READ)
                .to(CertificateFingerprint.of(certificate))
                .named("Erika", "Mustermann")
                .identifiedBy(LocalDate.of(1990, 8, 12), IdDocument.of("passport", "C01X0006H", "DE"))
                .describedAs("Kontrola grupy kapitałowej")
                .await(PATIENCE);
        // end
    }

    /** Somebody who grants the rights of a branch. */
    public static void unit(KsefContextClient company, InternalId branch, String pesel) {
        // snippet: unit
        company.permissions()
                .grantSubunitAdministration()
                .ofUnit(branch, "Oddział w Łodzi")
                .to(Pesel.of(pesel))
                .named("Anna", "Nowak")
                .describedAs("Administratorka oddziału")
                .await(PATIENCE);
        // end
    }

    /** A company elsewhere in the EU that issues the invoices of its Polish supplier. */
    public static void euEntity(KsefContextClient company, NipVatUe context, CertificateFingerprint seal) {
        // snippet: euEntity
        company.permissions()
                .grantEuAdministration()
                .ofEntity(context, "Muster GmbH", "Hauptstr. 1, 10115 Berlin")
                .to(seal)
                .namedEntity("Muster GmbH", "Hauptstr. 1, 10115 Berlin")
                .describedAs("Samofakturowanie przez nabywcę z UE")
                .await(PATIENCE);
        // end
    }

    /** Who may do what. */
    public static List<PersonPermission> active(KsefContextClient company) {
        // snippet: list
        List<PersonPermission> active = company.permissions().stream(
                        PersonPermissionQuery.IN_CONTEXT.in(PermissionState.ACTIVE))
                .toList();
        // end
        return active;
    }

    /** What the signed-in subject may do. */
    public static List<PersonalPermission> mine(KsefContextClient company) {
        // snippet: mine
        List<PersonalPermission> mine =
                company.permissions().stream(PersonalPermissionQuery.ALL).toList();
        // end
        return mine;
    }

    /** Somebody who leaves. */
    public static void revoke(KsefContextClient company, String pesel) {
        // snippet: revoke
        Permissions permissions = company.permissions();
        SubjectIdentifier whoLeaves = SubjectIdentifier.of(Pesel.of(pesel));
        Set<PermissionId> rights = new LinkedHashSet<>();
        permissions.stream(PersonPermissionQuery.IN_CONTEXT.of(whoLeaves)).forEach(right -> rights.add(right.id()));
        permissions.stream(PersonPermissionQuery.GRANTED.of(whoLeaves)).forEach(right -> rights.add(right.id()));
        rights.forEach(right -> permissions.revoke(right).await(PATIENCE));
        // end
    }

    /** The two halves of a grant, so that its number is kept in between. */
    public static void halves(PreparedGrant grant, Consumer<ReferenceNumber> keep) {
        // snippet: send
        PermissionOperation sent = grant.send();
        keep.accept(sent.referenceNumber());
        sent.await(Duration.ofMinutes(5));
        // end
    }

    /** The second half, in another process. */
    public static void resume(KsefContextClient company, ReferenceNumber kept) {
        // snippet: resume
        company.permissions().operation(kept).await(Duration.ofMinutes(5));
        // end
    }

    /** What is missing, where KSeF refuses. */
    public static List<String> missing(Runnable call) {
        // snippet: missing
        try {
            call.run();
            return List.of();
        } catch (KsefForbiddenException refused) {
            return refused.requiredAnyOf();
        }
        // end
    }
}
