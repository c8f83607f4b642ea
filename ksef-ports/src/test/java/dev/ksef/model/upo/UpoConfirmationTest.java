package dev.ksef.model.upo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.PeppolId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.session.InvoicingMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpoConfirmationTest {

    private static final KsefNumber NUMBER = new KsefNumber("5265877635-20250826-0100001AF629-AF");
    private static final Sha256 HASH = new Sha256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");

    private static final String INVOICE = """
            <Dokument>
              <NipSprzedawcy>5265877635</NipSprzedawcy>
              <NumerKSeFDokumentu>%s</NumerKSeFDokumentu>
              <NumerFaktury>FV/1 &amp; więcej</NumerFaktury>
              <DataWystawieniaFaktury>2025-08-26</DataWystawieniaFaktury>
              <DataPrzeslaniaDokumentu>2025-08-26T11:05:40.841+02:00</DataPrzeslaniaDokumentu>
              <DataNadaniaNumeruKSeF>2025-08-26T11:05:41.0451234+02:00</DataNadaniaNumeruKSeF>
              <SkrotDokumentu>%s</SkrotDokumentu>
              <TrybWysylki>Offline</TrybWysylki>
            </Dokument>""".formatted(NUMBER, HASH);

    private static final String RANGE = """
            <OpisPotwierdzenia><Strona>2</Strona><LiczbaStron>3</LiczbaStron><ZakresDokumentowOd>10001</ZakresDokumentowOd>
            <ZakresDokumentowDo>20000</ZakresDokumentowDo><CalkowitaLiczbaDokumentow>20007</CalkowitaLiczbaDokumentow>
            </OpisPotwierdzenia>""";

    private static final String TOKEN =
            "<NumerReferencyjnyTokenaKSeF>20250819-EC-1ECDD12000-5EE71AE5E3-B7" + "</NumerReferencyjnyTokenaKSeF>";

    private static final String DOCUMENT =
            "<SkrotDokumentuUwierzytelniajacego>" + HASH + "</SkrotDokumentuUwierzytelniajacego>";

    @Test
    void invoiceUpo_isReadIntoItsValues() {
        UpoConfirmation upo = read(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", INVOICE));
        assertThat(upo)
                .isEqualTo(new UpoConfirmation(
                        "v4-3",
                        "Ministerstwo Finansów - środowisko testowe (TE)",
                        new ReferenceNumber("20250826-SO-2F4B1A3000-7C9D2E4F11-0A"),
                        new UpoAuthentication(
                                new Nip("5265877635"),
                                new ReferenceNumber("20250819-EC-1ECDD12000-5EE71AE5E3-B7"),
                                null),
                        null,
                        "Schemat_FA(3)_v1-0E.xsd",
                        "FA (3)",
                        List.of(new ConfirmedInvoice(
                                NUMBER,
                                HASH,
                                new Nip("5265877635"),
                                "FV/1 & więcej",
                                LocalDate.of(2025, 8, 26),
                                OffsetDateTime.parse("2025-08-26T11:05:40.841+02:00"),
                                OffsetDateTime.parse("2025-08-26T11:05:41.0451234+02:00"),
                                OpenEnum.of(InvoicingMode.OFFLINE)))));
    }

    @Test
    void pageOfASession_tellsItsRange() {
        UpoConfirmation upo = read(upo("v4-3", "<Nip>5265877635</Nip>", DOCUMENT, RANGE, INVOICE + INVOICE));
        assertThat(upo.range()).isEqualTo(new UpoRange(2, 3, 10_001, 20_000, 20_007));
        assertThat(upo.authentication().documentHash()).isEqualTo(HASH);
        assertThat(upo.authentication().tokenReferenceNumber()).isNull();
        assertThat(upo.invoices()).hasSize(2);
    }

    static Stream<Arguments> contexts() {
        return Stream.of("v4-2", "v4-3")
                .flatMap(version -> Stream.of(
                        Arguments.of(version, "Nip", new Nip("5265877635")),
                        Arguments.of(version, "IdWewnetrzny", new InternalId("5265877635-12345")),
                        Arguments.of(version, "IdZlozonyVatUE", new NipVatUe("5265877635-ATU12345678")),
                        Arguments.of(version, "IdDostawcyUslugPeppol", new PeppolId("PPL123456"))));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void everyKindOfContext_isReadInBothVersions(String version, String element, ContextIdentifier context) {
        String identifier = "<" + element + ">" + context.value() + "</" + element + ">";
        UpoConfirmation upo = read(upo(version, identifier, TOKEN, "", INVOICE));
        assertThat(upo.authentication().context()).isEqualTo(context);
        assertThat(upo.version()).isEqualTo(version);
    }

    @Test
    void version42_hasNoMode() {
        String withoutMode = INVOICE.replace("<TrybWysylki>Offline</TrybWysylki>", "");
        ConfirmedInvoice invoice = only(upo("v4-2", "<Nip>5265877635</Nip>", TOKEN, "", withoutMode));
        assertThat(invoice.invoicingMode()).isNull();
        assertThat(invoice.ksefNumber()).isEqualTo(NUMBER);
        assertThat(invoice.acquisitionDate()).isNotNull();
    }

    @Test
    void laterVersion_isReadAsFarAsItIsUnderstood() {
        String later = "<Dokument><Nowe><NumerFaktury>no</NumerFaktury></Nowe><NumerKSeFDokumentu>" + NUMBER
                + "</NumerKSeFDokumentu><TrybWysylki>Awaryjny</TrybWysylki></Dokument><Stopka>x</Stopka>";
        UpoConfirmation upo = read(upo("v5-0", "<Pesel>1</Pesel>", "<Inaczej/>", "", later));
        assertThat(upo.version()).isEqualTo("v5-0");
        assertThat(upo.authentication()).isEqualTo(new UpoAuthentication(null, null, null));
        ConfirmedInvoice invoice = upo.invoices().get(0);
        assertThat(invoice.ksefNumber()).isEqualTo(NUMBER);
        assertThat(invoice.invoiceNumber())
                .as("stands elsewhere, so means something else")
                .isNull();
        assertThat(invoice.invoicingMode())
                .isNotNull()
                .satisfies(
                        mode -> assertThat(mode.raw()).isEqualTo("Awaryjny"),
                        mode -> assertThat(mode.known()).isEmpty());
    }

    @Test
    void documentWithPrefixes_isReadAlike() {
        String plain = upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, RANGE, INVOICE);
        String prefixed = plain.replaceAll("<(/?)([A-Z])", "<$1u:$2").replace("xmlns=", "xmlns:u=");
        assertThat(read(prefixed)).isEqualTo(read(plain));
    }

    @ParameterizedTest
    @CsvSource({
        "DataWystawieniaFaktury, 26.08.2025",
        "DataPrzeslaniaDokumentu, wczoraj",
        "DataPrzeslaniaDokumentu, 2025-08-26T11:05:40",
        "DataNadaniaNumeruKSeF, ''",
        "NipSprzedawcy, ''",
        "SkrotDokumentu, ' '",
        "TrybWysylki, ''"
    })
    void oddValue_isAbsentAndCostsNothingElse(String element, String odd) {
        String document = INVOICE.replaceAll(
                "<%s>.*</%s>".formatted(element, element), "<%s>%s</%s>".formatted(element, odd, element));
        UpoConfirmation upo = read(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", document + INVOICE));
        var values = values(upo.invoices().get(0));
        assertThat(values).as("%s is absent, all others are there", element).containsOnlyOnce((Object) null);
        assertThat(values(upo.invoices().get(1))).doesNotContainNull();
    }

    @Test
    void absurdlyLongValue_isAbsent() {
        String document = INVOICE.replace("FV/1", "x".repeat(2_000)).replace("5265877635<", "1".repeat(2_000) + "<");
        ConfirmedInvoice invoice = only(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", document));
        assertThat(invoice.invoiceNumber()).isNull();
        assertThat(invoice.sellerNip()).isNull();
        assertThat(invoice.ksefNumber()).isEqualTo(NUMBER);
    }

    @Test
    void oddRange_isAbsentFieldByField() {
        String range = "<OpisPotwierdzenia><Strona>pierwsza</Strona><LiczbaStron>99999999999</LiczbaStron>"
                + "<CalkowitaLiczbaDokumentow>7</CalkowitaLiczbaDokumentow></OpisPotwierdzenia>";
        assertThat(read(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, range, INVOICE))
                        .range())
                .isEqualTo(new UpoRange(null, null, null, null, 7));
    }

    @Test
    void invoiceWithNothingReadable_staysARow() {
        UpoConfirmation upo =
                read("<Potwierdzenie xmlns=\"http://upo.schematy.mf.gov.pl/KSeF/v4-3\"><Dokument/></Potwierdzenie>");
        assertThat(upo.invoices())
                .containsExactly(new ConfirmedInvoice(null, null, null, null, null, null, null, null));
        assertThat(upo.confirms(NUMBER, HASH)).isFalse();
        assertThat(upo.sessionReferenceNumber()).isNull();
    }

    @Test
    void dateWithAZone_isADate() {
        String zoned = INVOICE.replace("2025-08-26</DataWy", "2025-08-26+02:00</DataWy");
        assertThat(only(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", zoned)).issueDate())
                .isEqualTo(LocalDate.of(2025, 8, 26));
    }

    /** The signature leaves comments out of what it covers, so anybody can add one. */
    @Test
    void commentInsideAValue_doesNotCutIt() {
        String commented = INVOICE.replace("5265877635-20250826", "5265877635<!-- -->-<![CDATA[20250826]]>");
        assertThat(only(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", commented))
                        .ksefNumber())
                .isEqualTo(NUMBER);
    }

    @Test
    void invoiceHiddenInASignatureOrInAnotherNamespace_isNotRead() {
        String hidden = INVOICE.replace("<Dokument>", "<Dokument xmlns=\"http://upo.schematy.mf.gov.pl/KSeF/v4-3\">");
        String signature = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:Object>" + hidden
                + "</ds:Object></ds:Signature>";
        String foreign = INVOICE.replace("<Dokument>", "<Dokument xmlns=\"urn:other\">");
        String xml = upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", INVOICE + signature + foreign);
        assertThat(read(xml).invoices()).hasSize(1);
        assertThatThrownBy(() -> read(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", signature)))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("confirms no invoice");
    }

    @Test
    void confirmation_isOfNumberAndHashTogether() {
        var otherNumber = new KsefNumber("5265877635-20250826-0100001AF62A-5C");
        var otherHash = new Sha256("A" + HASH.value().substring(1));
        String other = INVOICE.replace(NUMBER.value(), otherNumber.value()).replace(HASH.value(), otherHash.value());
        UpoConfirmation upo = read(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, RANGE, INVOICE + other));
        assertThat(upo.confirms(NUMBER, HASH)).isTrue();
        assertThat(upo.confirms(otherNumber, otherHash)).isTrue();
        assertThat(upo.confirms(NUMBER, otherHash))
                .as("number and hash of different invoices")
                .isFalse();
        assertThat(upo.find(otherNumber)).contains(upo.invoices().get(1));
        assertThat(upo.find(otherHash)).contains(upo.invoices().get(1));
        assertThat(upo.find(new KsefNumber("1"))).isEmpty();
        assertThat(upo.find(new Sha256("1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "not xml",
                "<Potwierdzenie>",
                "<Potwierdzenie><Dokument></Potwierdzenie>",
                "<Potwierdzenie><Dokument/></Potwierdzenie><x/>",
                "<Potwierdzenie><Dokument>&undeclared;</Dokument></Potwierdzenie>",
                "<Faktura><Dokument/></Faktura>",
                "<html><body>Request unsuccessful</body></html>",
                "<Potwierdzenie/>",
                "<!DOCTYPE Potwierdzenie><Potwierdzenie><Dokument/></Potwierdzenie>",
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Potwierdzenie>&b;<Dokument/></Potwierdzenie>"
            })
    void documentThatIsNoUpo_isRefused(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(KsefException.class)
                .hasMessageStartingWith("This UPO cannot be read: ")
                .hasNoCause();
    }

    /** Wherever the line broke. */
    @Test
    void document_cutAnywhere_isRefused() {
        byte[] whole = upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, RANGE, INVOICE)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        assertThat(IntStream.range(0, whole.length))
                .allSatisfy(length -> assertThatThrownBy(
                                () -> UpoConfirmation.read(Upo.of(Arrays.copyOf(whole, length))))
                        .isInstanceOf(KsefException.class));
    }

    @Test
    void document_inAnotherOrABrokenEncoding_isRefusedInSilence() {
        String xml = upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", INVOICE);
        byte[] broken = xml.getBytes(StandardCharsets.ISO_8859_1);
        byte[] another = xml.replace("utf-8", "iso-8859-2").getBytes(StandardCharsets.UTF_8);
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> UpoConfirmation.read(Upo.of(broken))).hasMessageContaining("not well-formed");
            assertThatThrownBy(() -> UpoConfirmation.read(Upo.of(another))).hasMessageContaining("not UTF-8");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** What the JDK's parser makes of such declarations it prints, or throws as something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Potwierdzenie [<!ENTITY a",
                "<!DOCTYPE Potwierdzenie [\0",
                " <?target <!-- ?><!-- -> --><!DOCTYPE Potwierdzenie [<!ATTLIST",
                "<?xml version='1.1'?>\u0085\u2028<!DOCTYPE Potwierdzenie ['"
            })
    void brokenDocumentType_isRefusedInSilence(String document) {
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> read(document))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining("it has a document type");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void documentTypeInACommentOrInText_isNone() {
        String xml = upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", INVOICE);
        String remarked = xml.replace("<Potwierdzenie", "<!-- <!DOCTYPE x --><?x <!DOCTYPE x ?><Potwierdzenie")
                .replace("FV/1 &amp;", "<![CDATA[<!DOCTYPE]]>");
        assertThat(only(remarked).invoiceNumber()).isEqualTo("<!DOCTYPE więcej");
    }

    @Test
    void byteOrderMark_isSkipped() {
        assertThat(only("\uFEFF" + upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, "", INVOICE))
                        .ksefNumber())
                .isEqualTo(NUMBER);
    }

    @Test
    void messageOfARefusal_quotesNothing() {
        assertThatThrownBy(() -> read("<Potwierdzenie><Tajne></Jawne></Potwierdzenie>"))
                .hasMessageContaining("not well-formed XML (line 1)")
                .hasMessageNotContainingAny("Tajne", "Jawne");
    }

    @Test
    void absurdNumberOfNamespaces_isRefused() {
        var declarations = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            declarations.append(" xmlns:a").append(i).append("='u'");
        }
        assertThatThrownBy(() -> read("<Potwierdzenie><a" + declarations + "/></Potwierdzenie>"))
                .hasMessageContaining("namespace declarations");
    }

    @Test
    void absurdNesting_isRefused() {
        String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        String around = "<Dokument>" + "<Nowe>".repeat(100_000) + "</Nowe>".repeat(100_000) + "</Dokument>";
        assertThatThrownBy(() -> read("<Potwierdzenie>" + around + "</Potwierdzenie>"))
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> read("<Potwierdzenie><x:a xmlns:x=\"urn:x\">" + deep + "</x:a></Potwierdzenie>"))
                .hasMessageContaining("nested deeper");
    }

    @Test
    void absurdNumberOfInvoices_isRefused() {
        assertThatThrownBy(() -> read("<Potwierdzenie>" + "<Dokument/>".repeat(100_001) + "</Potwierdzenie>"))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("more than 100000 invoices");
    }

    @Test
    void absurdSize_isRefusedUnread() {
        assertThatThrownBy(() -> UpoConfirmation.read(Upo.of(new byte[40_000_000])))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("40000000 bytes");
    }

    @Test
    void network_isNeverAsked() throws Exception {
        try (var anywhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + anywhere.getLocalPort() + "/x.dtd";
            assertThatThrownBy(() -> read("<!DOCTYPE Potwierdzenie SYSTEM \"" + address
                            + "\"><Potwierdzenie><Dokument/></Potwierdzenie>"))
                    .hasMessageContaining("document type");
            anywhere.setSoTimeout(300);
            assertThatThrownBy(anywhere::accept).as("nobody connected").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void fullPage_isReadInOrder() {
        var invoices = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) {
            invoices.append(INVOICE.replace("FV/1 &amp; więcej", "FV/" + i));
        }
        UpoConfirmation upo = read(upo("v4-3", "<Nip>5265877635</Nip>", TOKEN, RANGE, invoices.toString()));
        assertThat(upo.invoices()).hasSize(10_000);
        assertThat(upo.invoices().get(0).invoiceNumber()).isEqualTo("FV/1");
        assertThat(upo.invoices().get(9_999).invoiceNumber()).isEqualTo("FV/10000");
        assertThat(upo)
                .as("its text stays short")
                .hasToString("UpoConfirmation[v4-3, 20250826-SO-2F4B1A3000-7C9D2E4F11-0A, 10000 invoices]");
    }

    private static List<Object> values(ConfirmedInvoice invoice) {
        return Arrays.asList(
                invoice.ksefNumber(),
                invoice.invoiceHash(),
                invoice.sellerNip(),
                invoice.invoiceNumber(),
                invoice.issueDate(),
                invoice.sentDate(),
                invoice.acquisitionDate(),
                invoice.invoicingMode());
    }

    private static ConfirmedInvoice only(String xml) {
        UpoConfirmation upo = read(xml);
        assertThat(upo.invoices()).hasSize(1);
        return upo.invoices().get(0);
    }

    private static UpoConfirmation read(String xml) {
        return UpoConfirmation.read(Upo.of(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String upo(String version, String context, String proof, String range, String invoices) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/%s">
                  <NazwaPodmiotuPrzyjmujacego>Ministerstwo Finansów - środowisko testowe (TE)</NazwaPodmiotuPrzyjmujacego>
                  <NumerReferencyjnySesji>20250826-SO-2F4B1A3000-7C9D2E4F11-0A</NumerReferencyjnySesji>
                  <Uwierzytelnienie><IdKontekstu>%s</IdKontekstu>%s</Uwierzytelnienie>
                  %s
                  <NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej>
                  <KodFormularza>FA (3)</KodFormularza>
                  %s
                </Potwierdzenie>
                """.formatted(version, context, proof, range, invoices);
    }
}
