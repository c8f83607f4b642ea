package dev.ksef.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import javax.xml.validation.ValidatorHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class QuickValidationTest {

    private final CountingSchema schema = new CountingSchema();
    private final QuickValidation quick = new QuickValidation(schema);

    @Test
    void invoices_thatConform_shareOneValidator() {
        assertThat(passes("<a>1</a>")).isTrue();
        assertThat(passes("<a>2</a>")).isTrue();
        assertThat(schema.made).hasValue(1);
    }

    @Test
    void invoice_thatDoesNotConform_doesNotPass_andItsValidatorIsNotUsedAgain() {
        assertThat(passes("<a>1</a>")).isTrue();
        assertThat(passes("<a>x</a>")).isFalse();
        assertThat(passes("<b/>")).isFalse();
        assertThat(passes("<a>1</a>")).isTrue();
        assertThat(schema.made).hasValue(3);
    }

    @Test
    void validator_thatReadManyBytes_isNotUsedAgain() {
        String spaces = "<a>" + " ".repeat(600_000) + "1</a>";
        assertThat(passes(spaces)).isTrue();
        assertThat(passes(spaces)).isTrue();
        assertThat(schema.made).hasValue(1);
        assertThat(passes("<a>1</a>")).isTrue();
        assertThat(schema.made).hasValue(2);
    }

    @Test
    void nothing_isReadFromElsewhere(@TempDir Path folder) throws IOException {
        Path number = Files.writeString(folder.resolve("number"), "1");
        assertThat(passes("<!DOCTYPE a [<!ENTITY e SYSTEM \"" + number.toUri() + "\">]><a>&e;</a>"))
                .isFalse();
    }

    @Test
    void invoice_isHeldAgainstThisSchemaAlone_whateverOtherItNames() {
        assertThat(passes("<a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:noNamespaceSchemaLocation=\"file:///nowhere.xsd\">1</a>"))
                .isTrue();
    }

    private boolean passes(String xml) {
        return quick.passes(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** Counts its validators. */
    private static final class CountingSchema extends Schema {

        private final AtomicInteger made = new AtomicInteger();
        private final Schema real = compiled();

        @Override
        public Validator newValidator() {
            made.incrementAndGet();
            return real.newValidator();
        }

        @Override
        public ValidatorHandler newValidatorHandler() {
            throw new UnsupportedOperationException();
        }

        private static Schema compiled() {
            try {
                return SchemaFactory.newDefaultInstance().newSchema(new StreamSource(new StringReader("""
                        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
                          <xsd:element name="a" type="xsd:int"/>
                        </xsd:schema>
                        """)));
            } catch (SAXException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
