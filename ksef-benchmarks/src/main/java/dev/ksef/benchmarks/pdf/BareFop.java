package dev.ksef.benchmarks.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.ConfigurationException;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.xml.sax.SAXException;

/** FOP alone, on formatting objects that are there already, with the fonts and options of {@code ksef-pdf}. */
final class BareFop {

    private static final URI BASE = URI.create("bare:/");
    private static final String CONFIGURATION = """
            <fop version="1.0"><renderers><renderer mime="application/pdf"><fonts>
              <font kerning="yes" embed-url="NotoSans-Regular.ttf" embedding-mode="subset">
                <font-triplet name="Noto Sans" style="normal" weight="normal"/>
              </font>
              <font kerning="yes" embed-url="NotoSans-Bold.ttf" embedding-mode="subset">
                <font-triplet name="Noto Sans" style="normal" weight="bold"/>
              </font>
            </fonts></renderer></renderers></fop>
            """;

    private final FopFactory fop;
    private final SAXParserFactory parsers = SAXParserFactory.newDefaultNSInstance();
    private final byte[] formattingObjects;

    BareFop(byte[] formattingObjects) {
        this.formattingObjects = formattingObjects;
        var builder = new FopFactoryBuilder(BASE, new Fonts());
        try {
            builder.setConfiguration(new DefaultConfigurationBuilder()
                    .build(new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8))));
        } catch (ConfigurationException broken) {
            throw new IllegalStateException(broken);
        }
        builder.setComplexScriptFeatures(false);
        builder.setStrictFOValidation(true);
        fop = builder.build();
        fop.getFontManager()
                .setResourceResolver(ResourceResolverFactory.createInternalResourceResolver(BASE, new Fonts()));
    }

    byte[] pdf() throws SAXException, IOException, ParserConfigurationException {
        var bytes = new ByteArrayOutputStream(1 << 16);
        FOUserAgent agent = fop.newFOUserAgent();
        agent.setCreationDate(new Date(0));
        agent.setAccessibility(true);
        agent.getRendererOptions().put("pdf-a-mode", "PDF/A-2a");
        agent.getRendererOptions().put("version", "1.7");
        parsers.newSAXParser()
                .parse(
                        new ByteArrayInputStream(formattingObjects),
                        fop.newFop("application/pdf", agent, bytes).getDefaultHandler());
        return bytes.toByteArray();
    }

    /** The fonts of ksef-pdf, and images within the document. */
    private static final class Fonts implements ResourceResolver {

        private final ResourceResolver data = ResourceResolverFactory.createDefaultResourceResolver();

        @Override
        public Resource getResource(URI uri) throws IOException {
            if ("data".equals(uri.getScheme())) {
                return data.getResource(uri);
            }
            InputStream font = BareFop.class.getResourceAsStream("/dev/ksef/pdf/print" + uri.getPath());
            if (font == null) {
                throw new IOException("no " + uri);
            }
            return new Resource(font);
        }

        @Override
        public OutputStream getOutputStream(URI uri) throws IOException {
            throw new IOException("no " + uri);
        }
    }
}
