package dev.ksef.domain.xml;

import dev.ksef.model.FormCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The structures of invoices that this version knows, and the root element of each. */
public enum InvoiceForm {
    FA_2(FormCode.FA_2, "http://crd.gov.pl/wzor/2023/06/29/12648/"),
    FA_3(FormCode.FA_3, "http://crd.gov.pl/wzor/2025/06/25/13775/"),
    FA_RR_1(FormCode.FA_RR_1, "http://crd.gov.pl/wzor/2026/03/06/14189/"),
    PEF_3(FormCode.PEF_3, "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
    PEF_KOR_3(FormCode.PEF_KOR_3, "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2");

    // A record of texts.
    @SuppressWarnings("ImmutableEnumChecker")
    private final FormCode code;

    private final String namespace;

    InvoiceForm(FormCode code, String namespace) {
        this.code = code;
        this.namespace = namespace;
    }

    /** Returns the structure of what has this namespace at its root. */
    public static Optional<InvoiceForm> ofNamespace(@Nullable String namespace) {
        for (InvoiceForm form : values()) {
            if (form.namespace.equals(namespace)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** Returns the structure with this code. */
    public static Optional<InvoiceForm> of(@Nullable FormCode code) {
        for (InvoiceForm form : values()) {
            if (form.code.equals(code)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** What a session is opened with for it. */
    public FormCode code() {
        return code;
    }

    /** Returns the namespace of its root element. */
    public String namespace() {
        return namespace;
    }

    /** Tells whether its invoices name their structure in a header, as all but those of Peppol do. */
    public boolean hasHeader() {
        return this != PEF_3 && this != PEF_KOR_3;
    }
}
