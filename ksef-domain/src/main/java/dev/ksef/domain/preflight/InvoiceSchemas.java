package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.FilePosition;
import dev.ksef.domain.xml.InvoiceForm;
import dev.ksef.model.finding.InvoiceRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The official schemas of invoices in a folder, each compiled once, when the first invoice of its structure comes. */
final class InvoiceSchemas {

    private static final String REMEDY =
            "Put the official schemas, as published, into the folder that was configured, or switch the rule off";

    private final SchemaFiles files;
    private final Map<String, Path> roots;
    private final Map<InvoiceForm, InvoiceSchema> compiled = new ConcurrentHashMap<>();

    private InvoiceSchemas(SchemaFiles files) {
        this.files = files;
        this.roots = files.byTargetNamespace();
    }

    /**
     * Finds the schemas below a folder by their target namespaces.
     *
     * @throws IllegalArgumentException if it is no folder, or has no schema of an invoice
     */
    static InvoiceSchemas below(Path folder) {
        var found = new InvoiceSchemas(SchemaFiles.below(folder));
        if (Stream.of(InvoiceForm.values()).map(InvoiceForm::namespace).noneMatch(found.roots::containsKey)) {
            throw new IllegalArgumentException("There is no official schema of an invoice below " + folder);
        }
        return found;
    }

    /** Validates a well-formed invoice against the schema of its structure. */
    void validate(byte[] invoice, InvoiceForm form, FindingCollector findings) {
        Path file = roots.get(form.namespace());
        if (file == null) {
            String message =
                    "the folder with schemas has none of " + form.code().systemCode();
            findings.add(InvoiceRule.SCHEMA, FilePosition.START, message, REMEDY);
            return;
        }
        InvoiceSchema schema;
        try {
            schema = compiled.computeIfAbsent(form, absent -> InvoiceSchema.compile(file, files));
        } catch (InvoiceSchema.NotCompiled broken) {
            findings.add(InvoiceRule.SCHEMA, FilePosition.START, String.valueOf(broken.getMessage()), REMEDY);
            return;
        }
        schema.validate(invoice, findings);
    }
}
