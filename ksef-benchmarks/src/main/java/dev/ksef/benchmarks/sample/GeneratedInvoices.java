package dev.ksef.benchmarks.sample;

import dev.ksef.port.ContentSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * As many invoices as are asked for, made while they are read, so that none stays in memory. Each has a number of its own.
 *
 * @param templates invoices of one size, used in turn
 * @param attachmentBytes how much noise each has behind its lines, as base64, which deflates to three quarters
 */
public record GeneratedInvoices(int count, List<byte[]> templates, int attachmentBytes) {

    private static final int LINES_IN_10_KB = 26;
    private static final int TEMPLATES = 10;
    private static final String END = "</Faktura>\n";
    private static final String NUMBER = "H/2026/11/";
    private static final int DIGITS = 8;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** Returns invoices of so many kilobytes, without attachments. */
    public static GeneratedInvoices of(int count, int kilobytes) {
        return of(count, kilobytes, 0);
    }

    /** Returns invoices of so many kilobytes, and as many of noise. */
    public static GeneratedInvoices of(int count, int kilobytes, int noiseKilobytes) {
        return new GeneratedInvoices(count, templates(TEMPLATES, kilobytes), 1000 * noiseKilobytes);
    }

    /** Returns invoices whose lines differ from each other, too: as many templates as invoices. */
    public static GeneratedInvoices distinct(int count, int kilobytes, int noiseKilobytes) {
        return new GeneratedInvoices(count, templates(count, kilobytes), 1000 * noiseKilobytes);
    }

    private static List<byte[]> templates(int count, int kilobytes) {
        List<byte[]> templates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int lines = Math.max(1, (kilobytes - 1) * LINES_IN_10_KB / 10);
            String xml = new String(LongInvoice.distinct(i, lines), StandardCharsets.UTF_8)
                    .replace(NUMBER + i + "<", NUMBER + "0".repeat(DIGITS) + "<");
            templates.add(xml.getBytes(StandardCharsets.UTF_8));
        }
        return templates;
    }

    /** Returns one invoice, always in the same bytes. */
    public byte[] xml(int index) {
        byte[] template = templates.get(index % templates.size());
        byte[] xml = new byte[template.length + attachmentBytes];
        int end = template.length - END.length();
        System.arraycopy(template, 0, xml, 0, end);
        fillWithNoise(xml, end, index);
        System.arraycopy(template, end, xml, end + attachmentBytes, END.length());
        number(xml, index);
        return xml;
    }

    private void fillWithNoise(byte[] xml, int from, int index) {
        var random = new SplittableRandom(index);
        long bits = 0;
        for (int i = 0; i < attachmentBytes; i++) {
            bits = i % 10 == 0 ? random.nextLong() : bits >>> 6;
            xml[from + i] = (byte) ALPHABET.charAt((int) (bits & 63));
        }
    }

    private static void number(byte[] xml, int index) {
        int at = new String(xml, 0, Math.min(xml.length, 2000), StandardCharsets.ISO_8859_1).indexOf(NUMBER)
                + NUMBER.length()
                + DIGITS;
        for (int left = index; left > 0; left /= 10) {
            xml[--at] = (byte) ('0' + left % 10);
        }
    }

    /** Returns what one invoice is read from. */
    public ContentSource content(int index) {
        int size = templates.get(index % templates.size()).length + attachmentBytes;
        return new ContentSource() {
            @Override
            public long sizeBytes() {
                return size;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(xml(index));
            }
        };
    }
}
