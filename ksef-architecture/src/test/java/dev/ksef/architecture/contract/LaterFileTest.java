package dev.ksef.architecture.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a later file: here the official one, changed in one place. */
class LaterFileTest {

    private static final String INVOICE = "/invoices/ksef/{ksefNumber}";
    private static final String SESSIONS = "/sessions";

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "new operation POST /invoices/shredder: declare it in InvoiceApi",
                        file -> ((ObjectNode) file.root().path("paths"))
                                .putObject("/invoices/shredder")
                                .set("post", operation(file, INVOICE, "get").deepCopy())),
                change(
                        "operation GET /limits/subject is gone: remove it from LimitApi",
                        file -> ((ObjectNode) file.root().path("paths")).remove("/limits/subject")),
                change(
                        "GET /limits/context succeeds with 203: change the success status in LimitApi, which is 200",
                        file -> {
                            ObjectNode answers = (ObjectNode)
                                    operation(file, "/limits/context", "get").path("responses");
                            answers.set("203", answers.remove("200"));
                        }),
                change(
                        "GET /limits/context takes a bearer of kind NONE: change the one in LimitApi, which is ACCESS",
                        file -> operation(file, "/limits/context", "get").remove("security")),
                change(
                        "GET /limits/context takes a bearer of kind REFRESH: change the one in LimitApi, which is"
                                + " ACCESS",
                        file -> operation(file, "/limits/context", "get")
                                .put("description", "Sposób uwierzytelnienia: `RefreshToken`.")),
                change(
                        "GET /limits/context counts against INVOICE_SEND: change the group in LimitApi, which is OTHER",
                        file -> ((ObjectNode) operation(file, "/limits/context", "get")
                                        .path("responses")
                                        .path("429"))
                                .put("description", "| a | grupa\n| --- |\n| 10 | invoiceSend\n")),
                change(
                        "new parameter colour of GET /sessions of the query: add it to the method of SessionApi",
                        file -> ((ArrayNode) operation(file, SESSIONS, "get").path("parameters"))
                                .addObject()
                                .put("name", "colour")
                                .put("in", "query")),
                change(
                        "pageSize of GET /sessions became required: let it not be @Nullable in SessionApi",
                        file -> ((ObjectNode) parameter(file, "pageSize")).put("required", true)),
                change(
                        "header x-continuation-token of GET /sessions is gone: remove it from the method of SessionApi",
                        file -> ((ObjectNode) parameter(file, "x-continuation-token")).put("in", "cookie")),
                change(
                        "new header X-KSeF-Colour of GET /limits/context: add it to the method of LimitApi, or have the"
                                + " transport send it",
                        file -> operation(file, "/limits/context", "get")
                                .put("description", "`X-Error-Format`, `X-KSeF-Colour: blue` - paints it")),
                change(
                        "header x-ms-meta-hash of GET " + INVOICE + " of the answer is gone: do not wait for it",
                        file -> ((ObjectNode) operation(file, INVOICE, "get")
                                        .path("responses")
                                        .path("200")
                                        .path("headers"))
                                .remove("x-ms-meta-hash")),
                change(
                        "new value FA_XX of enum InvoiceQueryFormType: add a constant to InvoiceFormType",
                        file -> ((ArrayNode) file.schema("InvoiceQueryFormType").path("enum")).add("FA_XX")),
                change(
                        "value FA of enum InvoiceQueryFormType is gone: remove it from InvoiceFormType",
                        file -> ((ArrayNode) file.schema("InvoiceQueryFormType").path("enum")).remove(0)),
                change(
                        "new field InvoiceMetadata.colour: add a component to InvoiceMetadata",
                        file -> properties(file, "InvoiceMetadata")
                                .putObject("colour")
                                .put("type", "string")),
                change(
                        "field InvoiceQueryFilters.hasAttachment is gone: remove its component from InvoiceQuery",
                        file -> properties(file, "InvoiceQueryFilters").remove("hasAttachment")),
                change(
                        "InvoiceQueryFilters.hasAttachment became required: let it not be @Nullable in InvoiceQuery",
                        file -> ((ArrayNode) file.schema("InvoiceQueryFilters").path("required")).add("hasAttachment")),
                change(
                        "InvoiceMetadata.ksefNumber can be absent: make it @Nullable in InvoiceMetadata",
                        file -> ((ObjectNode) file.schema("InvoiceMetadata")).remove("required")),
                change(
                        "InvoiceMetadata.issueDate is of type moment: change it in InvoiceMetadata, where it is day",
                        file -> ((ObjectNode)
                                        properties(file, "InvoiceMetadata").path("issueDate"))
                                .put("format", "date-time")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changeOfTheFile_isToldInWordsToActOn(String news, Consumer<OfficialFile> change) {
        OfficialFile later = ContractTest.official().copy();
        change.accept(later);

        assertThat(news(later))
                .as("beside what the file has otherwise")
                .anyMatch(line -> line.startsWith(news + "    ["));
    }

    static Stream<Arguments> quietChanges() {
        return Stream.of(
                change(
                        "error 21999 of POST /sessions/online is documented now, was none: see what callers are told"
                                + " about it",
                        file -> ((ObjectNode) operation(file, "/sessions/online", "post")
                                        .path("responses")
                                        .path("400"))
                                .put("description", "| 21470 | 21405 | 21999 |")),
                change(
                        "status 410 of GET /sessions is documented now, was none: see what callers are told about it",
                        file -> ((ObjectNode) operation(file, SESSIONS, "get").path("responses")).putObject("410")),
                change(
                        "rate limits of GET /sessions is {\"perSecond\":1} now, was"
                                + " {\"perSecond\":5,\"perMinute\":10,\"perHour\":60}: change DocumentedLimits, and the"
                                + " simulator's limits",
                        file -> operation(file, SESSIONS, "get")
                                .putObject("x-rate-limits")
                                .put("perSecond", 1)),
                change(
                        "rights of GET " + INVOICE + " is [\"InvoiceWrite\"] now, was [\"InvoiceRead\"]: change what"
                                + " the call's documentation says, and the simulator",
                        file -> operation(file, INVOICE, "get")
                                .putArray("x-required-permissions")
                                .add("InvoiceWrite")),
                change(
                        "maximum of pageSize of GET /sessions is 50 now, was 1000: change what is checked before it is"
                                + " sent, and the simulator",
                        file -> ((ObjectNode) parameter(file, "pageSize").path("schema")).put("maximum", 50)),
                change(
                        "maxLength of InvoiceQueryFilters.invoiceNumber is none now, was 256: change what is checked"
                                + " before it is sent, and the simulator",
                        file -> ((ObjectNode)
                                        properties(file, "InvoiceQueryFilters").path("invoiceNumber"))
                                .remove("maxLength")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quietChanges")
    void changeThatNoDeclarationShows_isToldInWordsToActOn(String news, Consumer<OfficialFile> change) {
        OfficialFile later = ContractTest.official().copy();
        change.accept(later);

        assertThat(FileChanges.between(ContractTest.official(), later)).containsExactly(news);
    }

    @Test
    void fileWithoutChanges_hasNoNews() {
        assertThat(news(ContractTest.official().copy())).isEmpty();
        assertThat(FileChanges.between(
                        ContractTest.official(), ContractTest.official().copy()))
                .isEmpty();
    }

    private static List<String> news(OfficialFile file) {
        return News.of(Comparison.of(file, DeclaredOperation.all()), AllowList.read("contract-differences.txt"));
    }

    private static Arguments change(String news, Consumer<OfficialFile> change) {
        return Arguments.of(news, change);
    }

    private static ObjectNode operation(OfficialFile file, String path, String verb) {
        return (ObjectNode) file.root().path("paths").path(path).path(verb);
    }

    private static JsonNode parameter(OfficialFile file, String name) {
        return operation(file, SESSIONS, "get")
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode properties(OfficialFile file, String schema) {
        return (ObjectNode) file.schema(schema).path("properties");
    }
}
