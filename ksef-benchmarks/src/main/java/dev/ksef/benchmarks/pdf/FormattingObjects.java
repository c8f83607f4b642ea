package dev.ksef.benchmarks.pdf;

import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.content.InvoiceSheet;
import dev.ksef.pdf.content.Marking;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.print.Brand;
import dev.ksef.pdf.sheet.Sheet;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import javax.xml.transform.Result;
import javax.xml.transform.stream.StreamResult;
import org.xml.sax.ContentHandler;

/** What {@code ksef-pdf} gives to FOP. Its classes for that are nobody's but its own, hence the reflection. */
final class FormattingObjects {

    private static final String PRINT = "dev.ksef.pdf.print.";

    private FormattingObjects() {}

    static byte[] of(InvoiceXml invoice) {
        Sheet sheet = InvoiceSheet.of(FakturaXml.read(invoice), Language.POLISH, new Marking.None());
        var bytes = new ByteArrayOutputStream();
        try {
            Class<?> stylesheets = Class.forName(PRINT + "Stylesheet");
            Object stylesheet = open(stylesheets, "compile", String.class).invoke(null, "pdf.xsl");
            Object handler = open(stylesheets, "into", Result.class).invoke(stylesheet, new StreamResult(bytes));
            Class<?> media = Class.forName(PRINT + "Medium");
            Object paper = media.getEnumConstants()[0];
            open(Class.forName(PRINT + "SheetXml"), "send", Sheet.class, media, Brand.class, ContentHandler.class)
                    .invoke(null, sheet, paper, Brand.USUAL, handler);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("ksef-pdf makes formatting objects in another way now", changed);
        }
        return bytes.toByteArray();
    }

    private static Method open(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}
