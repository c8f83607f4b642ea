package dev.ksef.simulator.invoice;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The invoice structures that a session may be opened for, and where each keeps the facts that KSeF judges by. PEF is
 * not among them, since it is for contexts of Peppol providers.
 */
public enum InvoiceStructure {
    FA_2(
            "FA (2)",
            "1-0E",
            "FA",
            "http://crd.gov.pl/wzor/2023/06/29/12648/",
            "Fa/P_1",
            "Fa/P_2",
            "Fa/RodzajFaktury",
            "Podmiot1"),
    FA_3(
            "FA (3)",
            "1-0E",
            "FA",
            "http://crd.gov.pl/wzor/2025/06/25/13775/",
            "Fa/P_1",
            "Fa/P_2",
            "Fa/RodzajFaktury",
            "Podmiot1"),
    // The buyer issues these for the farmer, who is the seller.
    FA_RR_1(
            "FA_RR (1)",
            "1-1E",
            "FA_RR",
            "http://crd.gov.pl/wzor/2026/03/06/14189/",
            "FakturaRR/P_4B",
            "FakturaRR/P_4C",
            "FakturaRR/RodzajFaktury",
            "Podmiot2");

    private static final String ROOT = "Faktura/";
    private static final String NIP_OF_PARTY = "/DaneIdentyfikacyjne/NIP";

    static final String SELLER_NIP = ROOT + "Podmiot1" + NIP_OF_PARTY;
    static final String FORM_CODE = ROOT + "Naglowek/KodFormularza";
    static final String ATTACHMENT = ROOT + "Zalacznik";

    private final String systemCode;
    private final String schemaVersion;
    private final String value;
    private final String namespace;
    private final String issueDate;
    private final String number;
    private final String kind;
    private final String issuer;
    private final FactPlace places;

    InvoiceStructure(
            String systemCode,
            String schemaVersion,
            String value,
            String namespace,
            String issueDate,
            String number,
            String kind,
            String issuer) {
        this.systemCode = systemCode;
        this.schemaVersion = schemaVersion;
        this.value = value;
        this.namespace = namespace;
        this.issueDate = ROOT + issueDate;
        this.number = ROOT + number;
        this.kind = ROOT + kind;
        this.issuer = ROOT + issuer + NIP_OF_PARTY;
        this.places = FactPlace.above(Stream.concat(
                        Stream.of(
                                FORM_CODE, SELLER_NIP, ATTACHMENT, this.issuer, this.issueDate, this.number, this.kind),
                        ConcernedParty.paths())
                .toList());
    }

    public static Optional<InvoiceStructure> find(String systemCode, String schemaVersion, String value) {
        return Arrays.stream(values())
                .filter(form -> form.systemCode.equals(systemCode)
                        && form.schemaVersion.equals(schemaVersion)
                        && form.value.equals(value))
                .findFirst();
    }

    public String systemCode() {
        return systemCode;
    }

    String schemaVersion() {
        return schemaVersion;
    }

    String value() {
        return value;
    }

    String namespace() {
        return namespace;
    }

    /** The name of the structure in a UPO. */
    public String schemaName() {
        return "Schemat_" + systemCode.replace(" ", "") + "_v" + schemaVersion + ".xsd";
    }

    /** Where all facts stand that the structure has, seen from above the root. */
    FactPlace places() {
        return places;
    }

    String issueDatePath() {
        return issueDate;
    }

    String numberPath() {
        return number;
    }

    String kindPath() {
        return kind;
    }

    String issuerNipPath() {
        return issuer;
    }
}
