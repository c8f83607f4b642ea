package dev.ksef.fa3.generator;

import java.util.Map;
import org.w3c.dom.Element;

/**
 * What an official schema says in words about its types, elements and values. They are no part of an outline, so that types
 * made without the schema have less javadoc and are the same otherwise.
 */
record Descriptions(Map<String, String> byPath) {

    static Descriptions none() {
        return new Descriptions(Map.of());
    }

    void describe(String path, String text) {
        if (!text.isEmpty()) {
            byPath.put(path, text);
        }
    }

    void describeValues(String path, Element simpleType) {
        for (Element restriction : OfficialSchema.children(simpleType, "restriction")) {
            for (Element value : OfficialSchema.children(restriction, "enumeration")) {
                describe(path + "=" + value.getAttribute("value"), OfficialSchema.description(value));
            }
        }
    }

    /** As a part of javadoc, with a space before it; empty if nothing is said. */
    String javadoc(String path) {
        String text = byPath.getOrDefault(path, "");
        return text.isEmpty() ? "" : " " + escaped(text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("}", "&#125;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
    }
}
