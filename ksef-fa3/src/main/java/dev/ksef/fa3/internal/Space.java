package dev.ksef.fa3.internal;

/** What becomes of white space in a text. */
public enum Space {
    PRESERVE,
    REPLACE,
    COLLAPSE;

    /** Returns the text that counts: the same one if nothing is to be done. */
    String applied(String text) {
        return switch (this) {
            case PRESERVE -> text;
            case REPLACE -> replaced(text);
            case COLLAPSE -> isCollapsed(text) ? text : collapsed(text);
        };
    }

    private static String replaced(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    private static boolean isCollapsed(String text) {
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > ' ') {
                afterSpace = false;
            } else if (character != ' ' || afterSpace) {
                return false;
            } else {
                afterSpace = true;
            }
        }
        return text.isEmpty() || !afterSpace;
    }

    private static String collapsed(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean space = character == ' ' || character == '\t' || character == '\n' || character == '\r';
            if (!space) {
                kept.append(character);
            } else if (kept.length() > 0 && kept.charAt(kept.length() - 1) != ' ') {
                kept.append(' ');
            }
        }
        if (kept.length() > 0 && kept.charAt(kept.length() - 1) == ' ') {
            kept.setLength(kept.length() - 1);
        }
        return kept.toString();
    }
}
