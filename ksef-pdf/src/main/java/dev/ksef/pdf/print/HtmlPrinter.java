package dev.ksef.pdf.print;

import dev.ksef.pdf.sheet.Sheet;
import java.io.StringWriter;
import javax.xml.transform.stream.StreamResult;
import org.xml.sax.SAXException;

/** Sets a sheet as a page of HTML that loads nothing and runs nothing. */
public final class HtmlPrinter {

    private final Stylesheet stylesheet = Stylesheet.compile("html.xsl");
    private final Brand brand;

    /** Takes the looks. */
    public HtmlPrinter(Brand brand) {
        this.brand = brand;
    }

    /** Returns a whole page; the same for the same sheet. */
    public String html(Sheet sheet) {
        var page = new StringWriter();
        try {
            SheetXml.send(sheet, Medium.SCREEN, brand, stylesheet.into(new StreamResult(page)));
        } catch (SAXException broken) {
            throw new IllegalStateException("This document cannot be set as HTML", broken);
        }
        return page.toString();
    }
}
