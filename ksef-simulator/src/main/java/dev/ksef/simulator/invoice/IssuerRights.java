package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.EntityRole;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import java.util.Optional;

/** Decides for whom a context may issue invoices: for its own taxpayer, and for those who authorized it. */
final class IssuerRights {

    private static final int ENFORCEMENT_AUTHORITY = 1;
    private static final int COURT_BAILIFF = 2;
    private static final int TAX_REPRESENTATIVE = 3;

    private final Rights rights;

    IssuerRights(Rights rights) {
        this.rights = rights;
    }

    boolean allow(LoginContext context, InvoiceDocument document, byte[] xml, InvoiceStructure form) {
        boolean own = context.belongsTo(String.valueOf(document.issuerNip()));
        String seller = String.valueOf(document.sellerNip());
        if (form == InvoiceStructure.FA_RR_1) {
            return own && rights.authorized(SubjectId.of(context), seller, Permission.RR_INVOICING);
        }
        return own || onBehalf(context, seller, InvoiceContent.of(xml, form));
    }

    private boolean onBehalf(LoginContext context, String seller, InvoiceContent invoice) {
        return switch (context.type()) {
            case LoginContext.PEPPOL_ID ->
                rights.authorized(SubjectId.peppolId(context.value()), seller, Permission.PEF_INVOICING);
            case LoginContext.NIP_VAT_UE -> byBuyerOfTheUnion(context, seller, invoice.buyer());
            default -> {
                Optional<String> issuer = context.taxpayer();
                yield issuer.isPresent() && byTaxpayer(issuer.get(), seller, invoice);
            }
        };
    }

    private boolean byTaxpayer(String issuer, String seller, InvoiceContent invoice) {
        SubjectId subject = SubjectId.nip(issuer);
        if (is(invoice.buyer(), issuer) && rights.authorized(subject, seller, Permission.SELF_INVOICING)) {
            return true;
        }
        InvoiceParty authorized = invoice.authorizedSubject();
        return authorized != null && is(authorized, issuer) && as(authorized.role(), subject, seller);
    }

    private boolean as(int role, SubjectId subject, String seller) {
        return switch (role) {
            case ENFORCEMENT_AUTHORITY -> has(subject, EntityRole.Type.ENFORCEMENT_AUTHORITY);
            case COURT_BAILIFF -> has(subject, EntityRole.Type.COURT_BAILIFF);
            case TAX_REPRESENTATIVE -> rights.authorized(subject, seller, Permission.TAX_REPRESENTATIVE);
            default -> false;
        };
    }

    private boolean has(SubjectId subject, EntityRole.Type role) {
        return rights.roles().has(subject.value(), role::equals);
    }

    /** An entity of the Union whose taxpayer appointed an administrator for it issues what it buys there. */
    private static boolean byBuyerOfTheUnion(LoginContext context, String seller, InvoiceParty buyer) {
        return buyer.identifierType().equals("VatUe") && context.value().equals(seller + "-" + buyer.identifier());
    }

    private static boolean is(InvoiceParty party, String nip) {
        return party.is(LoginContext.nip(nip));
    }
}
