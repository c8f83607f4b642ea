package dev.ksef.model.permission;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.internal.TextCheck;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects rights of administrators and representatives of EU entities. A right must meet all conditions; null, or an empty
 * list, means no condition.
 *
 * <p>Source: schema {@code EuEntityPermissionsQueryRequest} of API 2.8.
 *
 * @param vatUeIdentifier the VAT number of the entity, its country prefix included
 * @param authorizedFingerprintIdentifier part of the fingerprint of the certificate
 */
public record EuEntityPermissionQuery(
        @Nullable String vatUeIdentifier,
        @Nullable String authorizedFingerprintIdentifier,
        List<EuEntityPermission.Scope> permissionTypes) {

    /** Selects all rights for EU entities. */
    public static final EuEntityPermissionQuery ALL = new EuEntityPermissionQuery(null, null, List.of());

    private static final Pattern VAT_UE = Pattern.compile("[A-Z]{2}[0-9A-Z+*]{2,12}");
    private static final Pattern FINGERPRINT_PART = Pattern.compile("[0-9A-Fa-f]{1,64}");

    /**
     * @throws IllegalArgumentException if the VAT number has no country prefix, or the part of a fingerprint has other
     *     characters than hexadecimal digits
     */
    public EuEntityPermissionQuery {
        if (vatUeIdentifier != null) {
            TextCheck.shaped(vatUeIdentifier, VAT_UE, "VAT number", "a country prefix and 2 to 12 digits or letters");
        }
        if (authorizedFingerprintIdentifier != null) {
            TextCheck.shaped(
                    authorizedFingerprintIdentifier,
                    FINGERPRINT_PART,
                    "part of a fingerprint",
                    "1 to 64 hexadecimal digits");
        }
        permissionTypes = List.copyOf(permissionTypes);
    }

    /**
     * Returns a copy that selects only rights for the entity with this VAT number.
     *
     * @throws IllegalArgumentException if it has no country prefix
     */
    public EuEntityPermissionQuery forEntity(String vatUe) {
        return new EuEntityPermissionQuery(vatUe, authorizedFingerprintIdentifier, permissionTypes);
    }

    /** Returns a copy that selects only rights of whoever signs in with this certificate. */
    public EuEntityPermissionQuery of(CertificateFingerprint fingerprint) {
        String digits = CertificateFingerprint.of(fingerprint.value()).value();
        return new EuEntityPermissionQuery(vatUeIdentifier, digits, permissionTypes);
    }

    /** Returns a copy that selects only these rights. */
    public EuEntityPermissionQuery of(EuEntityPermission.Scope... scopes) {
        return new EuEntityPermissionQuery(vatUeIdentifier, authorizedFingerprintIdentifier, List.of(scopes));
    }
}
