package dev.ksef.pdf.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.fop.pdf.PDFDocument;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/**
 * Takes out of a PDF what differs from time to time and from host to host: FOP 2.11 writes when it works, the zone of the host, a
 * number made of both, and the colour profile as the JDK's library gives it out.
 */
final class StablePdf {

    private static final Pattern TIME =
            Pattern.compile("(<xmp:(?:Create|Metadata|Modify)Date>|<dc:date>\\s*<rdf:Seq>\\s*<rdf:li>)[^<]*");
    private static final int ID_BYTES = 16;

    private StablePdf() {}

    /** Returns the same document, made at this time; the same pages are the same bytes. */
    static byte[] of(byte[] pdf, Instant made) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.getDocumentInformation().setCreationDate(calendar(made));
            setMetadata(document, made);
            setColours(document);
            setId(document);
            var bytes = new ByteArrayOutputStream(pdf.length);
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static Calendar calendar(Instant made) {
        return GregorianCalendar.from(made.atZone(ZoneOffset.UTC));
    }

    private static void setMetadata(PDDocument document, Instant made) throws IOException {
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        String stable = TIME.matcher(xmp).replaceAll("$1" + DateTimeFormatter.ISO_INSTANT.format(made));
        metadata.importXMPMetadata(stable.getBytes(StandardCharsets.UTF_8));
    }

    /** The JDK's library gives out other bytes of a colour profile from version to version; this is the one that FOP brings. */
    private static void setColours(PDDocument document) throws IOException {
        try (InputStream profile = Objects.requireNonNull(PDFDocument.class.getResourceAsStream("sRGB.icc"))) {
            for (PDOutputIntent intent : document.getDocumentCatalog().getOutputIntents()) {
                try (OutputStream stream = intent.getDestOutputIntent().createOutputStream(COSName.FLATE_DECODE)) {
                    profile.transferTo(stream);
                }
            }
        }
    }

    private static void setId(PDDocument document) throws IOException {
        MessageDigest digest = sha256();
        for (PDPage page : document.getPages()) {
            try (InputStream content = page.getContents()) {
                digest.update(content.readAllBytes());
            }
        }
        var id = new COSString(Arrays.copyOf(digest.digest(), ID_BYTES));
        var ids = new COSArray();
        ids.add(id);
        ids.add(id);
        document.getDocument().getTrailer().setItem(COSName.ID, ids);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256", missing);
        }
    }
}
