#!/usr/bin/env bash
# Software: Apache FOP 2.11 (org.apache.xmlgraphics:fop-core), a TrueType font that has the character (DejaVu Sans of
#   net.sf.jasperreports:jasperreports-fonts 6.21.0), read back with PDFBox 3.0.8, OpenJDK 17.
# Behaviour: one character outside Unicode's first plane, which the font has and which is drawn as it should be, spoils the text
#   behind it in that font, on this and all later pages. What is drawn is right; what is copied, searched or read by a program is
#   not, down to the digits of amounts. The glyph has one code in the page, but two in the table that leads from codes back to
#   characters (ToUnicode), so each character that first comes behind it is read as the one that came before it.
# Output seen:
#   without: Name A end | Razem 1230,00 | Termin 14 dni
#   with:    Name U+1D538 e n | daRem z123033 | ,eTmr  zi n r
#   the pages that are drawn differ on the line of the character only: true
# A guess says: the character comes out as something else, or not at all; the rest is read as it was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.xmlgraphics</groupId><artifactId>fop-core</artifactId><version>2.11</version></dependency>
<dependency><groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.8</version></dependency>
<dependency><groupId>org.apache.pdfbox</groupId><artifactId>fontbox</artifactId><version>3.0.8</version></dependency>
<dependency><groupId>net.sf.jasperreports</groupId><artifactId>jasperreports-fonts</artifactId><version>6.21.0</version></dependency>
</dependencies></project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath.txt >/dev/null
cat > Planes.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.xml.sax.InputSource;

public class Planes {

    private static final String CONFIGURATION = "<fop version='1.0'><renderers><renderer mime='application/pdf'><fonts>"
            + "<font embed-url='font.ttf'><font-triplet name='Deja' style='normal' weight='normal'/></font>"
            + "</fonts></renderer></renderers></fop>";
    private static final String DOCUMENT = "<root xmlns='http://www.w3.org/1999/XSL/Format' font-family='Deja'>"
            + "<layout-master-set><simple-page-master master-name='p' page-width='100mm' page-height='50mm'>"
            + "<region-body/></simple-page-master></layout-master-set>"
            + "<page-sequence master-reference='p'><flow flow-name='xsl-region-body'>"
            + "<block>Name %s end</block><block>Razem 1230,00</block>"
            + "<block break-before='page'>Termin 14 dni</block></flow></page-sequence></root>";

    public static void main(String[] arguments) throws Exception {
        try (InputStream font =
                Planes.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf")) {
            Files.copy(font, Path.of("font.ttf"));
        }
        byte[] without = pdf("A");
        byte[] with = pdf("\uD835\uDD38");
        System.out.println("without: " + text(without));
        System.out.println("with:    " + text(with));
        int line = 20;
        System.out.println("the pages that are drawn differ on the line of the character only: "
                + (!Arrays.equals(pixels(without, 0, 0, line), pixels(with, 0, 0, line))
                        && Arrays.equals(pixels(without, 0, line, 100), pixels(with, 0, line, 100))
                        && Arrays.equals(pixels(without, 1, 0, 100), pixels(with, 1, 0, 100))));
    }

    private static byte[] pdf(String name) throws Exception {
        FopFactory factory = new FopConfParser(
                        new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)), new File(".").toURI())
                .getFopFactoryBuilder()
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SAXParserFactory parsers = SAXParserFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.newSAXParser()
                .parse(
                        new InputSource(new StringReader(String.format(DOCUMENT, name))),
                        factory.newFop("application/pdf", bytes).getDefaultHandler());
        return bytes.toByteArray();
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StringBuilder shown = new StringBuilder();
            new PDFTextStripper().getText(document).trim().codePoints().forEach(c -> shown.append(
                    c == '\n' ? " | " : c < 128 ? String.valueOf((char) c) : String.format("U+%X", c)));
            return shown.toString();
        }
    }

    private static int[] pixels(byte[] pdf, int page, int from, int to) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 72);
            return image.getRGB(0, from, image.getWidth(), to - from, null, 0, image.getWidth());
        }
    }
}
JAVA
output=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.awt.headless=true -cp "$(cat classpath.txt)" Planes.java 2>/dev/null)
echo "$output"
grep -q '^without: Name A end | Razem 1230,00 | Termin 14 dni$' <<<"$output"
grep -q '^with:    Name U+1D538 e n | daRem z123033 | ,eTmr  zi n r$' <<<"$output"
grep -q 'differ on the line of the character only: true$' <<<"$output"
echo "as described"
