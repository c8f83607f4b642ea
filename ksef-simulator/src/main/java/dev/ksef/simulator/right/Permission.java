package dev.ksef.simulator.right;

import dev.ksef.simulator.identifier.LoginContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a right permits, as the API names it. */
public enum Permission {
    CREDENTIALS_MANAGE("CredentialsManage"),
    CREDENTIALS_READ("CredentialsRead"),
    INVOICE_WRITE("InvoiceWrite"),
    INVOICE_READ("InvoiceRead"),
    INTROSPECTION("Introspection"),
    SUBUNIT_MANAGE("SubunitManage"),
    ENFORCEMENT_OPERATIONS("EnforcementOperations"),
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage"),
    VAT_UE_MANAGE("VatUeManage"),
    /** A Peppol provider has it in its own context. Nobody can grant it. */
    PEF_INVOICE_WRITE("PefInvoiceWrite"),
    SELF_INVOICING("SelfInvoicing"),
    RR_INVOICING("RRInvoicing"),
    TAX_REPRESENTATIVE("TaxRepresentative"),
    PEF_INVOICING("PefInvoicing"),
    /** All but managing entities of the Union: the right of an owner, which nobody grants. */
    OWNER("Owner");

    /** What a person may be granted. An owner has all of it. */
    public static final Set<Permission> OF_PERSONS =
            Set.copyOf(EnumSet.range(CREDENTIALS_MANAGE, COLLECTIVE_IDENTIFIER_MANAGE));

    /** What an entity may be granted, and hand on. */
    public static final Set<Permission> OF_ENTITIES = Set.of(INVOICE_WRITE, INVOICE_READ, COLLECTIVE_IDENTIFIER_MANAGE);

    /** What an entity may be authorized to in its own context, on behalf of another. */
    public static final Set<Permission> OF_AUTHORIZATIONS = Set.copyOf(EnumSet.range(SELF_INVOICING, PEF_INVOICING));

    /** What the administrator of an entity of the Union has. */
    public static final Set<Permission> OF_EU_ADMINISTRATORS =
            Set.of(VAT_UE_MANAGE, INVOICE_WRITE, INVOICE_READ, INTROSPECTION);

    /** What a representative of an entity of the Union may be granted. */
    public static final Set<Permission> OF_EU_REPRESENTATIVES = Set.of(INVOICE_WRITE, INVOICE_READ);

    private static final Set<Permission> OF_PEPPOL_PROVIDERS = Set.of(PEF_INVOICE_WRITE);

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    /** All that can be done in a context of this type: what its owner may do. */
    public static Set<Permission> allIn(LoginContext context) {
        return switch (context.type()) {
            case LoginContext.NIP_VAT_UE -> OF_EU_ADMINISTRATORS;
            case LoginContext.PEPPOL_ID -> OF_PEPPOL_PROVIDERS;
            default -> OF_PERSONS;
        };
    }

    public static Optional<Permission> named(String name) {
        return Arrays.stream(values())
                .filter(permission -> permission.wireName.equals(name))
                .findFirst();
    }

    /** The permissions with these names. Names of no permission are passed over. */
    public static Set<Permission> named(Collection<String> names) {
        Set<Permission> found = EnumSet.noneOf(Permission.class);
        names.forEach(name -> named(name).ifPresent(found::add));
        return found;
    }

    /** The names, in the order of the constants. */
    public static List<String> names(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::wireName).toList();
    }

    public String wireName() {
        return wireName;
    }
}
