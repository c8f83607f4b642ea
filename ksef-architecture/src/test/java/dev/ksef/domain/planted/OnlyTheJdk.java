package dev.ksef.domain.planted;

import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Keeps PORTS_AND_DOMAIN_NEED_NO_LIBRARY. */
final class OnlyTheJdk {

    @Nullable
    Document document;

    int[][] numbers(List<Inhabitant[]> inhabitants) {
        return new int[inhabitants.size()][];
    }

    void read(DocumentBuilder builder) throws Exception {
        try {
            document = builder.parse("");
        } catch (SAXException broken) {
            document = null;
        }
    }
}
