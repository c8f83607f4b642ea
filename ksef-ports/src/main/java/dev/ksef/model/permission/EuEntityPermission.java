package dev.ksef.model.permission;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.subject.EuEntityDetails;
import dev.ksef.model.subject.SubjectEntityDetails;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.SubjectPersonDetails;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A right of an administrator or representative of an EU entity.
 *
 * <p>Source: schema {@code EuEntityPermission} of API 2.8.
 *
 * @param authorIdentifier who granted it
 * @param vatUeIdentifier the VAT number of the entity, its country prefix included
 * @param euEntityName name and address of the entity
 * @param authorizedFingerprintIdentifier the certificate of who has the right
 */
public record EuEntityPermission(
        PermissionId id,
        @Nullable SubjectIdentifier authorIdentifier,
        @Nullable String vatUeIdentifier,
        @Nullable String euEntityName,
        @Nullable CertificateFingerprint authorizedFingerprintIdentifier,
        @Nullable OpenEnum<Scope> permissionScope,
        @Nullable String description,
        @Nullable SubjectPersonDetails subjectPersonDetails,
        @Nullable SubjectEntityDetails subjectEntityDetails,
        @Nullable EuEntityDetails euEntityDetails,
        @Nullable OffsetDateTime startDate) {

    public EuEntityPermission {
        Objects.requireNonNull(id, "id");
    }

    /** The rights for an EU entity. */
    public enum Scope implements TextValue {
        /** To grant and revoke rights of the EU entity. */
        VAT_UE_MANAGE("VatUeManage"),
        /** To send invoices. */
        INVOICE_WRITE("InvoiceWrite"),
        /** To read invoices. */
        INVOICE_READ("InvoiceRead"),
        /** To list sessions of others, and to fetch their UPO. */
        INTROSPECTION("Introspection");

        private final String value;

        Scope(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
