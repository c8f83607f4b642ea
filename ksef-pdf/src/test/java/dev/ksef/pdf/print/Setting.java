package dev.ksef.pdf.print;

import dev.ksef.pdf.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import org.apache.fop.events.Event;
import org.apache.fop.events.EventFormatter;
import org.apache.fop.events.model.EventSeverity;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Sets sheets as PDF, and hears what FOP complains of. */
final class Setting {

    private final List<String> complaints = new ArrayList<>();
    private final PdfPrinter printer = new PdfPrinter(Brand.USUAL, this::hear);

    private void hear(Event event) {
        if (event.getSeverity() != EventSeverity.INFO) {
            complaints.add(EventFormatter.format(event));
        }
    }

    byte[] pdf(Sheet sheet) {
        return printer.pdf(sheet);
    }

    List<String> complaints() {
        return complaints;
    }

    /** All texts of a sheet in their order, as they are given to the stylesheet, without white space. */
    static List<String> texts(Sheet sheet) throws Exception {
        var texts = new ArrayList<String>();
        SheetXml.send(sheet, Medium.PAPER, Brand.USUAL, new DefaultHandler() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public void startElement(String uri, String local, String name, Attributes attributes) {
                text.setLength(0);
            }

            @Override
            public void characters(char[] characters, int start, int length) {
                text.append(characters, start, length);
            }

            @Override
            public void endElement(String uri, String local, String name) {
                texts.add(ReadPdf.withoutSpace(text.toString()));
                text.setLength(0);
            }
        });
        texts.removeIf(String::isEmpty);
        return texts;
    }
}
