package dev.ksef.pdf.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes an invoice by walking the outline of the schema. */
abstract class MadeInvoice {

    private static final Pattern FACET = Pattern.compile("(minLength|maxLength|fractionDigits|min|max)=([^ ]+)");

    private final Outline outline;
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

    MadeInvoice(Outline outline) {
        this.outline = outline;
    }

    /** How many times an element or a group of elements occurs. */
    abstract int times(Outline.Part part);

    /** Which of several alternatives is taken. */
    abstract int pick(int count);

    /**
     * What stands in an element or an attribute that is not listed.
     *
     * @param place such as {@code Podmiot2.NrKlienta}
     * @param facets what its type allows
     */
    abstract String value(String place, String type, String facets);

    byte[] made() {
        element("", outline.root());
        return xml.toString()
                .replaceFirst("<Faktura>", "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void particle(String parent, Outline.Part part) {
        int times = times(part);
        for (int i = 0; i < times; i++) {
            switch (part.name()) {
                case "sequence" -> part.inner().forEach(one -> particle(parent, one));
                case "choice" ->
                    particle(parent, part.inner().get(pick(part.inner().size())));
                default -> element(parent, part);
            }
        }
    }

    private void element(String parent, Outline.Part part) {
        List<Outline.Part> inner = new ArrayList<>(outline.inner(part));
        String place = parent.isEmpty() ? part.name() : parent + "." + part.name();
        xml.append('<').append(part.name());
        inner.stream()
                .filter(one -> one.name().startsWith("@"))
                .forEach(attribute -> xml.append(' ')
                        .append(attribute.name().substring(1))
                        .append("=\"")
                        .append(anyValue(place, attribute.type()))
                        .append('"'));
        xml.append('>');
        inner.removeIf(one -> one.name().startsWith("@"));
        if (inner.isEmpty()) {
            xml.append(escaped(anyValue(place, part.type())));
        } else if (inner.get(0).name().equals("text")) {
            xml.append(escaped(anyValue(place, inner.get(0).type())));
        } else {
            inner.forEach(one -> particle(part.name(), one));
        }
        xml.append("</").append(part.name()).append('>');
    }

    private String anyValue(String place, String type) {
        String facets = outline.facets(type);
        if (type.contains(" fixed ")) {
            return type.substring(type.indexOf(" fixed ") + 7);
        }
        if (facets.contains(" values=")) {
            List<String> values =
                    List.of(facets.substring(facets.indexOf(" values=") + 8).split("\\|"));
            return values.get(pick(values.size()));
        }
        return value(place, type, facets);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;");
    }

    static String facet(String facets, String name, String otherwise) {
        Matcher facet = FACET.matcher(facets);
        while (facet.find()) {
            if (facet.group(1).equals(name)) {
                return facet.group(2);
            }
        }
        return otherwise;
    }
}
