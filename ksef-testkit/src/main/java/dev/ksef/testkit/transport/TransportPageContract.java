package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.invoice.BuyerIdentifierType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.Transport;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how a {@link Transport} reads pages of results: an odd value never costs a row. */
public interface TransportPageContract extends TransportFixture {

    @Test
    default void page_withOddValues_losesNothingButThose() {
        server().then(Reply.json(200, """
                {"continuationToken":"","invoices":[
                 {"referenceNumber":"odd","ordinalNumber":30000000000,"ksefNumber":"not a number","invoiceHash":"short",
                  "invoicingDate":"yesterday","acquisitionDate":17,"invoicingMode":"Sideways","upoDownloadUrl":{"a":1},
                  "status":{"code":200,"description":null,"details":["a",null],"extensions":{"x":null,"y":"z"}}},
                 {"referenceNumber":"20261102-EE-1111111111-2222222222-33","status":{"code":150,"description":"d"}},
                 {"referenceNumber":"20261102-EE-1111111111-2222222222-34","status":"fine","ordinalNumber":1e400}]}"""));
        var page = signedIn(SessionApi.class).invoices(SESSION, null, null);
        assertThat(page.invoices()).as("no row is lost").hasSize(3);
        var odd = page.invoices().get(0);
        assertThat(odd.referenceNumber().value()).isEqualTo("odd");
        assertThat(String.valueOf(odd.ksefNumber())).isEqualTo("not a number");
        assertThat(odd.ordinalNumber()).isNull();
        assertThat(odd.invoicingDate()).isNull();
        assertThat(odd.status().details()).containsExactly("a");
        assertThat(odd.status().extensions()).containsOnlyKeys("y");
        assertThat(page.invoices().get(1).status().code()).isEqualTo(150);
        StatusInfo unreadable = page.invoices().get(2).status();
        assertThat(unreadable.isSuccess() || unreadable.isFailure())
                .as("a status that cannot be read is neither")
                .isFalse();
        assertThat(events().of(KsefEvent.UnreadableValue.class))
                .extracting(KsefEvent.UnreadableValue::path)
                .contains("/invoices/0/ordinalNumber", "/invoices/0/invoicingDate");
    }

    @Test
    default void moment_beyondAllCalendars_isReadAsFarAsTheyGo() {
        server().then(Reply.json(200, """
                {"invoices":[
                 {"referenceNumber":"a","status":{"code":1},"invoicingDate":"+999999999-12-31T23:59:59Z"},
                 {"referenceNumber":"b","status":{"code":1},"invoicingDate":"-999999999-01-01T00:00:00Z"},
                 {"referenceNumber":"c","status":{"code":1},"invoicingDate":"2026-11-02T10:00:00Z"}]}"""));
        var page = signedIn(SessionApi.class).invoices(SESSION, null, null);
        assertThat(page.invoices().stream()
                        .map(SessionInvoice::invoicingDate)
                        .map(date -> date == null ? null : date.toInstant().toEpochMilli()))
                .containsExactly(253_402_300_799_000L, null, 1_793_613_600_000L);
    }

    @Test
    default void page_fromWhichARowWouldBeLost_fails() {
        for (String invoices :
                List.of("\"x\"", "{}", "[\"what\"]", "[{\"ordinalNumber\":7}]", "[[]]", "[null]", "[\" \"]")) {
            server().then(Reply.json(200, "{\"invoices\":" + invoices + "}"));
            assertThatThrownBy(() -> signedIn(SessionApi.class).invoices(SESSION, null, null))
                    .as(invoices)
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageContaining("/invoices");
        }
    }

    @Test
    default void page_whoseWayOnCannotBeRead_fails() {
        server().then(Reply.json(200, "{\"continuationToken\":{\"v\":1},\"invoices\":[]}"));
        assertThatThrownBy(() -> signedIn(SessionApi.class).invoices(SESSION, null, null))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("continuationToken");
    }

    @Test
    default void metadata_keepAmountsToTheLastDigit() {
        server().then(Reply.json(200, """
                {"hasMore":true,"isTruncated":false,"permanentStorageHwmDate":"2026-11-02T09:00:00.1234567+01:00",
                 "invoices":[{"ksefNumber":"n","netAmount":123456789012345678.91,"grossAmount":0.10,"vatAmount":-1e2,
                  "issueDate":"2026-11-02","thirdSubjects":[{"identifier":{"type":"InternalId","value":"v"},"role":4}],
                  "authorizedSubject":{"nip":"5265877635","name":"x","role":2}}]}"""));
        var page = signedIn(InvoiceApi.class).metadata(anyQuery(), PageRequest.FIRST);
        var invoice = page.invoices().get(0);
        assertThat(invoice.netAmount()).isEqualTo(new BigDecimal("123456789012345678.91"));
        assertThat(invoice.grossAmount()).as("its scale, too").isEqualTo(new BigDecimal("0.10"));
        assertThat(invoice.vatAmount()).isEqualByComparingTo("-100");
        assertThat(invoice.issueDate()).isEqualTo(LocalDate.of(2026, 11, 2));
        assertThat(page.permanentStorageHwmDate()).isEqualTo(OffsetDateTime.parse("2026-11-02T09:00:00.1234567+01:00"));
        assertThat(invoice.thirdSubjects())
                .extracting(subject -> subject.role())
                .containsExactly(4);
        assertThat(events().of(KsefEvent.UnknownField.class)).isEmpty();
        assertThat(events().of(KsefEvent.UnreadableValue.class)).isEmpty();
    }

    @Test
    default void metadata_withOddValuesInEveryField_loseNothingButThose() {
        for (String odd : List.of("\"odd\"", "\"\"", "17", "1e999999999", "true", "null", "{\"a\":1}", "[[1]]", "[]")) {
            var fields = new StringBuilder();
            for (String field : List.of(
                    "invoiceNumber",
                    "issueDate",
                    "invoicingDate",
                    "acquisitionDate",
                    "permanentStorageDate",
                    "seller",
                    "buyer",
                    "netAmount",
                    "grossAmount",
                    "vatAmount",
                    "currency",
                    "invoicingMode",
                    "invoiceType",
                    "formCode",
                    "isSelfInvoicing",
                    "hasAttachment",
                    "invoiceHash",
                    "hashOfCorrectedInvoice",
                    "thirdSubjects",
                    "authorizedSubject")) {
                fields.append(",\"").append(field).append("\":").append(odd);
            }
            String inside =
                    ",\"seller\":{\"nip\":" + odd + ",\"name\":" + odd + "},\"buyer\":{\"identifier\":{\"type\":"
                            + odd + ",\"value\":" + odd + "},\"name\":" + odd + "},\"thirdSubjects\":[" + odd
                            + ",{\"identifier\":" + odd + ",\"role\":" + odd + ",\"name\":" + odd
                            + "}],\"authorizedSubject\":{\"role\":" + odd + ",\"nip\":" + odd + "}";
            server().then(Reply.json(
                    200,
                    "{\"hasMore\":false,\"isTruncated\":" + odd.replace("true", "\"yes\"")
                            + ",\"permanentStorageHwmDate\":" + odd + ",\"invoices\":[{\"ksefNumber\":\"first\""
                            + fields
                            + "},{\"ksefNumber\":\"second\"" + inside + "},{\"ksefNumber\":\"third\"}]}"));
            var page = signedIn(InvoiceApi.class).metadata(anyQuery(), PageRequest.FIRST);
            assertThat(page.invoices())
                    .as("no row is lost by " + odd)
                    .extracting(invoice -> invoice.ksefNumber().value())
                    .containsExactly("first", "second", "third");
            assertThat(page.isTruncated()).isFalse();
            assertThat(page.permanentStorageHwmDate()).isNull();
            assertThat(page.invoices().get(0).acquisitionDate()).isNull();
            assertThat(page.invoices().get(0).issueDate()).isNull();
        }
    }

    @Test
    default void metadata_withValuesOfTheFuture_keepThemAsText() {
        server().then(Reply.json(200, """
                {"hasMore":false,"isTruncated":false,"invoices":[{"ksefNumber":"n","invoiceType":"VatX",
                 "invoicingMode":"Sideways","currency":"SLE","buyer":{"identifier":{"type":"Moon","value":"1"}}}]}"""));
        var invoice = signedIn(InvoiceApi.class)
                .metadata(anyQuery(), PageRequest.FIRST)
                .invoices()
                .get(0);
        assertThat(invoice.invoiceType()).hasToString("VatX");
        assertThat(invoice.invoicingMode()).hasToString("Sideways");
        assertThat(invoice.currency()).isEqualTo("SLE");
        assertThat(invoice.buyer())
                .isEqualTo(new InvoiceMetadata.Buyer(
                        new InvoiceMetadata.Buyer.Identifier(OpenEnum.of(BuyerIdentifierType.class, "Moon"), "1"),
                        null));
    }

    @Test
    default void metadata_fromWhichRowsWouldBeLost_fail() {
        for (String page : List.of(
                "{\"hasMore\":\"perhaps\",\"isTruncated\":false,\"invoices\":[]}",
                "{\"isTruncated\":false,\"invoices\":[]}",
                "{\"hasMore\":false,\"isTruncated\":false}",
                "{\"hasMore\":false,\"isTruncated\":false,\"invoices\":[{\"invoiceNumber\":\"1\"}]}",
                "{\"hasMore\":false,\"isTruncated\":false,\"invoices\":[\"n\"]}")) {
            server().then(Reply.json(200, page));
            assertThatThrownBy(() -> signedIn(InvoiceApi.class).metadata(anyQuery(), PageRequest.FIRST))
                    .as(page)
                    .isInstanceOf(KsefTransportException.class);
        }
    }

    private static InvoiceQuery anyQuery() {
        return InvoiceQuery.asSeller()
                .byIssueDate()
                .from(LocalDate.of(2026, 10, 1))
                .build();
    }
}
