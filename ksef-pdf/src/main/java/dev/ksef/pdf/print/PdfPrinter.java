package dev.ksef.pdf.print;

import dev.ksef.pdf.sheet.Sheet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import javax.xml.transform.sax.SAXResult;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.ConfigurationException;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.fop.events.EventListener;
import org.apache.xmlgraphics.image.loader.cache.ImageCache;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.apache.xmlgraphics.util.MimeConstants;
import org.xml.sax.SAXException;

/** Sets a sheet as PDF/A, with nothing from outside the module but the sheet. */
public final class PdfPrinter {

    private static final URI BASE = URI.create("ksef-pdf:/");
    private static final String CONFIGURATION = """
            <fop version="1.0">
              <renderers>
                <renderer mime="application/pdf">
                  <fonts>
                    <font kerning="yes" embed-url="%s" embedding-mode="subset">
                      <font-triplet name="Noto Sans" style="normal" weight="normal"/>
                    </font>
                    <font kerning="yes" embed-url="%s" embedding-mode="subset">
                      <font-triplet name="Noto Sans" style="normal" weight="bold"/>
                    </font>
                  </fonts>
                </renderer>
              </renderers>
            </fop>
            """.formatted(Typeface.REGULAR_FILE, Typeface.BOLD_FILE);

    /** FOP keeps the tags of all pages in memory to the end, 50 kB for a row of a table. */
    private static final int MOST_TAGGED_ROWS = 1000;

    /** Twice the lines that an invoice can have. FOP takes a millisecond and 20 kB for a row. */
    private static final int MOST_ROWS = 20_000;

    private final Stylesheet stylesheet = Stylesheet.compile("pdf.xsl");
    private final FopFactory fop = factory();
    private final Brand brand;
    private final EventListener events;

    /** Takes the looks. */
    public PdfPrinter(Brand brand) {
        this(brand, event -> {});
    }

    /** Takes the looks, and who hears what FOP has to say. */
    PdfPrinter(Brand brand, EventListener events) {
        this.brand = brand;
        this.events = events;
    }

    private static FopFactory factory() {
        var builder = new FopFactoryBuilder(BASE, new ModuleFonts());
        try {
            builder.setConfiguration(new DefaultConfigurationBuilder()
                    .build(new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8))));
        } catch (ConfigurationException broken) {
            throw new IllegalStateException("FOP does not take its configuration", broken);
        }
        builder.setComplexScriptFeatures(false);
        builder.setStrictFOValidation(true);
        FopFactory built = builder.build();
        // Fonts are sought in files and on the network, whatever the resolver of the builder is, unless it is set here.
        built.getFontManager()
                .setResourceResolver(ResourceResolverFactory.createInternalResourceResolver(BASE, new ModuleFonts()));
        return built;
    }

    /**
     * Returns the bytes of a PDF; the same for the same sheet.
     *
     * @throws IllegalArgumentException if it has more rows than can be set in the memory and time that anybody would give
     */
    public byte[] pdf(Sheet sheet) {
        if (sheet.rows() > MOST_ROWS) {
            throw new IllegalArgumentException("This document has " + sheet.rows()
                    + " rows, and a PDF is made of at most " + MOST_ROWS + "; make HTML of it instead");
        }
        var bytes = new ByteArrayOutputStream(1 << 16);
        try {
            FOUserAgent agent = fop.newFOUserAgent();
            agent.setCreationDate(Date.from(sheet.made()));
            agent.setProducer("ksef-pdf");
            agent.setCreator("ksef-pdf");
            boolean tagged = sheet.rows() <= MOST_TAGGED_ROWS;
            agent.setAccessibility(tagged);
            agent.getRendererOptions().put("pdf-a-mode", tagged ? "PDF/A-2a" : "PDF/A-2u");
            // What PDF/A-2 is made of. Left to itself, FOP takes the least that does, and writes two kinds of files.
            agent.getRendererOptions().put("version", "1.7");
            agent.getEventBroadcaster().addEventListener(events);
            SheetXml.send(
                    sheet,
                    Medium.PAPER,
                    brand,
                    stylesheet.into(new SAXResult(
                            fop.newFop(MimeConstants.MIME_PDF, agent, bytes).getDefaultHandler())));
            return StablePdf.of(bytes.toByteArray(), sheet.made());
        } catch (SAXException | IOException broken) {
            throw new IllegalStateException("FOP cannot set this document", broken);
        } finally {
            // FOP keeps each image's address, and those of codes contain them: a little of each invoice, for ever.
            images().clearCache();
        }
    }

    /** Returns what FOP remembers of images. */
    ImageCache images() {
        return fop.getImageManager().getCache();
    }

    /** Hands out the module's fonts, and nothing else: no file, no network. */
    private static final class ModuleFonts implements ResourceResolver {

        private final ResourceResolver data = ResourceResolverFactory.createDefaultResourceResolver();

        @Override
        public Resource getResource(URI uri) throws IOException {
            if ("data".equals(uri.getScheme())) {
                return data.getResource(uri);
            }
            String path = String.valueOf(uri.getPath()).substring(1);
            if (!BASE.getScheme().equals(uri.getScheme())
                    || !(path.equals(Typeface.REGULAR_FILE) || path.equals(Typeface.BOLD_FILE))) {
                throw new FileNotFoundException(
                        "A picture is made of what the module brings, not of " + uri.getScheme());
            }
            return new Resource(Typeface.open(path));
        }

        @Override
        public OutputStream getOutputStream(URI uri) throws IOException {
            throw new FileNotFoundException("A picture is written nowhere else");
        }
    }
}
