package dev.ksef.fa3.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.field.UnreadableInvoiceException;
import dev.ksef.model.InvoiceXml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Documents are read strictly, and errors tell where. */
class ReadingTest {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    @Test
    void written_isReadAgain() {
        assertThat(read(SampleInvoice.xml())).isEqualTo(SampleInvoice.invoice());
    }

    @Test
    void written_hasNoSpaceAndOneNamespace() {
        assertThat(SampleInvoice.xml())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Faktura xmlns=\"" + Faktura.NAMESPACE + "\">"
                        + "<Naglowek><KodFormularza kodSystemowy=\"FA (3)\" wersjaSchemy=\"1-0E\">FA</KodFormularza>"
                        + "<WariantFormularza>3</WariantFormularza>")
                .endsWith("</Fa></Faktura>")
                .containsOnlyOnce("xmlns");
    }

    @Test
    void written_intoAStream_isTheSame() {
        var stream = new ByteArrayOutputStream();
        FakturaXml.write(SampleInvoice.invoice(), stream);
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(SampleInvoice.xml());
    }

    @Test
    void writing_intoAStreamThatFails_passesItsFailureOn() {
        var failure = new IOException("full");
        assertThatThrownBy(() -> FakturaXml.write(SampleInvoice.invoice(), new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw failure;
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasCause(failure);
    }

    @Test
    void specialCharacters_areWrittenAndReadAgain() {
        String text = "a & b < c > d ]]> \" ' \r\n\t \r żółć 😀 \u0085";
        Faktura invoice = SampleInvoice.invoice().toBuilder()
                .stopka(Stopka.builder()
                        .addInformacje(new Stopka.Informacje(text))
                        .build())
                .build();
        Faktura read = FakturaXml.read(FakturaXml.write(invoice));
        assertThat(read.stopka().informacje().get(0).stopkaFaktury()).isEqualTo(text);
    }

    @Test
    void prefixesSpaceCommentsAndSchemaLocations_areAllowed() {
        String prefixed = SampleInvoice.xml()
                .replaceAll("<(/?)([A-Z])", "<$1f:$2")
                .replace("xmlns=", "xmlns:f=")
                .replace("<f:Fa>", "\n<!-- c --><?p i?><f:Fa xmlns:xsi=\"" + XSI + "\" xsi:schemaLocation=\"a b\">\r\n")
                .replace("FV/1", "<!-- c -->F<![CDATA[V]]>/<?p i?>&#49;")
                .replace("2026-02-28<", " 2026-02-28\n<");
        assertThat(read(prefixed)).isEqualTo(SampleInvoice.invoice());
    }

    @Test
    void numbersWithNeedlessZerosAndSigns_areReadWhereTheSchemaAllowsThem() {
        assertThat(read(SampleInvoice.xml()
                        .replace("<P_16>2", "<P_16> +02 ")
                        .replace("<NrWierszaFa>1", "<NrWierszaFa>+0001")
                        .replace("<P_19N>1", "<P_19N>01")))
                .isEqualTo(SampleInvoice.invoice());
        assertRefused("<P_15>123.00", "<P_15>+123.00", "/Faktura/Fa/P_15", "has to be a number with");
        assertRefused("<P_15>123.00", "<P_15>0123.00", "/Faktura/Fa/P_15", "has to be a number with");
    }

    @Test
    void wholeNumbers_ofAnyLength_areReadByTheirValue() {
        assertThat(read(SampleInvoice.xml().replace("<NrWierszaFa>1", "<NrWierszaFa>" + "0".repeat(30) + "1")))
                .isEqualTo(SampleInvoice.invoice());
        for (String wrong : new String[] {"9".repeat(15), "9".repeat(30), "-1", "-", "+", "1.0", "١"}) {
            assertRefused(
                    "<NrWierszaFa>1",
                    "<NrWierszaFa>" + wrong,
                    "/Faktura/Fa/FaWiersz[1]/NrWierszaFa",
                    "has to be a whole number from 1");
        }
    }

    @Test
    void byteOrderMark_isRefused() {
        assertRefused("<?xml", "\uFEFF<?xml", "/", "begins with a byte order mark, which KSeF refuses");
    }

    @Test
    void otherEncodings_areRefused() {
        byte[] latin = SampleInvoice.xml().replace("UTF-8", "ISO-8859-2").getBytes(Charset.forName("ISO-8859-2"));
        byte[] utf16 = SampleInvoice.xml().replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16);
        assertThatThrownBy(() -> FakturaXml.read(InvoiceXml.of(latin)))
                .isInstanceOf(UnreadableInvoiceException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> FakturaXml.read(InvoiceXml.of(utf16)))
                .isInstanceOf(UnreadableInvoiceException.class)
                .hasMessageContaining("UTF-8");
        assertRefused("UTF-8", "ISO-8859-2", "/", "is not in UTF-8, as KSeF demands");
    }

    @Test
    void wrongValue_isNamedByItsPathAndPlace() {
        String xml = SampleInvoice.xml().replace("<Fa>", "\n<Fa>").replace("<P_12>23", "\n<P_12>24");
        assertThatThrownBy(() -> read(xml)).isInstanceOfSatisfying(UnreadableInvoiceException.class, unreadable -> {
            assertThat(unreadable.path()).isEqualTo("/Faktura/Fa/FaWiersz[1]/P_12");
            assertThat(unreadable.problem()).startsWith("has to be one of 23, 22, 8,");
            assertThat(unreadable.line()).isEqualTo(3);
            assertThat(unreadable.column()).isEqualTo("<P_12>24</P_12>".length() + 1);
            assertThat(unreadable)
                    .hasMessageStartingWith(
                            "The invoice cannot be read as FA(3): /Faktura/Fa/FaWiersz[1]/P_12 has to be one of")
                    .hasMessageEndingWith("(line 3, column 16)")
                    .hasMessageNotContaining("24");
        });
    }

    @Test
    void elements_unknownMissingRepeatedOrMisplaced_areRefused() {
        assertRefused(
                "<P_2>", "<P_3>x</P_3><P_2>", "/Faktura/Fa/P_3", "is not an element that the schema allows there");
        assertRefused("<P_2>FV/1</P_2>", "", "/Faktura/Fa/P_2", "is missing");
        assertRefused("<P_2>", "<P_2>x</P_2><P_2>", "/Faktura/Fa/P_2", "may be there once");
        assertRefused("<P_15>", "<P_2>x</P_2><P_15>", "/Faktura/Fa/P_2", "comes too late");
        assertRefused("<WariantFormularza>3</WariantFormularza>", "", "/Faktura/Naglowek", "has no WariantFormularza");
        assertRefused("<P_14_1>23.00</P_14_1>", "", "/Faktura/Fa/P_14_1", "is missing, although");
        assertRefused("<BrakID>1</BrakID>", "", "/Faktura/Podmiot2/DaneIdentyfikacyjne", "has to have one of NIP");
        assertRefused("<P_2>FV/1", "<P_2>F<b>V</b>/1", "/Faktura/Fa/P_2", "has an element where only text is allowed");
        assertRefused("<Fa>", "<Fa>text", "/Faktura/Fa", "has text where only elements are allowed");
        assertRefused("<P_2>", "<P_2 a=\"b\">", "/Faktura/Fa/P_2", "has an attribute that the schema does not allow");
        assertRefused("<Fa>", "<Fa a=\"b\">", "/Faktura/Fa", "has an attribute that the schema does not allow");
        assertRefused(
                "<P_2>",
                "<P_2 xmlns:i=\"" + XSI + "\" i:nil=\"true\">",
                "/Faktura/Fa/P_2",
                "has an attribute that the schema does not allow");
        assertRefused("<P_2>", "<P_2 xmlns=\"urn:x\">", "/Faktura/Fa/P_2", "is not of the namespace of FA(3)");
    }

    @Test
    void repeatedElements_tooMany_areRefusedWhileTheyAreRead() {
        String one = "<DaneKontaktowe/>";
        assertRefused(
                "</Podmiot1>",
                one.repeat(4) + "</Podmiot1>",
                "/Faktura/Podmiot1/DaneKontaktowe[4]",
                "may be there at most 3 times");
        assertThat(read(SampleInvoice.xml().replace("</Podmiot1>", one.repeat(3) + "</Podmiot1>"))
                        .podmiot1()
                        .daneKontaktowe())
                .hasSize(3);
    }

    @Test
    void otherForms_areRefused() {
        assertRefused("FA (3)", "FA (2)", "/Faktura/Naglowek/KodFormularza/@kodSystemowy", "has to be FA (3)");
        assertRefused(" wersjaSchemy=\"1-0E\"", "", "/Faktura/Naglowek/KodFormularza", "has no attribute wersjaSchemy");
        assertRefused(
                "<WariantFormularza>3", "<WariantFormularza>2", "/Faktura/Naglowek/WariantFormularza", "has to be 3");
        assertRefused("13775", "12648", "/Faktura", "is not of the namespace of FA(3), " + Faktura.NAMESPACE);
        String wrongRoot =
                SampleInvoice.xml().replace("<Faktura ", "<Rachunek ").replace("</Faktura>", "</Rachunek>");
        assertThatThrownBy(() -> read(wrongRoot)).hasMessageContaining("/Rachunek is not the root element of FA(3)");
    }

    @Test
    void documentTypesAndEntities_areRefused() {
        assertRefused("<Faktura ", "<!DOCTYPE Faktura><Faktura ", "/", "has a document type declaration");
        assertRefused(
                "<Faktura ",
                "<!DOCTYPE Faktura [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Faktura ",
                "/",
                "has a document type declaration");
        assertRefused("FV/1", "&unknown;", "/Faktura/Fa/P_2", "");
    }

    @Test
    void whatIsNoXml_isRefused() {
        assertRefused("</Fa>", "", "/Faktura/Fa", "is not well-formed XML in UTF-8");
        assertRefused("</Faktura>", "", "/Faktura", "is not well-formed XML in UTF-8");
        assertRefused("</Faktura>", "</Faktura><x/>", "/", "is not well-formed XML in UTF-8");
        assertRefused("FV/1", "\u0001", "/Faktura/Fa/P_2", "is not well-formed XML in UTF-8");
        assertThatThrownBy(() -> read("{}")).isInstanceOf(UnreadableInvoiceException.class);
        assertThatThrownBy(() -> read(" ")).isInstanceOf(UnreadableInvoiceException.class);
        byte[] notUtf8 = SampleInvoice.xml().replace("FV/1", "F\u00f3").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> FakturaXml.read(InvoiceXml.of(notUtf8)))
                .isInstanceOf(UnreadableInvoiceException.class)
                .hasNoCause();
    }

    @Test
    void moreNamespacesThanAnybodyWrites_areRefusedBeforeTheyAreParsed() {
        var declarations = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            declarations
                    .append(" xmlns:p")
                    .append(i)
                    .append("=\"urn:")
                    .append(i)
                    .append('"');
        }
        String crowded = SampleInvoice.xml().replaceFirst("<Faktura", "<Faktura" + declarations);
        assertThatThrownBy(() -> read(crowded))
                .isInstanceOf(UnreadableInvoiceException.class)
                .hasMessageContaining("more than 100 namespace declarations");
    }

    @Test
    void documentLargerThanAnyInvoice_isRefused() {
        byte[] large =
                Arrays.copyOf(SampleInvoice.xml().getBytes(StandardCharsets.UTF_8), InvoiceXml.LARGEST_BYTES + 1);
        assertThatThrownBy(() -> FakturaXml.read(InvoiceXml.received(large)))
                .isInstanceOf(UnreadableInvoiceException.class)
                .hasMessageContaining("has more than 10000000 bytes");
    }

    private static void assertRefused(String part, String instead, String path, String problem) {
        String xml = SampleInvoice.xml();
        assertThat(xml).contains(part);
        assertThatThrownBy(() -> read(xml.replace(part, instead)))
                .as("%s instead of %s", instead, part)
                .isInstanceOfSatisfying(UnreadableInvoiceException.class, unreadable -> {
                    assertThat(unreadable.path()).isEqualTo(path);
                    assertThat(unreadable.problem()).startsWith(problem);
                });
    }

    private static Faktura read(String xml) {
        return FakturaXml.read(InvoiceXml.of(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
