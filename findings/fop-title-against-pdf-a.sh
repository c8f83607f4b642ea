#!/usr/bin/env bash
# Software: Apache FOP 2.11 (org.apache.xmlgraphics:fop-core) in its mode PDF/A-2u, judged by veraPDF 1.28.2
#   (org.verapdf:validation-model), a font of net.sf.jasperreports:jasperreports-fonts 6.21.0, OpenJDK 17.
# Behaviour: FOP, told to write PDF/A-2u, writes it, unless the document is given a title, a subject or keywords by the setters of
#   FOUserAgent: then the PDF still calls itself PDF/A-2u and is none, since FOP puts these into the metadata as plain text or
#   lists of another kind than XMP wants. An author does no harm. The same title in fo:declarations, spelt as an alternative of
#   languages, is PDF/A-2u.
# Output seen:
#   nothing: conforms
#   author: conforms
#   title: 6.6.2.3.1 http://purl.org/dc/elements/1.1/ - dc:title
#   subject: 6.6.2.3.1 http://purl.org/dc/elements/1.1/ - dc:description
#   keywords: 6.6.2.3.1 http://purl.org/dc/elements/1.1/ - dc:subject
#   title in declarations: conforms
# A guess says: the mode PDF/A either writes such metadata right, or refuses it; author and title behave alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.xmlgraphics</groupId><artifactId>fop-core</artifactId><version>2.11</version></dependency>
<dependency><groupId>org.verapdf</groupId><artifactId>validation-model</artifactId><version>1.28.2</version></dependency>
<dependency><groupId>net.sf.jasperreports</groupId><artifactId>jasperreports-fonts</artifactId><version>6.21.0</version></dependency>
</dependencies></project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath.txt >/dev/null
cat > Titles.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.xml.sax.InputSource;

public class Titles {

    private static final String CONFIGURATION = "<fop version='1.0'><renderers><renderer mime='application/pdf'><fonts>"
            + "<font embed-url='font.ttf'><font-triplet name='Text' style='normal' weight='normal'/></font>"
            + "</fonts></renderer></renderers></fop>";
    private static final String DOCUMENT = "<root xmlns='http://www.w3.org/1999/XSL/Format' font-family='Text'>"
            + "<layout-master-set><simple-page-master master-name='p' page-width='100mm' page-height='50mm'>"
            + "<region-body/></simple-page-master></layout-master-set>%s<page-sequence master-reference='p'>"
            + "<flow flow-name='xsl-region-body'><block>text</block></flow></page-sequence></root>";
    private static final String DECLARATIONS = "<declarations><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
            + "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Faktura"
            + "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta></declarations>";

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (InputStream font =
                Titles.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf")) {
            Files.copy(font, Path.of("font.ttf"));
        }
        judge("nothing", agent -> {}, "");
        judge("author", agent -> agent.setAuthor("Biuro"), "");
        judge("title", agent -> agent.setTitle("Faktura"), "");
        judge("subject", agent -> agent.setSubject("Faktura"), "");
        judge("keywords", agent -> agent.setKeywords("faktura"), "");
        judge("title in declarations", agent -> {}, DECLARATIONS);
    }

    private static void judge(String what, Consumer<FOUserAgent> given, String declarations) throws Exception {
        FopFactory factory = new FopConfParser(
                        new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)),
                        Path.of("").toUri())
                .getFopFactoryBuilder()
                .build();
        FOUserAgent agent = factory.newFOUserAgent();
        agent.getRendererOptions().put("pdf-a-mode", "PDF/A-2u");
        given.accept(agent);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        SAXParserFactory parsers = SAXParserFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.newSAXParser()
                .parse(
                        new InputSource(new StringReader(String.format(DOCUMENT, declarations))),
                        factory.newFop("application/pdf", agent, pdf).getDefaultHandler());
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf.toByteArray()))) {
            if (parser.getFlavour() != PDFAFlavour.PDFA_2_U) {
                throw new IllegalStateException("It calls itself " + parser.getFlavour());
            }
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(PDFAFlavour.PDFA_2_U, false)
                    .validate(parser);
            TreeSet<String> problems = new TreeSet<>();
            for (TestAssertion problem : result.getTestAssertions()) {
                String where = problem.getLocation().getContext();
                problems.add(problem.getRuleId().getClause() + " "
                        + where.substring(where.lastIndexOf('(') + 1).replace(")", ""));
            }
            System.out.println(what + ": " + (result.isCompliant() ? "conforms" : String.join("; ", problems)));
        }
    }
}
JAVA
output=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.awt.headless=true -cp "$(cat classpath.txt)" Titles.java 2>/dev/null)
echo "$output"
grep -q '^nothing: conforms$' <<<"$output"
grep -q '^author: conforms$' <<<"$output"
grep -q '^title: 6.6.2.3.1 .*dc:title$' <<<"$output"
grep -q '^subject: 6.6.2.3.1 .*dc:description$' <<<"$output"
grep -q '^keywords: 6.6.2.3.1 .*dc:subject$' <<<"$output"
grep -q '^title in declarations: conforms$' <<<"$output"
echo "as described"
