package dev.ksef.fa3.generator;

import java.util.HashSet;
import java.util.Set;

/** The enum of a list of values. */
record CodeSource(String name, String path, SimpleType type, Descriptions descriptions) {

    void addTo(Lines lines, String sentence) {
        lines.add("/** " + sentence + descriptions.javadoc(path) + " */");
        lines.add("public enum " + name + " implements Code {");
        Set<String> used = new HashSet<>();
        for (String value : type.values()) {
            String constant = Names.constant(value);
            if (!used.add(constant)) {
                throw new IllegalArgumentException("Two values of " + name + " would be called " + constant);
            }
            String last = used.size() == type.values().size() ? ";" : ",";
            lines.add("/** {@code " + value + "}." + descriptions.javadoc(path + "=" + value) + " */");
            lines.add(constant + "(\"" + value + "\")" + last);
        }
        lines.add("""

                private final String text;

                %s(String text) {
                this.text = text;
                }

                @Override
                public String text() {
                return text;
                }
                }
                """.formatted(name));
    }
}
