package dev.ksef.pdf.print;

import java.io.InputStream;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.Result;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamSource;

/**
 * A compiled stylesheet of this module. The JDK's own processor runs it, whichever others an application has, and it reads
 * nothing but the sheet.
 */
final class Stylesheet {

    private final SAXTransformerFactory factory;
    private final Templates templates;

    private Stylesheet(SAXTransformerFactory factory, Templates templates) {
        this.factory = factory;
        this.templates = templates;
    }

    static Stylesheet compile(String file) {
        var factory = (SAXTransformerFactory) SAXTransformerFactory.newDefaultInstance();
        InputStream content = Objects.requireNonNull(Stylesheet.class.getResourceAsStream(file), file);
        try (content) {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            return new Stylesheet(factory, factory.newTemplates(new StreamSource(content)));
        } catch (TransformerConfigurationException | java.io.IOException broken) {
            throw new IllegalStateException("The stylesheet " + file + " of ksef-pdf cannot be used", broken);
        }
    }

    /** Returns a handler that takes a sheet's XML and passes on what the stylesheet makes of it. */
    TransformerHandler into(Result result) {
        try {
            // The factory is not made for several threads at a time.
            synchronized (factory) {
                TransformerHandler handler = factory.newTransformerHandler(templates);
                handler.setResult(result);
                return handler;
            }
        } catch (TransformerConfigurationException broken) {
            throw new IllegalStateException("A stylesheet of ksef-pdf cannot be used", broken);
        }
    }
}
