package dev.ksef.simulator.page;

import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The verification code of an invoice (KOD I).
 *
 * @param link leads to the answer of this simulator
 * @param picture the link as a QR code; null without ZXing
 */
record VerificationCode(String link, @Nullable QrPicture picture) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ROOT);

    static VerificationCode of(StoredInvoice invoice, String origin) {
        String hash = invoice.json()
                .path("invoiceHash")
                .asString("")
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
        String link = origin + "/invoice/" + invoice.sellerNip() + "/" + DAY.format(invoice.issueDate()) + "/" + hash;
        return new VerificationCode(link, picture(link));
    }

    private static @Nullable QrPicture picture(String link) {
        try {
            return QrPicture.of(link);
        } catch (NoClassDefFoundError withoutZxing) {
            return null;
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonTrees.object().put("link", link);
        return picture == null ? json : json.put("size", picture.size()).put("path", picture.path());
    }
}
