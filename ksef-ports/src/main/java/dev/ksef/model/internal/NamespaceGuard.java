package dev.ksef.model.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Looks in XML for an element to which more namespace declarations apply, its own and those around it, than anybody writes. XML
 * parsers compare each declaration with all others of its element, and each name with all declarations that apply, before
 * anybody can count them: a megabyte of them keeps the JDK's parser busy for seconds, ten for minutes. Every reader of XML from
 * outside asks this first.
 *
 * <p>Reads bytes of any encoding that has ASCII in it, and stops where the document is not well-formed: a parser stops there, too.
 */
public final class NamespaceGuard {

    /** The most declarations that may apply to one element. */
    public static final int MOST_DECLARATIONS = 100;

    private static final String DECLARATION = "xmlns";
    private static final String CDATA = "[CDATA[";
    /** Readers refuse what is deeper. Declarations that stand deeper apply, for this guard, to all that follows. */
    private static final int DEEPEST = 256;

    private final int[] declared = new int[DEEPEST];
    private int depth;
    private int applying;

    private State state = State.TEXT;
    private long at = -1;
    private long tagAt;
    private int previous;
    private int matched;
    private int ending;
    private int quote;
    private int own;

    private enum State {
        TEXT,
        MARKUP,
        DECLARATION,
        COMMENT,
        CDATA,
        INSTRUCTION,
        START_TAG,
        END_TAG,
        BROKEN
    }

    private NamespaceGuard() {}

    /** Returns the byte where the tag of such an element begins; -1 where there is none. */
    public static int crowdedTag(byte[] xml) {
        if (!hasMoreWords(xml)) {
            return -1;
        }
        try {
            return Math.toIntExact(crowdedTag(new ByteArrayInputStream(xml)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Tells whether the word of a declaration stands there more often than declarations may apply: nearly nowhere it does. */
    private static boolean hasMoreWords(byte[] xml) {
        int words = 0;
        int end = xml.length - DECLARATION.length() + 1;
        for (int i = x(xml, 0, end); i < end && words <= MOST_DECLARATIONS; i = x(xml, i + 1, end)) {
            if (isWord(xml, i)) {
                words++;
            }
        }
        return words > MOST_DECLARATIONS;
    }

    private static int x(byte[] xml, int from, int end) {
        return ByteRuns.indexOf(DECLARATION.charAt(0), xml, from, end);
    }

    private static boolean isWord(byte[] xml, int from) {
        for (int i = 1; i < DECLARATION.length(); i++) {
            if (xml[from + i] != DECLARATION.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the byte where the tag of such an element begins; -1 where there is none. The stream is read to its end. */
    public static long crowdedTag(InputStream xml) throws IOException {
        var guard = new NamespaceGuard();
        byte[] piece = new byte[8192];
        for (int length = xml.read(piece); length >= 0; length = xml.read(piece)) {
            for (int i = 0; i < length; i++) {
                if (guard.isCrowdedAfter(piece[i])) {
                    return guard.tagAt;
                }
            }
        }
        return -1;
    }

    private boolean isCrowdedAfter(byte here) {
        at++;
        switch (state) {
            case TEXT -> text(here);
            case MARKUP -> markup(here);
            case DECLARATION -> declaration(here);
            case COMMENT -> section(here, '-');
            case CDATA -> section(here, ']');
            case INSTRUCTION -> endIf(here == '>' && previous == '?');
            case START_TAG -> startTag(here);
            case END_TAG -> endTag(here);
            case BROKEN -> {}
        }
        previous = here;
        return applying + own > MOST_DECLARATIONS;
    }

    private void text(byte here) {
        if (here == '<') {
            tagAt = at;
            state = State.MARKUP;
        }
    }

    private void markup(byte here) {
        matched = 0;
        ending = 0;
        switch (here) {
            case '!' -> state = State.DECLARATION;
            case '?' -> state = State.INSTRUCTION;
            case '/' -> state = State.END_TAG;
            default -> {
                state = State.START_TAG;
                quote = 0;
                own = 0;
                startTag(here);
            }
        }
    }

    /** A comment, a section of characters, or what no reader goes on with. */
    private void declaration(byte here) {
        if (matched == 0 && here == '-' && previous == '-') {
            state = State.COMMENT;
        } else if (here == CDATA.charAt(matched)) {
            matched++;
            if (matched == CDATA.length()) {
                state = State.CDATA;
            }
        } else if (here != '-' || previous != '!') {
            state = State.BROKEN;
        }
    }

    /** A section that two of the given character and a bracket end. */
    private void section(byte here, char end) {
        endIf(here == '>' && ending >= 2);
        ending = here == end ? ending + 1 : 0;
    }

    private void endIf(boolean ends) {
        if (ends) {
            state = State.TEXT;
        }
    }

    private void startTag(byte here) {
        if (quote != 0) {
            quote = here == quote ? 0 : quote;
            return;
        }
        switch (here) {
            case '"', '\'' -> {
                quote = here;
                matched = 0;
            }
            case '<' -> state = State.BROKEN;
            case '>' -> begin(previous == '/');
            default -> count(here);
        }
    }

    private void count(byte here) {
        boolean begins = matched == 0 && (previous <= ' ' || previous == '"' || previous == '\'');
        if ((begins || matched > 0) && here == DECLARATION.charAt(matched)) {
            matched++;
            if (matched == DECLARATION.length()) {
                own++;
                matched = 0;
            }
        } else {
            matched = 0;
        }
    }

    private void begin(boolean empty) {
        state = State.TEXT;
        if (!empty) {
            if (depth < DEEPEST) {
                declared[depth] = own;
            }
            depth++;
            applying += own;
        }
        own = 0;
    }

    private void endTag(byte here) {
        if (here != '>') {
            return;
        }
        state = State.TEXT;
        if (depth > 0) {
            depth--;
            applying -= depth < DEEPEST ? declared[depth] : 0;
        }
    }
}
