package dev.ksef.domain.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way to spoil an invoice that knows where elements, attributes and texts are. */
enum Mutation {
    DROP_ELEMENT {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                Span element = element(text, random);
                return text.substring(0, element.from()) + text.substring(element.to());
            });
        }
    },
    DOUBLE_ELEMENT {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                Span element = element(text, random);
                String copy = text.substring(element.from(), element.to());
                int times = Math.min(1 + random.nextInt(200), 200_000 / (copy.length() + 1) + 1);
                return text.substring(0, element.from()) + copy.repeat(times) + text.substring(element.from());
            });
        }
    },
    MOVE_ELEMENT {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                Span element = element(text, random);
                String moved = text.substring(element.from(), element.to());
                String rest = text.substring(0, element.from()) + text.substring(element.to());
                int at = tag(rest, random).from();
                return rest.substring(0, at) + moved + rest.substring(at);
            });
        }
    },
    NEST_ELEMENT {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                Span element = element(text, random);
                String inner = text.substring(element.from(), element.to());
                int depth = 1 << random.nextInt(15);
                return text.substring(0, element.from())
                        + "<w>".repeat(depth)
                        + inner
                        + "</w>".repeat(random.nextInt(4) == 0 ? depth / 2 : depth)
                        + text.substring(element.to());
            });
        }
    },
    RENAME_TAG {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                Span tag = tag(text, random);
                String name = pick(random, "Faktura", "NIP", "P_1", "Zalacznik", "x:y", "a:b:c", "-", "żółw", "");
                String renamed =
                        text.substring(tag.from(), tag.to()).replaceFirst("[\\w:]+", Matcher.quoteReplacement(name));
                return text.substring(0, tag.from()) + renamed + text.substring(tag.to());
            });
        }
    },
    ADD_ATTRIBUTES {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                int at = Math.max(0, tag(text, random).to() - 1);
                var attributes = new StringBuilder();
                for (int i = random.nextInt(150); i >= 0; i--) {
                    attributes
                            .append(pick(random, " a", " xmlns:p", " xsi:type", " kodSystemowy", " xmlns"))
                            .append(random.nextInt(3) == 0 ? "" : i)
                            .append("=\"")
                            .append(oddText(random))
                            .append('"');
                }
                return text.substring(0, at) + attributes + text.substring(at);
            });
        }
    },
    REPLACE_VALUE {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                Span value = span(VALUE, text, random);
                return text.substring(0, value.from()) + oddText(random) + text.substring(value.to());
            });
        }
    },
    INSERT_MARKUP {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                int at = random.nextInt(text.length() + 1);
                String markup = pick(
                        random,
                        "<?p?>",
                        "<?xml version=\"1.0\"?>",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "]]>",
                        "<!DOCTYPE a>",
                        "<!DOCTYPE Faktura [<!ENTITY a \"&a;\">]>",
                        "<!DOCTYPE a [<!ENTITY % b SYSTEM \"file:///dev/zero\"> %b; <!ATTLIST Faktura x CDATA \"y\">]>",
                        "&a;",
                        "&#127;",
                        "&#xD800;",
                        "&#x110000;",
                        "&#99999999999999999999;",
                        "&#x;",
                        "&",
                        "<",
                        ">",
                        "</",
                        "\"",
                        "\u0000",
                        "\uFFFE",
                        "\u0085");
                return text.substring(0, at) + markup + text.substring(at);
            });
        }
    },
    GROWING_ENTITIES {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                var type = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
                int last = 1 + random.nextInt(40);
                for (int i = 1; i <= last; i++) {
                    type.append("<!ENTITY e").append(i).append(" \"");
                    type.append(("&e" + (i - 1) + ";").repeat(1 + random.nextInt(12)))
                            .append("\">");
                }
                Span value = span(VALUE, text, random);
                String used = text.substring(0, value.from()) + "&e" + last + ";" + text.substring(value.to());
                int root = Math.max(0, used.indexOf("<", used.startsWith("<?") ? 1 : 0));
                return used.substring(0, root) + type + "]>" + used.substring(root);
            });
        }
    },
    CUT {
        @Override
        byte[] apply(byte[] file, Random random) {
            return Arrays.copyOf(file, random.nextInt(file.length + 1));
        }
    },
    FLIP_BYTES {
        @Override
        byte[] apply(byte[] file, Random random) {
            byte[] flipped = file.clone();
            for (int i = random.nextInt(8); i >= 0 && flipped.length > 0; i--) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
            }
            return flipped;
        }
    },
    OTHER_ENCODING {
        @Override
        byte[] apply(byte[] file, Random random) {
            String text = new String(file, StandardCharsets.UTF_8);
            Charset charset = Charset.forName(
                    pick(random, "windows-1250", "UTF-16", "UTF-16LE", "ISO-8859-2", "UTF-32", "IBM037"));
            String declared = random.nextBoolean() ? text : text.replaceFirst("UTF-8", charset.name());
            return declared.getBytes(charset);
        }
    },
    DECLARE_OTHERWISE {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(
                    file,
                    text -> text.replaceFirst(
                            "<\\?xml[^>]*>",
                            Matcher.quoteReplacement(pick(
                                    random,
                                    "",
                                    "\uFEFF<?xml version=\"1.0\"?>",
                                    "<?xml version='1.1' encoding='utf-8'?>",
                                    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                                    "<?xml version=\"1.0\" encoding=\"no-such-thing\"?>",
                                    "<?xml encoding=\"UTF-8\"?>",
                                    "<?xml version=\"2.0\" standalone=\"maybe\"?>",
                                    "<?xml version=\"1.0\" encoding=\"\"?>",
                                    "<?xml?>",
                                    "  <?xml version=\"1.0\"?>"))));
        }
    },
    PAD {
        @Override
        byte[] apply(byte[] file, Random random) {
            return onText(file, text -> {
                int at = random.nextInt(text.length() + 1);
                String unit =
                        pick(random, " ", "x", "\r", "\r\n", "ż", "\ud83d\ude00", "<a/>", "&#127;", "\u0080", "&amp;");
                return text.substring(0, at)
                        + unit.repeat((1 << random.nextInt(16)) / unit.length() + 1)
                        + text.substring(at);
            });
        }
    };

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
    private static final Pattern VALUE = Pattern.compile("(?<=>)[^<>]+(?=</)|(?<==\")[^\"<>]*(?=\")");

    /** The file, spoiled; whatever it was, it is never an error. */
    abstract byte[] apply(byte[] file, Random random);

    private interface TextChange {
        String change(String text);
    }

    private record Span(int from, int to) {}

    private static byte[] onText(byte[] file, TextChange change) {
        return change.change(new String(file, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static Span tag(String text, Random random) {
        return span(TAG, text, random);
    }

    /** One of the places that match; the very end where there is none. */
    private static Span span(Pattern pattern, String text, Random random) {
        List<Span> found = pattern.matcher(text)
                .results()
                .limit(5_000)
                .map(match -> new Span(match.start(), match.end()))
                .toList();
        return found.isEmpty() ? new Span(text.length(), text.length()) : found.get(random.nextInt(found.size()));
    }

    /** An element from its first tag to the next end tag of its name; its tag alone where there is none. */
    private static Span element(String text, Random random) {
        Span tag = tag(text, random);
        Matcher name = Pattern.compile("[\\w:]+").matcher(text.substring(tag.from(), tag.to()));
        int end = name.find() ? text.indexOf("</" + name.group() + ">", tag.from()) : -1;
        return end < 0
                ? tag
                : new Span(
                        tag.from(), Math.min(text.length(), end + name.group().length() + 3));
    }

    private static String oddText(Random random) {
        return pick(
                random,
                "",
                " ",
                "0",
                "-1",
                "5265877635",
                "5265877636",
                "PL5265877635",
                "5265877635-00004",
                "2026-02-30",
                "9999-12-31",
                "+999999999-01-01",
                "-2026-01-01",
                "FA (3)",
                "٠١٢٣٤٥٦٧٨٩",
                "http://crd.gov.pl/wzor/2023/06/29/12648/",
                "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
                "\u007F",
                "\uFDD0\ud83f\udffe",
                "&#xFDD0;",
                "<b>x</b>",
                "]]>",
                "x".repeat(random.nextInt(20_000)));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
