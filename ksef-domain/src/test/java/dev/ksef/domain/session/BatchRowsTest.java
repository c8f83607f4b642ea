package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.testkit.model.session.SessionInvoiceBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchRowsTest {

    private static PackagedInvoice invoice(int index, String hash) {
        return PackagedInvoice.of(
                index, "a", new InvoiceFacts(null, null, null, null, null, null, false, new Sha256(hash), 1));
    }

    private static SessionInvoice row(String number, @Nullable String hash, @Nullable String name) {
        return SessionInvoiceBuilder.builder()
                .referenceNumber(new ReferenceNumber(number))
                .status(new StatusInfo(200, "d", null, null))
                .invoiceHash(hash == null ? null : new Sha256(hash))
                .invoiceFileName(name)
                .build();
    }

    private static List<String> found(List<PackagedInvoice> invoices, SessionInvoice... rows) {
        return new BatchRows(Stream.of(rows))
                .of(invoices).stream()
                        .map(one -> one.invoice().index() + " "
                                + one.found()
                                        .map(row -> row.referenceNumber().value())
                                        .orElse("none"))
                        .toList();
    }

    @Test
    void rows_areFoundByTheirHashes_inTheOrderOfTheInvoices() {
        assertThat(found(
                        List.of(invoice(0, "A"), invoice(1, "B"), invoice(2, "C")),
                        row("of C", "C", null),
                        row("of another", "D", null),
                        row("of A", "A", "any name")))
                .containsExactly("0 of A", "1 none", "2 of C");
    }

    @Test
    void sameBytesTwice_areToldApartByTheirNames() {
        assertThat(found(
                        List.of(invoice(0, "A"), invoice(1, "A")),
                        row("second", "A", "000002-a.xml"),
                        row("first", "A", "000001-a.xml")))
                .containsExactly("0 first", "1 second");
    }

    @Test
    void sameBytesTwice_whereOnlyOneHasItsName_leaveTheOtherTheOtherRow() {
        assertThat(found(
                        List.of(invoice(0, "A"), invoice(1, "A")),
                        row("second", "A", "000002-a.xml"),
                        row("nameless", "A", null)))
                .containsExactly("0 nameless", "1 second");
    }

    @Test
    void sameBytesTwice_withoutNames_areTakenInTheirOrder_eachOnce() {
        assertThat(found(
                        List.of(invoice(0, "A"), invoice(1, "A"), invoice(2, "A")),
                        row("one", "A", null),
                        row("two", "A", null)))
                .containsExactly("0 one", "1 two", "2 none");
    }

    @Test
    void rowWithoutAHash_isFoundByItsName_andNoOther() {
        assertThat(found(
                        List.of(invoice(0, "A"), invoice(1, "B"), invoice(2, "C")),
                        row("of B", null, "000002-a.xml"),
                        row("nameless", null, null),
                        row("of another", "D", "000003-a.xml")))
                .as("a row with another hash is another invoice, whatever its name")
                .containsExactly("0 none", "1 of B", "2 none");
    }
}
