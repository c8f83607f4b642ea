#!/usr/bin/env bash
# Software: Apache FOP 2.11 (org.apache.xmlgraphics:fop-core), fonts of net.sf.jasperreports:jasperreports-fonts 6.21.0, OpenJDK 17.
# Behaviour: a ResourceResolver that is given to FopFactoryBuilder is asked for pictures, but not for the fonts that the
#   configuration names: FOP reads those itself, by the same base URI. So with the same resolver, URI and configuration, another
#   font is set than with FopConfParser, whose resolver is asked for both. Nothing is reported. (What helps: give the resolver once
#   more to FopFactory.getFontManager().)
# Output seen, where the folder holds DejaVu Serif as font.ttf and the resolver answers with DejaVu Sans:
#   FopConfParser: asked for font.ttf, picture.svg; set in DejaVuSans
#   FopFactoryBuilder: asked for picture.svg; set in DejaVuSerif
#   FopFactoryBuilder and font manager: asked for font.ttf, picture.svg; set in DejaVuSans
# A guess says: the resolver of the factory hands out all that the factory reads, in whichever way the factory is built.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.xmlgraphics</groupId><artifactId>fop-core</artifactId><version>2.11</version></dependency>
<dependency><groupId>net.sf.jasperreports</groupId><artifactId>jasperreports-fonts</artifactId><version>6.21.0</version></dependency>
</dependencies></project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath.txt >/dev/null
cat > Resolvers.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.apps.io.ResourceResolverFactory;
import org.apache.fop.configuration.DefaultConfigurationBuilder;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.xml.sax.InputSource;

public class Resolvers {

    private static final String CONFIGURATION = "<fop version='1.0'><renderers><renderer mime='application/pdf'><fonts>"
            + "<font embed-url='font.ttf'><font-triplet name='Text' style='normal' weight='normal'/></font>"
            + "</fonts></renderer></renderers></fop>";
    private static final String PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    private static final String DOCUMENT = "<root xmlns='http://www.w3.org/1999/XSL/Format' font-family='Text'>"
            + "<layout-master-set><simple-page-master master-name='p' page-width='100mm' page-height='50mm'>"
            + "<region-body/></simple-page-master></layout-master-set><page-sequence master-reference='p'>"
            + "<flow flow-name='xsl-region-body'><block>text <external-graphic src='picture.svg'/></block></flow>"
            + "</page-sequence></root>";
    private static final Pattern FONT = Pattern.compile("/FontName /[A-Z]*\\+?([A-Za-z]+)");

    public static void main(String[] arguments) throws Exception {
        Files.write(Path.of("font.ttf"), font("DejaVuSerif.ttf"));
        URI base = Path.of("").toUri();

        Asked first = new Asked();
        set("FopConfParser", first, new FopConfParser(stream(CONFIGURATION), base, first)
                .getFopFactoryBuilder()
                .build());

        Asked second = new Asked();
        set("FopFactoryBuilder", second, built(base, second));

        Asked third = new Asked();
        FopFactory factory = built(base, third);
        factory.getFontManager()
                .setResourceResolver(ResourceResolverFactory.createInternalResourceResolver(base, third));
        set("FopFactoryBuilder and font manager", third, factory);
    }

    private static FopFactory built(URI base, ResourceResolver resolver) throws Exception {
        FopFactoryBuilder builder = new FopFactoryBuilder(base, resolver);
        builder.setConfiguration(new DefaultConfigurationBuilder().build(stream(CONFIGURATION)));
        return builder.build();
    }

    private static void set(String how, Asked resolver, FopFactory factory) throws Exception {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        SAXParserFactory parsers = SAXParserFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.newSAXParser()
                .parse(
                        new InputSource(new StringReader(DOCUMENT)),
                        factory.newFop("application/pdf", pdf).getDefaultHandler());
        Matcher font = FONT.matcher(pdf.toString(StandardCharsets.ISO_8859_1));
        System.out.println(how + ": asked for " + String.join(", ", resolver.names) + "; set in "
                + (font.find() ? font.group(1) : "none"));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] font(String file) throws IOException {
        try (InputStream font = Resolvers.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/" + file)) {
            return font.readAllBytes();
        }
    }

    private static final class Asked implements ResourceResolver {

        private final Set<String> names = new TreeSet<>();

        @Override
        public Resource getResource(URI uri) throws IOException {
            String name = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
            names.add(name);
            return new Resource(
                    name.equals("font.ttf") ? new ByteArrayInputStream(font("DejaVuSans.ttf")) : stream(PICTURE));
        }

        @Override
        public OutputStream getOutputStream(URI uri) throws IOException {
            throw new FileNotFoundException(uri.toString());
        }
    }
}
JAVA
output=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.awt.headless=true -cp "$(cat classpath.txt)" Resolvers.java 2>/dev/null)
echo "$output"
grep -q '^FopConfParser: asked for font.ttf, picture.svg; set in DejaVuSans$' <<<"$output"
grep -q '^FopFactoryBuilder: asked for picture.svg; set in DejaVuSerif$' <<<"$output"
grep -q '^FopFactoryBuilder and font manager: asked for font.ttf, picture.svg; set in DejaVuSans$' <<<"$output"
echo "as described"
