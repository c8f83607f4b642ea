package dev.ksef.domain.submission;

import static dev.ksef.domain.submission.JournalWords.ATTACHMENT;
import static dev.ksef.domain.submission.JournalWords.CORRECTS;
import static dev.ksef.domain.submission.JournalWords.ENTRY;
import static dev.ksef.domain.submission.JournalWords.FORM;
import static dev.ksef.domain.submission.JournalWords.HASH;
import static dev.ksef.domain.submission.JournalWords.INDEX;
import static dev.ksef.domain.submission.JournalWords.ISSUED;
import static dev.ksef.domain.submission.JournalWords.NAME;
import static dev.ksef.domain.submission.JournalWords.NUMBER;
import static dev.ksef.domain.submission.JournalWords.SELF_INVOICING;
import static dev.ksef.domain.submission.JournalWords.SELLER;
import static dev.ksef.domain.submission.JournalWords.SIZE;

import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceFacts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a submission, as the journal knows it.
 *
 * @param corrects the hash of the rejected invoice that it technically corrects; null if it corrects none
 * @param selfInvoicing whether the buyer issues it in the seller's name (samofakturowanie)
 */
record PlannedInvoice(PackagedInvoice invoice, @Nullable Sha256 corrects, boolean selfInvoicing) {

    private static final String BETWEEN = "|";
    private static final int PARTS_OF_A_FORM = 3;

    int index() {
        return invoice.index();
    }

    Sha256 hash() {
        return invoice.facts().hash();
    }

    Map<String, String> values() {
        InvoiceFacts facts = invoice.facts();
        Map<String, String> values = new HashMap<>();
        values.put(INDEX, String.valueOf(invoice.index()));
        values.put(NAME, invoice.sourceName());
        values.put(ENTRY, invoice.entryName());
        values.put(HASH, facts.hash().value());
        values.put(SIZE, String.valueOf(facts.sizeBytes()));
        values.put(ATTACHMENT, String.valueOf(facts.hasAttachment()));
        if (facts.formCode() != null) {
            values.put(FORM, text(facts.formCode()));
        }
        if (facts.sellerNip() != null) {
            values.put(SELLER, facts.sellerNip().value());
        }
        if (facts.number() != null) {
            values.put(NUMBER, facts.number());
        }
        if (facts.issueDate() != null) {
            values.put(ISSUED, facts.issueDate().toString());
        }
        if (selfInvoicing) {
            values.put(SELF_INVOICING, String.valueOf(true));
        }
        if (corrects != null) {
            values.put(CORRECTS, corrects.value());
        }
        return values;
    }

    static PlannedInvoice of(Map<String, String> values) {
        var facts = new InvoiceFacts(
                form(values.get(FORM)),
                values.get(SELLER) == null ? null : new Nip(values.get(SELLER)),
                null,
                values.get(ISSUED) == null ? null : LocalDate.parse(values.get(ISSUED)),
                values.get(NUMBER),
                null,
                Boolean.parseBoolean(values.get(ATTACHMENT)),
                new Sha256(values.getOrDefault(HASH, "")),
                Integer.parseInt(values.getOrDefault(SIZE, "0")));
        var invoice = new PackagedInvoice(
                Integer.parseInt(values.getOrDefault(INDEX, "0")),
                values.getOrDefault(NAME, ""),
                values.getOrDefault(ENTRY, ""),
                facts);
        return new PlannedInvoice(
                invoice,
                values.get(CORRECTS) == null ? null : new Sha256(values.get(CORRECTS)),
                Boolean.parseBoolean(values.get(SELF_INVOICING)));
    }

    private static String text(FormCode form) {
        return String.join(BETWEEN, form.systemCode(), form.schemaVersion(), form.value());
    }

    private static @Nullable FormCode form(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split("\\|", -1);
        return parts.length == PARTS_OF_A_FORM ? FormCode.of(parts[0], parts[1], parts[2]) : null;
    }
}
